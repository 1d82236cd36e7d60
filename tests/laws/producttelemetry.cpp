// SPDX-License-Identifier: BSL-1.0
#include "laws.hpp"

#include <assay/producttelemetry.hpp>

void assay_laws::add_producttelemetry(std::vector<subject>& to) {
  assay::producttelemetry::for_each_object([&]<class T>(std::string_view name) {
    to.push_back(laws<T>("producttelemetry." + std::string(name)));
  });
}
