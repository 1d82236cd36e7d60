// SPDX-License-Identifier: BSL-1.0
#include <assay/json/result.hpp>
#include <assay/promptetheus.hpp>

#include "sample.hpp"

#include <string_view>

bool accepted(std::string_view text); // in other.cpp

int main() {
  const auto event = assay::read<assay::promptetheus::event>(sample);
  return event.has_value() && accepted(sample) && !accepted("{}") ? 0 : 1;
}
