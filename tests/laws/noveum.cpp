#include "laws.hpp"

#include <assay/noveum.hpp>

void assay_laws::add_noveum(std::vector<subject>& to) {
  using namespace assay::noveum;
  to.push_back(laws<trace>("noveum.trace"));
  to.push_back(laws<span>("noveum.span"));
  to.push_back(laws<span_event>("noveum.span_event"));
  to.push_back(laws<export_request>("noveum.export_request"));
}
