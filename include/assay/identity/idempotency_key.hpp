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
// The digits of the largest 64-bit integer.
inline constexpr std::size_t max_seq_size = 20;

/// Parses a decimal number without leading zeros. Empty if the text has another form or the number
/// exceeds 64 bits.
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
  /// The event's session id.
  std::string_view session_id;
  /// The nonce of the session's instance. See `make_nonce`.
  std::string_view nonce;
  /// The event's sequence number.
  std::uint64_t seq = 0;
  /// Compares the parts.
  friend constexpr bool operator==(const idempotency_key_parts&,
                                   const idempotency_key_parts&) = default;
};

/// Deleted: the parts would be views into a temporary.
template <detail::owned_text Temporary>
std::optional<idempotency_key_parts> parse_idempotency_key(Temporary&&) = delete;
/// Splits a key `<session_id>:<nonce>:<seq>` into its parts. Empty if the key has another form.
///
/// The key is read from its end, because the session id may hold colons. The nonce is any non-empty
/// text without a colon. `seq` is decimal, has no leading zeros and fits 64 bits. An empty session
/// id is accepted here; it violates another rule of the event. Linear in the key; allocates
/// nothing. Source: Promptetheus' event schema, which says that keys "normally" have this form.
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

/// Returns whether the key is `<session_id>:<nonce>:<seq>` with this session id and sequence
/// number, and any nonce.
///
/// Linear in the key; allocates nothing.
constexpr bool key_agrees(std::string_view key, std::string_view session_id,
                          std::uint64_t seq) noexcept {
  // The nonce holds no colon, so it ends at the first colon after the one that follows the session
  // id. The number holds none either.
  if (!key.starts_with(session_id)) return false;
  const std::string_view rest = key.substr(session_id.size());
  if (rest.empty() || rest.front() != ':') return false;
  const std::size_t colon = rest.find(':', 1);
  return colon != rest.npos && colon != 1 && detail::parse_seq(rest.substr(colon + 1)) == seq;
}

namespace detail {

/// Returns whether the key consists of this session id, a nonce and this number, compared as they
/// are written in the JSON text. Also returns false if that is not certain, such as for text with
/// escapes.
///
/// `key` and `session_id` are the texts between the quotes, `seq` is the number's text. Linear in
/// the key; allocates nothing.
constexpr bool is_key_as_written(std::string_view key, std::string_view session_id,
                                 std::string_view seq) noexcept {
  constexpr std::size_t shortest_rest = std::string_view(":n:").size();
  if (seq.empty() || seq.front() < '0' || seq.front() > '9') return false; // -0 is 0
  if (key.size() < session_id.size() + shortest_rest + seq.size()) return false;
  // The bounds of the nonce.
  const std::size_t begin = session_id.size() + 1, end = key.size() - seq.size() - 1;
  if (key[begin - 1] != ':' || key[end] != ':') return false;
  if (!key.starts_with(session_id) || !key.ends_with(seq)) return false;

  // Compares eight bytes of the nonce at once, from its end. A session id that is written the same
  // in both places has the same meaning in both. An escape in the nonce may mean a colon.
  for (std::size_t at = end; at >= 8; at -= 8) {
    const std::uint64_t w = load64(key.data() + at - 8);
    const std::uint64_t found = zero_bytes(w ^ ones * ':') | zero_bytes(w ^ ones * '\\');
    const std::size_t left = at - begin; // bytes from the nonce's begin to `at`
    if (left <= 8) return found >> (64 - 8 * left) == 0;
    if (found != 0) return false;
  }
  return false;
}

} // namespace detail

/// Appends the key `<session_id>:<nonce>:<seq>` to a text that has `append(std::string_view)`, such
/// as `std::string` and `text_buffer`.
///
/// Precondition: the nonce is not empty and holds no colon. With another nonce the key has another
/// form and agrees with no event. Linear; allocates only when the text must grow.
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

/// Returns the key `<session_id>:<nonce>:<seq>`, by which the receiver recognizes a retry of the
/// event. See `append_idempotency_key`. Allocates at most once.
inline std::string derive_idempotency_key(std::string_view session_id, std::string_view nonce,
                                          std::uint64_t seq) {
  std::string key;
  key.reserve(session_id.size() + nonce.size() + 2 + detail::max_seq_size);
  append_idempotency_key(key, session_id, nonce, seq);
  return key;
}

} // namespace assay
