#include "laws.hpp"

#include <assay/producttelemetry.hpp>

void assay_laws::add_producttelemetry(std::vector<subject>& to) {
  using namespace assay::producttelemetry;
  to.push_back(laws<event>("producttelemetry.event"));
  to.push_back(laws<ingest_request>("producttelemetry.ingest_request"));
  to.push_back(laws<identify_request>("producttelemetry.identify_request"));
  to.push_back(laws<deletion_request>("producttelemetry.deletion_request"));
}
