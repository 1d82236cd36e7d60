// SPDX-License-Identifier: BSL-1.0
#include "http/credentials.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>

namespace gateway {
namespace {

/// Returns the text after the scheme, or nothing for another scheme. Ignores the case of the
/// scheme.
std::optional<std::string_view> after_scheme(std::string_view text, std::string_view scheme) {
  const auto is_same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == b;
  };
  if (text.size() <= scheme.size() || text[scheme.size()] != ' ') return std::nullopt;
  if (!std::equal(scheme.begin(), scheme.end(), text.begin(),
                  [&](char b, char a) { return is_same(a, b); }))
    return std::nullopt;
  text.remove_prefix(scheme.size());
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text;
}

/// Decodes Base64 up to the first invalid character.
std::string base64_decoded(std::string_view text) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const std::size_t digit = digits.find(c);
    if (digit == digits.npos) break;
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFF);
  }
  return out;
}

/// Returns 0 if the texts are equal. Always reads every character of `shown`.
unsigned difference(std::string_view known, std::string_view shown) noexcept {
  unsigned out = known.size() == shown.size() ? 0 : 1;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const char of_known = known.empty() ? '\0' : known[i % known.size()];
    out |= static_cast<unsigned>(static_cast<unsigned char>(shown[i])) ^
           static_cast<unsigned>(static_cast<unsigned char>(of_known));
  }
  return out;
}

} // namespace

std::string shown_key(std::string_view authorization, std::string_view write_key) {
  if (const auto token = after_scheme(authorization, "bearer")) return std::string(*token);
  if (const auto pair = after_scheme(authorization, "basic")) {
    const std::string decoded = base64_decoded(*pair);
    const std::size_t colon = decoded.find(':');
    return colon == decoded.npos ? std::string() : decoded.substr(colon + 1);
  }
  return std::string(write_key);
}

std::optional<std::size_t> find_key(const std::vector<std::string>& known, std::string_view shown) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < known.size(); ++i)
    if (difference(known[i], shown) == 0 && !shown.empty()) found = i;
  return found;
}

} // namespace gateway
