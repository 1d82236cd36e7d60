#include "laws.hpp"

#include <assay/trajectory.hpp>

void assay_laws::add_trajectory(std::vector<subject>& to) {
  using namespace assay::trajectory;
  to.push_back(laws<telemetry_event>("trajectory.event"));
  to.push_back(laws<stored_trajectory>("trajectory.stored_trajectory"));
  to.push_back(laws<upload_receipt>("trajectory.upload_receipt"));
}
