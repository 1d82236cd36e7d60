// SPDX-License-Identifier: BSL-1.0
#include "http/path.hpp"

#include "http/message.hpp"

#include "assay/json/utf8.hpp"

#include <charconv>
#include <system_error>

namespace gateway {
namespace {

int digit_of(char c) noexcept {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

/// Removes the text up to and including `stop`, and returns it without `stop`.
std::string_view take_until(std::string_view& text, char stop) noexcept {
  const std::size_t end = text.find(stop);
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end == text.npos ? text.size() : end + 1);
  return part;
}

} // namespace

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      if (text.size() - i < 3) return std::nullopt;
      const int high = digit_of(text[i + 1]), low = digit_of(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return out;
}

bool is_utf8(std::string_view bytes) noexcept {
  while (!bytes.empty()) {
    const std::size_t size = assay::character_size(bytes);
    if (size == 0) return false;
    bytes.remove_prefix(size);
  }
  return true;
}

std::optional<std::string> query_value(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    std::string_view value = take_until(query, '&');
    if (percent_decoded(take_until(value, '='), true) == name) return percent_decoded(value, true);
  }
  return std::nullopt;
}

std::size_t query_number(std::string_view query, std::string_view name, std::size_t otherwise,
                         std::size_t greatest) {
  const std::optional<std::string> text = query_value(query, name);
  if (!text) return otherwise;
  std::size_t n = 0;
  const char* const end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, n);
  if (stop != end || error == std::errc::invalid_argument)
    throw bad_request(std::string(name) + ": expected a number");
  if (error == std::errc::result_out_of_range) return greatest;
  return n < greatest ? n : greatest;
}

std::size_t query_limit(std::string_view query, std::size_t otherwise, std::size_t greatest) {
  const std::size_t n = query_number(query, "limit", otherwise, greatest);
  if (n == 0) throw bad_request("limit: expected a number of at least 1");
  return n;
}

std::optional<std::vector<std::string>> match_path(std::string_view pattern,
                                                   std::string_view path) {
  std::vector<std::string> parts;
  while (!pattern.empty() && !path.empty()) {
    if (pattern.front() != '{') {
      if (pattern.front() != path.front()) return std::nullopt;
      pattern.remove_prefix(1);
      path.remove_prefix(1);
      continue;
    }
    const std::string_view part = path.substr(0, path.find('/'));
    auto decoded = percent_decoded(part);
    if (part.empty() || !decoded) return std::nullopt;
    parts.push_back(*std::move(decoded));
    path.remove_prefix(part.size());
    take_until(pattern, '}');
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return parts;
}

std::string_view origin_form(std::string_view target) noexcept {
  const std::size_t scheme = target.find("://");
  if (target.empty() || target.front() == '/' || scheme == target.npos) return target;
  const std::size_t path = target.find_first_of("/?", scheme + 3);
  return path == target.npos ? "/" : target.substr(path);
}

} // namespace gateway
