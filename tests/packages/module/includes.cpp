// SPDX-License-Identifier: BSL-1.0
#include <assay/promptetheus.hpp>

#include <cstddef>
#include <string_view>

std::size_t count_violations(std::string_view event) {
  assay::validator<assay::promptetheus::event> validator;
  return validator.check(event) ? 0 : validator.report().violations().size();
}
