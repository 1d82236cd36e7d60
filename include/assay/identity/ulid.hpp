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

/// The digits of Crockford's base 32, which has no I, L, O and U.
inline constexpr std::string_view base32_digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

} // namespace detail

/// A ULID (github.com/ulid/spec): 48 bits of milliseconds since 1970, then 80 random bits. Ordered
/// by time first, as its text is.
class ulid {
 public:
  /// The size of a ULID's text, in characters.
  static constexpr std::size_t text_size = 26;

  /// Constructs the smallest ULID.
  constexpr ulid() noexcept = default;

  /// Constructs a ULID from its 128 bits. `high` holds the time and the first 16 random bits.
  constexpr ulid(std::uint64_t high, std::uint64_t low) noexcept : high_(high), low_(low) {}

  /// Returns the ULID's time.
  constexpr std::chrono::sys_time<std::chrono::milliseconds> time() const noexcept {
    return std::chrono::sys_time<std::chrono::milliseconds>(
        std::chrono::milliseconds(high_ >> random_bits_in_high));
  }

  /// Returns the text: 26 characters of Crockford's base 32, in upper case. Allocates nothing.
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

  /// Returns the next ULID of the same millisecond. Empty if all random bits are set.
  constexpr std::optional<ulid> next() const noexcept {
    if (low_ != UINT64_MAX) return ulid(high_, low_ + 1);
    constexpr std::uint64_t all = (1 << random_bits_in_high) - 1;
    if ((high_ & all) == all) return std::nullopt;
    return ulid(high_ + 1, 0);
  }

  /// Compares the 128 bits.
  friend constexpr bool operator==(const ulid&, const ulid&) = default;
  /// Orders by the 128 bits.
  friend constexpr auto operator<=>(const ulid&, const ulid&) = default;

 private:
  static constexpr int random_bits_in_high = 16;

  std::uint64_t high_ = 0;
  std::uint64_t low_ = 0;
};

/// Returns the ULID of this time and these random bits. Empty for a time before 1970 or beyond 48
/// bits (in the year 10889).
constexpr std::optional<ulid> make_ulid(std::chrono::sys_time<std::chrono::milliseconds> time,
                                        const random_bytes<10>& random) noexcept {
  const std::int64_t milliseconds = time.time_since_epoch().count();
  if (milliseconds < 0 || milliseconds >> 48 != 0) return std::nullopt;
  std::uint64_t high = static_cast<std::uint64_t>(milliseconds), low = 0;
  for (std::size_t i = 0; i < 2; ++i) high = high << 8 | random[i];
  for (std::size_t i = 2; i < 10; ++i) low = low << 8 | random[i];
  return ulid(high, low);
}

/// Parses the text of a ULID. Empty if the text is not exactly what `ulid::text` returns.
///
/// The specification lets readers accept lower case, and Crockford I and L for 1, O for 0. This
/// function rejects them: ids are compared as texts, so one ULID in two forms would be two
/// sessions. It also rejects a first character above 7, which 128 bits cannot hold.
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

/// Returns whether `parse_ulid` accepts the text. Constant time; allocates nothing.
constexpr bool is_ulid(std::string_view text) noexcept { return parse_ulid(text).has_value(); }

/// A generator of ULIDs, each greater than the one before. Two threads must not use it at once.
class ulid_sequence {
 public:
  /// Returns the next ULID: of this time and these random bits if the time is later than the last
  /// ULID's.
  ///
  /// Within a millisecond, and when the clock goes back, the last ULID is incremented instead, as
  /// the specification requires. The random bytes are unused then. Empty if that overflows the 80
  /// random bits, or if no ULID has this time. The sequence is unchanged then, and continues with a
  /// later millisecond.
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
