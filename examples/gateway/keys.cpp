// SPDX-License-Identifier: BSL-1.0
#include "keys.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace gateway {
namespace {

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view blanks = " \t\r";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

void add(std::vector<std::string>& keys, std::string_view key, const std::string& where) {
  if (const std::string why = why_no_key(key); !why.empty())
    throw std::runtime_error(where + ": " + why);
  keys.emplace_back(key);
}

} // namespace

std::string why_no_key(std::string_view text) {
  constexpr std::size_t longest = 1024;
  constexpr char last_control = '\x7f';
  if (text.empty()) return "a key must not be empty";
  if (text.size() > longest) return "a key must have at most 1024 bytes";
  const bool has_blank = std::any_of(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) <= ' ') || c == last_control;
  });
  return has_blank ? "a key must not contain spaces or control characters" : "";
}

void add_keys_of_environment(std::vector<std::string>& keys) {
  const char* const text = std::getenv("ASSAY_GATEWAY_KEYS");
  if (text == nullptr) return;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::string_view key = rest.substr(0, rest.find(','));
    if (const std::string_view plain = without_blanks(key); !plain.empty())
      add(keys, plain, "ASSAY_GATEWAY_KEYS");
    rest.remove_prefix(std::min(key.size() + 1, rest.size()));
  }
}

void add_keys_of_file(const std::string& file, std::vector<std::string>& keys) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read the key file " + file);
  const std::size_t before = keys.size();
  for (std::string line; std::getline(in, line);)
    if (const std::string_view key = without_blanks(line); !key.empty()) add(keys, key, file);
  if (in.bad() || keys.size() == before)
    throw std::runtime_error("the key file " + file + " has no keys");
}

} // namespace gateway
