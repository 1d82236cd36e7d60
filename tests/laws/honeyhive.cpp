// SPDX-License-Identifier: BSL-1.0
#include "laws.hpp"

#include <assay/honeyhive.hpp>

void assay_laws::add_honeyhive(std::vector<subject>& to) {
  using namespace assay::honeyhive;
  for_each_object([&]<class T>(std::string_view name, dialect d) {
    to.push_back(laws<T>(("honeyhive." + std::string(name) + ' ').append(name_of(d))));
  });
}
