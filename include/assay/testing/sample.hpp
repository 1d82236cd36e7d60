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

/// A violation as a test expects it: what is wrong, where, and whether that rejects the event.
struct expected_violation {
  assay::code code{};
  std::string path{}; ///< RFC 6901 JSON Pointer; empty: the event itself
  assay::severity severity = assay::severity::error;
  std::optional<std::size_t> offset{}; ///< bytes from the start of the text; absent: anywhere
  friend bool operator==(const expected_violation&, const expected_violation&) = default;
};

/// A text, and the verdict that it must get.
struct sample {
  std::string text{};
  bool accepted = true;
  /// What must be found in it; nothing where nothing is wrong.
  std::optional<expected_violation> violation{};
  /// What was done to the text, for people: "a member that is given twice".
  std::string_view reason{};
  friend bool operator==(const sample&, const sample&) = default;
};

/// Whether the violation is the expected one: by its code, path and severity, and its offset where
/// one is expected.
inline bool matches(const expected_violation& expected, const violation& found) noexcept {
  return expected.code == found.code && expected.severity == found.severity &&
         expected.path == found.path && (!expected.offset || expected.offset == found.offset);
}

/// Whether a report is what the sample must get: its verdict, and where a violation is expected,
/// that one and no other. Linear; allocates nothing.
inline bool agrees(const sample& expected, const report& found) noexcept {
  if (expected.accepted != found.accepted() || found.truncated()) return false;
  const auto violations = found.violations();
  if (!expected.violation) return violations.empty();
  return violations.size() == 1 && matches(*expected.violation, violations.front());
}

} // namespace assay::testing
