// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/fixed_text.hpp"
#include "assay/identity/random_bytes.hpp"

#include <array>
#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace assay {
namespace detail {

/// Crockford's base 32: no I, L, O and U.
inline constexpr std::string_view base32_digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

} // namespace detail

/// A ULID (github.com/ulid/spec): 48 bits of milliseconds since 1970, 80 random bits. Ordered as
/// its text is, by time first.
class ulid {
 public:
  static constexpr std::size_t text_size = 26;

  constexpr ulid() noexcept = default; ///< the least one

  /// The ULID of these 128 bits, the time first: `high` holds it and the first 16 random bits.
  constexpr ulid(std::uint64_t high, std::uint64_t low) noexcept : high_(high), low_(low) {}

  constexpr std::chrono::sys_time<std::chrono::milliseconds> time() const noexcept {
    return std::chrono::sys_time<std::chrono::milliseconds>(
        std::chrono::milliseconds(high_ >> random_bits_in_high));
  }

  /// Its 26 characters of Crockford's base 32, in upper case. Allocates nothing.
  constexpr fixed_text<text_size> text() const noexcept {
    std::array<char, text_size> out{};
    std::uint64_t high = high_, low = low_;
    for (std::size_t i = text_size; i-- != 0;) {
      out[i] = detail::base32_digits[low & 31];
      low = low >> 5 | high << 59;
      high >>= 5;
    }
    return fixed_text<text_size>(out);
  }

  /// The next one of the same millisecond; nothing when there is none, its random bits being all
  /// set.
  constexpr std::optional<ulid> next() const noexcept {
    if (low_ != UINT64_MAX) return ulid(high_, low_ + 1);
    constexpr std::uint64_t all = (1 << random_bits_in_high) - 1;
    if ((high_ & all) == all) return std::nullopt;
    return ulid(high_ + 1, 0);
  }

  friend constexpr bool operator==(const ulid&, const ulid&) = default;
  friend constexpr auto operator<=>(const ulid&, const ulid&) = default;

 private:
  static constexpr int random_bits_in_high = 16;

  std::uint64_t high_ = 0;
  std::uint64_t low_ = 0;
};

/// The ULID of this time and these random bits; nothing for a time before 1970 or beyond 48 bits
/// (in the year 10889).
constexpr std::optional<ulid> make_ulid(std::chrono::sys_time<std::chrono::milliseconds> time,
                                        const random_bytes<10>& random) noexcept {
  const std::int64_t milliseconds = time.time_since_epoch().count();
  if (milliseconds < 0 || milliseconds >> 48 != 0) return std::nullopt;
  std::uint64_t high = static_cast<std::uint64_t>(milliseconds), low = 0;
  for (std::size_t i = 0; i < 2; ++i) high = high << 8 | random[i];
  for (std::size_t i = 2; i < 10; ++i) low = low << 8 | random[i];
  return ulid(high, low);
}

/// The ULID of that text, in the one form that `ulid::text` gives; nothing for any other text.
///
/// The specification lets readers take lower case, and Crockford I and L for 1, O for 0. Here they
/// are refused: ids are compared as texts, and one ULID in two forms would be two sessions. So is a
/// first character above 7, which 128 bits cannot hold.
constexpr std::optional<ulid> parse_ulid(std::string_view text) noexcept {
  if (text.size() != ulid::text_size || text[0] > '7') return std::nullopt;
  std::uint64_t high = 0, low = 0;
  for (const char c : text) {
    const std::size_t digit = detail::base32_digits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    high = high << 5 | low >> 59;
    low = low << 5 | digit;
  }
  return ulid(high, low);
}

/// Whether `parse_ulid` takes the text. Constant time; allocates nothing.
constexpr bool is_ulid(std::string_view text) noexcept { return parse_ulid(text).has_value(); }

/// ULIDs of which each is greater than the one before it. Not for use by two threads at once.
class ulid_sequence {
 public:
  /// The next ULID: of this time and these random bits when the time is later than that of the one
  /// before.
  ///
  /// Within a millisecond, and when the clock goes back, the one before is incremented instead, as
  /// the specification asks; the random bytes are left unused. Nothing when that overflows its 80
  /// random bits, or for a time that no ULID has: the sequence stays as it was, and a later
  /// millisecond goes on with it.
  constexpr std::optional<ulid> next(std::chrono::sys_time<std::chrono::milliseconds> time,
                                     const random_bytes<10>& random) noexcept {
    std::optional<ulid> made = make_ulid(time, random);
    if (made && last_ && time <= last_->time()) made = last_->next();
    if (made) last_ = made;
    return made;
  }

 private:
  std::optional<ulid> last_;
};

} // namespace assay
