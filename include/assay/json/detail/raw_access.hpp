// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/text/assign.hpp"
#include "assay/json/number.hpp"
#include "assay/json/raw_json.hpp"

#include <concepts>
#include <string>
#include <string_view>

namespace assay::detail {

/// Gives this library's readers access to the texts of `raw_json`, `raw_object`, `number` and
/// `timestamp`. Readers store text that they have checked; they must keep the class invariants.
struct raw_access {
  /// Replaces the text. Precondition: it is one JSON value (or object, or number) without white
  /// space around it and without line breaks.
  static void assign(raw_json& raw, std::string_view text) { detail::assign(raw.text_, text); }
  static void assign(raw_object& raw, std::string_view text) { detail::assign(raw.text_, text); }
  static void assign(number& n, std::string_view text) { n.text_.assign(text); }
  /// Replaces the text. Precondition: `is_rfc3339(text)`.
  template <std::same_as<timestamp> T> // complete only where it is used
  static void assign(T& t, std::string_view text) {
    detail::assign(t.text_, text);
  }

  /// Returns the text for changes. Precondition: it is one valid JSON value (or object) after each
  /// change.
  template <class Raw>
  static std::string& text_of(Raw& raw) {
    if (raw.text_.empty()) raw.text_ = raw.text(); // moved from
    return raw.text_;
  }
};

} // namespace assay::detail
