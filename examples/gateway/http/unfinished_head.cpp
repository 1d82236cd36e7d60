// SPDX-License-Identifier: BSL-1.0
#include "http/unfinished_head.hpp"

#include <algorithm>
#include <cctype>

namespace gateway {
namespace {

/// Returns the text after the name of the field, or an empty text for another field.
std::string_view value_of(std::string_view line, std::string_view name) {
  const auto is_same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == b;
  };
  if (line.size() <= name.size() || line[name.size()] != ':' ||
      !std::equal(name.begin(), name.end(), line.begin(),
                  [&](char b, char a) { return is_same(a, b); }))
    return {};
  line.remove_prefix(name.size() + 1);
  const std::size_t first = line.find_first_not_of(" \t");
  return first == line.npos ? std::string_view()
                            : line.substr(first, line.find_last_not_of(" \t") + 1 - first);
}

} // namespace

request_head unfinished_head(std::string_view bytes) {
  request_head out;
  for (;;) {
    const std::size_t end = bytes.find("\r\n");
    if (end == bytes.npos || end == 0) return out;
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end + 2);
    if (const auto v = value_of(line, "authorization"); !v.empty()) out.authorization = v;
    if (const auto v = value_of(line, "x-write-key"); !v.empty()) out.write_key = v;
  }
}

} // namespace gateway
