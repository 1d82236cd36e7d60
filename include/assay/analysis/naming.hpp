// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/analysis/detail/naming_faults.hpp"
#include "assay/analysis/detail/suggested_name.hpp"
#include "assay/analysis/naming_code.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assay::analysis {

/// An unconventional part of a name.
struct naming_finding {
  naming_code code{};     ///< the kind of finding
  std::size_t offset = 0; ///< bytes from the start of the name to the part
  std::size_t size =
      0; ///< the size of the part in bytes, in whole characters; 0 if something is missing
  std::size_t segment = 0;  ///< the segment of the part, from 0
  std::string suggestion{}; ///< another name that is conventional

  /// Compares all members.
  friend bool operator==(const naming_finding&, const naming_finding&) = default;
};

/// Returns whether an event's name is conventional: `check_name` finds nothing. Linear; allocates
/// nothing.
constexpr bool is_conventional_name(std::string_view name) {
  bool conventional = true;
  detail::for_each_naming_fault(name,
                                [&](const detail::naming_fault&) { return conventional = false; });
  return conventional;
}

/// Returns what is unconventional about an event's name: at most one finding of each code.
///
/// A conventional name has two or more segments of lower-case words, joined by dots. Its last
/// segment ends in a verb in the past tense, which states what happened. Source: Noveum's
/// documentation of events, which no SDK enforces; docs/analysis.md explains how its exceptions are
/// treated. Linear.
inline std::vector<naming_finding> check_name(std::string_view name) {
  std::vector<naming_finding> out;
  detail::for_each_naming_fault(name, [&](const detail::naming_fault& f) {
    std::size_t segment = 0;
    for (const char c : name.substr(0, f.offset)) segment += c == '.';
    out.push_back({f.code, f.offset, f.size, segment,
                   out.empty() ? detail::suggested_name(name) : out.front().suggestion});
    return true;
  });
  return out;
}

/// Returns the finding on one line, for people: `the name describes a state, ...:
/// user.login.succeeded [state_based]`.
inline std::string to_string(const naming_finding& f) {
  std::string out(row_of(f.code).message);
  out += "; for example ";
  out += f.suggestion;
  out += " [";
  out += name_of(f.code);
  return out += ']';
}

} // namespace assay::analysis
