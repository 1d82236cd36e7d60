// SPDX-License-Identifier: BSL-1.0
#include <assay/json/result.hpp>
#include <assay/promptetheus.hpp>

#include <string_view>

bool accepted(std::string_view text) {
  // Both translation units instantiate these, so that the linker sees each function twice.
  const auto event = assay::read<assay::promptetheus::event>(text);
  return event.has_value() && assay::write(*event).has_value() &&
         assay::check<assay::promptetheus::event>(text);
}
