// SPDX-License-Identifier: BSL-1.0
#include "laws.hpp"

#include <assay/trajectory.hpp>

void assay_laws::add_trajectory(std::vector<subject>& to) {
  assay::trajectory::for_each_object([&]<class T>(std::string_view name) {
    to.push_back(laws<T>("trajectory." + std::string(name)));
  });
}
