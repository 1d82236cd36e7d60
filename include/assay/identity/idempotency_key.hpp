#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay {

/// Whether an idempotency key is `<session_id>:<nonce>:<seq>` with this session id and sequence number.
///
/// The nonce is any text without a colon that is not empty; the session id may hold colons. `seq` stands in decimal without
/// leading zeros. Linear in the key; allocates nothing. Source: Promptetheus' event schema ("normally").
constexpr bool key_agrees(std::string_view key, std::string_view session_id, std::uint64_t seq) noexcept {
  if (key.size() <= session_id.size() || !key.starts_with(session_id) || key[session_id.size()] != ':') return false;
  const std::string_view rest = key.substr(session_id.size() + 1);
  const std::size_t colon = rest.find(':');
  if (colon == 0 || colon == rest.npos) return false;

  const std::string_view digits = rest.substr(colon + 1);
  constexpr std::size_t longest = 20; // of 64 bits
  if (digits.empty() || digits.size() > longest || (digits.size() > 1 && digits[0] == '0')) return false;
  std::uint64_t written = 0;
  for (const char c : digits) {
    const unsigned digit = static_cast<unsigned char>(c - '0');
    if (digit > 9 || written > (UINT64_MAX - digit) / 10) return false;
    written = written * 10 + digit;
  }
  return written == seq;
}

} // namespace assay
