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

/// An RFC 3339 date-time as a member of a wire object: the text exactly as it was read, and the
/// instant that it names.
///
/// Equal when the texts are equal: `12:00:00Z` is not `14:00:00+02:00`. Ordered by the instants,
/// then by the texts, so that the order agrees with equality. Compare `a.time() == b.time()` for
/// the instants only. A moved-from timestamp can only be destroyed or assigned to; its `text()` is
/// unspecified.
class timestamp {
 public:
  /// Constructs `1970-01-01T00:00:00Z`.
  timestamp() : text_("1970-01-01T00:00:00Z") {}

  /// Constructs from the result of `format_rfc3339`. Precondition: `is_rfc3339(text)`.
  timestamp(const fixed_text<27>& text) : text_(text.view()) {}

  /// Returns the timestamp with this text. Empty if `is_rfc3339` rejects it. Allocates a copy of
  /// the text.
  static std::optional<timestamp> parse(std::string_view text) {
    if (!is_rfc3339(text)) return std::nullopt;
    std::optional<timestamp> out(std::in_place);
    out->text_ = text;
    return out;
  }

  /// Returns the text as it was read. The view is valid until the timestamp changes or is
  /// destroyed.
  std::string_view text() const noexcept { return text_; }

  /// Returns the instant that the text names, to the nanosecond, with its offset. Computed at each
  /// call: linear in the fraction's digits, otherwise constant time; allocates nothing.
  instant time() const noexcept { return parse_rfc3339(text_).value_or(instant{}); }

  /// Compares the texts.
  friend bool operator==(const timestamp&, const timestamp&) = default;
  /// Orders by the instants, then by the texts.
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
