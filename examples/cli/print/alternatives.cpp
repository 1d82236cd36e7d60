// SPDX-License-Identifier: BSL-1.0
#include "print/alternatives.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <utility>
#include <vector>

namespace tool {
namespace {

constexpr std::size_t max_length = 100; // longer words get no suggestion

std::string lower(std::string_view word) {
  std::string out(word);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// Returns the number of omitted, added, replaced or swapped letters (the optimal string alignment
/// distance).
std::size_t slips(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(before, above);
    std::swap(above, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row[b.size()];
}

} // namespace

void alternatives::add(std::string word) {
  if (std::find(words_.begin(), words_.end(), word) == words_.end())
    words_.push_back(std::move(word));
}

std::string alternatives::text() const {
  std::string out;
  for (const std::string& word : words_)
    out += (out.empty() ? "" : &word == &words_.back() ? " or " : ", ") + word;
  return out;
}

std::string alternatives::nearest(std::string_view typed) const {
  std::string best;
  if (typed.size() > max_length) return best;
  const std::string text = lower(typed);
  const bool has_letters = text.find_first_not_of('-') != text.npos;
  // The smallest number that is too large: 1 for words of one or two letters.
  std::size_t fewest = text.size() / 3 + 1;
  for (const std::string& word : words_) {
    const std::size_t n = has_letters && word.starts_with(text) ? 1 : slips(text, lower(word));
    if (n >= fewest) continue;
    fewest = n;
    best = word;
  }
  return best;
}

std::string alternatives::did_you_mean(std::string_view typed) const {
  const std::string word = nearest(typed);
  return word.empty() ? word : "; did you mean " + word + '?';
}

} // namespace tool
