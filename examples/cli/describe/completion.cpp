// SPDX-License-Identifier: BSL-1.0
#include "describe/completion.hpp"

#include <algorithm>

namespace tool {

std::string short_text(const std::string& text) {
  return text.substr(0, std::min({text.find(". "), text.find("; "), text.find('\n')}));
}

std::string in_quotes(const std::string& text, const std::string& escaped_quote) {
  std::string out = "'";
  for (const char c : text) c == '\'' ? out += escaped_quote : out += c;
  return out += '\'';
}

} // namespace tool
