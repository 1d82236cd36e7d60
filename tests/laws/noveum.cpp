// SPDX-License-Identifier: BSL-1.0
#include "laws.hpp"

#include <assay/noveum.hpp>

void assay_laws::add_noveum(std::vector<subject>& to) {
  assay::noveum::for_each_object([&]<class T>(std::string_view name) {
    to.push_back(laws<T>("noveum." + std::string(name)));
  });
}
