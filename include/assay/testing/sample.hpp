// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/code.hpp"
#include "assay/error/report.hpp"
#include "assay/error/violation.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace assay::testing {

/// A violation as a test expects it.
struct expected_violation {
  assay::code code{}; ///< its code
  std::string path{}; ///< RFC 6901 JSON Pointer; empty: the event itself
  assay::severity severity = assay::severity::error; ///< whether it rejects the event
  std::optional<std::size_t> offset{}; ///< bytes from the start of the text; empty: anywhere
  /// Compares all members.
  friend bool operator==(const expected_violation&, const expected_violation&) = default;
};

/// A text, and the verdict that it must get.
struct sample {
  std::string text{};   ///< the text
  bool accepted = true; ///< whether it must be accepted
  /// The expected violation. Nothing if there must be none.
  std::optional<expected_violation> violation{};
  /// What was changed in the text, for people: "a duplicate member".
  std::string_view reason{};
  /// Compares all members.
  friend bool operator==(const sample&, const sample&) = default;
};

/// Returns whether a violation is the expected one: it has the same code, path and severity, and
/// the expected offset, if any.
inline bool matches(const expected_violation& expected, const violation& found) noexcept {
  return expected.code == found.code && expected.severity == found.severity &&
         expected.path == found.path && (!expected.offset || expected.offset == found.offset);
}

/// Returns whether a report is as expected: it has the sample's verdict, and either the expected
/// violation and no other, or none. Linear; allocates nothing.
inline bool agrees(const sample& expected, const report& found) noexcept {
  if (expected.accepted != found.accepted() || found.truncated()) return false;
  const auto violations = found.violations();
  if (!expected.violation) return violations.empty();
  return violations.size() == 1 && matches(*expected.violation, violations.front());
}

} // namespace assay::testing
