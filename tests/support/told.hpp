// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/catch.hpp"

#include "assay/json/validator.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace assay_test {

/// Returns the report on a text that is checked as a T: lines such as "5 /a: expected ... [code]",
/// which begin with the offset; then the verdict, "accepted" or "rejected".
///
/// The text is checked, read into a new value, and read into a used one. All results must be the
/// same.
template <class T>
std::vector<std::string> told(std::string_view text, assay::level l = assay::level::published) {
  INFO(text);
  assay::validator<T> v({.level = l});
  const auto lines = [&](bool accepted) {
    std::vector<std::string> out;
    for (const assay::violation& found : v.report().violations())
      out.push_back(std::to_string(found.offset.value()) + ' ' + to_string(found));
    CHECK(v.report().accepted() == accepted);
    out.push_back(accepted ? "accepted" : "rejected");
    return out;
  };
  const std::vector<std::string> checked = lines(v.check(text));
  T value;
  CHECK(lines(v.read(text, value)) == checked);
  CHECK(lines(v.read(text, value)) == checked);
  return checked;
}

} // namespace assay_test
