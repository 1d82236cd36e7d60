// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/words.hpp"
#include "assay/error/detail/owned_text.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay {
namespace detail {
inline constexpr std::size_t max_seq_size = 20; // digits of 64 bits

/// The number in decimal without leading zeros; nothing when the text is of another form, or beyond
/// 64 bits.
constexpr std::optional<std::uint64_t> parse_seq(std::string_view digits) noexcept {
  if (digits.empty() || digits.size() > max_seq_size || (digits.size() > 1 && digits[0] == '0'))
    return std::nullopt;
  std::uint64_t seq = 0;
  for (const char c : digits) {
    const unsigned digit = static_cast<unsigned char>(c - '0');
    if (digit > 9 || seq > (UINT64_MAX - digit) / 10) return std::nullopt;
    seq = seq * 10 + digit;
  }
  return seq;
}
} // namespace detail

/// The parts of an idempotency key, as views into it.
struct idempotency_key_parts {
  std::string_view session_id;
  std::string_view nonce;
  std::uint64_t seq = 0;
  friend constexpr bool operator==(const idempotency_key_parts&,
                                   const idempotency_key_parts&) = default;
};

/// The parts of a key `<session_id>:<nonce>:<seq>`; nothing when it is of another form.
///
/// Read from its end, since the session id may hold colons. The nonce is any text without a colon
/// that is not empty. `seq` stands in decimal without leading zeros and fits 64 bits. An empty
/// session id is a part like any other here: it is a violation of the event's own. Linear in the
/// key; allocates nothing. Source: Promptetheus' event schema ("normally").
template <detail::owned_text Temporary>
std::optional<idempotency_key_parts>
parse_idempotency_key(Temporary&&) = delete; // its text would be gone
constexpr std::optional<idempotency_key_parts>
parse_idempotency_key(std::string_view key) noexcept {
  const std::size_t second = key.rfind(':');
  if (second == key.npos || second == 0) return std::nullopt;
  const std::size_t first = key.rfind(':', second - 1);
  if (first == key.npos || first + 1 == second) return std::nullopt;

  const std::optional<std::uint64_t> seq = detail::parse_seq(key.substr(second + 1));
  if (!seq) return std::nullopt;
  return idempotency_key_parts{key.substr(0, first), key.substr(first + 1, second - first - 1),
                               *seq};
}

/// Whether an idempotency key is `<session_id>:<nonce>:<seq>` with this session id and sequence
/// number, whatever its nonce.
///
/// Linear in the key; allocates nothing.
constexpr bool key_agrees(std::string_view key, std::string_view session_id,
                          std::uint64_t seq) noexcept {
  // In place: of the two colons behind the session id the first is the nonce's end, since neither
  // a nonce nor a number holds one.
  if (!key.starts_with(session_id)) return false;
  const std::string_view rest = key.substr(session_id.size());
  if (rest.empty() || rest.front() != ':') return false;
  const std::size_t colon = rest.find(':', 1);
  return colon != rest.npos && colon != 1 && detail::parse_seq(rest.substr(colon + 1)) == seq;
}

namespace detail {

/// Whether an idempotency key consists of a session id, a nonce and a number, all as JSON has them
/// between quotes and elsewhere, and none of them so written that it would have to be decoded. Says
/// no where that is in doubt.
///
/// Linear in the key; allocates nothing.
constexpr bool is_key_as_written(std::string_view key, std::string_view session_id,
                                 std::string_view seq) noexcept {
  constexpr std::size_t shortest_rest = std::string_view(":n:").size();
  if (seq.empty() || seq.front() < '0' || seq.front() > '9') return false; // -0 is 0
  if (key.size() < session_id.size() + shortest_rest + seq.size()) return false;
  const std::size_t begin = session_id.size() + 1, end = key.size() - seq.size() - 1; // the nonce's
  if (key[begin - 1] != ':' || key[end] != ':') return false;
  if (!key.starts_with(session_id) || !key.ends_with(seq)) return false;

  // Eight bytes of the nonce at once, from its end on. What an id that stands in both alike means
  // is the same in both; an escape in the nonce may be a colon.
  for (std::size_t at = end; at >= 8; at -= 8) {
    const std::uint64_t w = load64(key.data() + at - 8);
    const std::uint64_t found = zero_bytes(w ^ ones * ':') | zero_bytes(w ^ ones * '\\');
    const std::size_t left = at - begin; // the nonce's of these eight, or more
    if (left <= 8) return found >> (64 - 8 * left) == 0;
    if (found != 0) return false;
  }
  return false;
}

} // namespace detail

/// Appends the key `<session_id>:<nonce>:<seq>` to a text that has `append(std::string_view)`:
/// `std::string`, `text_buffer`.
///
/// Precondition: the nonce is not empty and holds no colon; with another the key is of another
/// form, and agrees with no event. Linear; allocates only when the text must grow.
template <class Text>
void append_idempotency_key(Text& out, std::string_view session_id, std::string_view nonce,
                            std::uint64_t seq) {
  constexpr std::string_view colon = ":";
  char digits[detail::max_seq_size];
  const char* const end = std::to_chars(digits, digits + sizeof digits, seq).ptr;
  out.append(session_id);
  out.append(colon);
  out.append(nonce);
  out.append(colon);
  out.append(std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

/// The key `<session_id>:<nonce>:<seq>`, by which an event that is sent again is known as the same
/// one. As `append_idempotency_key`; allocates at most once.
inline std::string derive_idempotency_key(std::string_view session_id, std::string_view nonce,
                                          std::uint64_t seq) {
  std::string key;
  key.reserve(session_id.size() + nonce.size() + 2 + detail::max_seq_size);
  append_idempotency_key(key, session_id, nonce, seq);
  return key;
}

} // namespace assay
