// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/catch.hpp"
#include "support/events.hpp"
#include "support/exact_json.hpp"

#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace assay_test {

/// Returns the violations of a text that is checked as a T, as people see them: "/a: expected ...
/// [code]".
template <class T>
std::vector<std::string> lines_of(std::string_view text, assay::level l) {
  assay::validator<T> v({.level = l});
  v.check(text);
  std::vector<std::string> out;
  for (const assay::violation& found : v.report().violations()) out.push_back(to_string(found));
  return out;
}

/// Returns only the errors: "code /a".
template <class T>
std::vector<std::string> errors_of(std::string_view text, assay::level l) {
  assay::validator<T> v({.level = l});
  v.check(text);
  std::vector<std::string> out;
  for (const assay::violation& found : v.report().violations())
    if (found.severity == assay::severity::error)
      out.push_back(std::string(name_of(found.code)) + " " + found.path);
  return out;
}

/// Returns the violations in the form of `places_of`. Also reads the text, and requires that an
/// accepted text is written as the same JSON.
template <class T>
std::vector<std::string> findings_of(std::string_view text, assay::level l) {
  INFO(text);
  assay::validator<T> v({.level = l});
  const bool accepted = v.check(text);
  const std::vector<std::string> checked = places_of(v.report());
  T value;
  CHECK(v.read(text, value) == accepted);
  CHECK(places_of(v.report()) == checked);
  if (accepted) {
    assay::text_buffer out;
    REQUIRE(write(value, out));
    CHECK(is_same_json(out.view(), text));
  }
  return checked;
}

} // namespace assay_test
