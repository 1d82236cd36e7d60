// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/fixed_text.hpp"
#include "assay/identity/instant.hpp"

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace assay {
namespace detail {
struct raw_access; // json/detail/raw_access.hpp
}

/// A date-time of RFC 3339 as a member of a wire object: the text as it came, so that it is written
/// again as it was, and the instant that it names.
///
/// Equal when the texts are: `12:00:00Z` is not `14:00:00+02:00`. Ordered by the instants, and
/// where they are one, by the texts, so that the order agrees with equality; `a.time() == b.time()`
/// asks for the instants alone. What was moved from can be destroyed and assigned to, and its
/// `text()` is not specified.
class timestamp {
 public:
  timestamp() : text_("1970-01-01T00:00:00Z") {}

  /// The text that `format_rfc3339` gives. Precondition: `is_rfc3339(text)`.
  timestamp(const fixed_text<27>& text) : text_(text.view()) {}

  /// The timestamp of that text; nothing when `is_rfc3339` says that it is none. Allocates a copy
  /// of the text.
  static std::optional<timestamp> parse(std::string_view text) {
    if (!is_rfc3339(text)) return std::nullopt;
    std::optional<timestamp> out(std::in_place);
    out->text_ = text;
    return out;
  }

  /// As it came. The view lives until the timestamp is changed or destroyed.
  std::string_view text() const noexcept { return text_; }

  /// The instant that the text names, to the nanosecond; the offset is in it, too. Worked out at
  /// each call, in constant time but for the fraction; allocates nothing.
  instant time() const noexcept { return parse_rfc3339(text_).value_or(instant{}); }

  friend bool operator==(const timestamp&, const timestamp&) = default;
  friend std::strong_ordering operator<=>(const timestamp& a, const timestamp& b) noexcept {
    const std::weak_ordering by_time = a.time() <=> b.time();
    if (by_time < 0) return std::strong_ordering::less;
    if (by_time > 0) return std::strong_ordering::greater;
    return a.text() <=> b.text();
  }

 private:
  friend struct detail::raw_access;
  std::string text_;
};

} // namespace assay
