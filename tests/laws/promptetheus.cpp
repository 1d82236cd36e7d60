// SPDX-License-Identifier: BSL-1.0
#include "laws.hpp"

#include <assay/promptetheus.hpp>

void assay_laws::add_promptetheus(std::vector<subject>& to) {
  assay::promptetheus::for_each_object([&]<class T>(std::string_view name) {
    to.push_back(laws<T>("promptetheus." + std::string(name)));
  });
}
