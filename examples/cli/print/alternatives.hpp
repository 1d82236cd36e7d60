// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tool {

/// The words that a message offers instead of the typed word, without duplicates.
class alternatives {
 public:
  alternatives() = default;
  explicit alternatives(std::vector<std::string> words) : words_(std::move(words)) {}

  void add(std::string word);
  bool empty() const noexcept { return words_.empty(); }
  std::size_t size() const noexcept { return words_.size(); }

  /// Returns "this, that or those".
  std::string text() const;

  /// Returns the word that is nearest to the typed one: it begins with it, or differs in a few
  /// letters. Returns an empty text if no word is near.
  std::string nearest(std::string_view typed) const;
  /// Returns "; did you mean WORD?" for the end of a sentence, or an empty text.
  std::string did_you_mean(std::string_view typed) const;

 private:
  std::vector<std::string> words_;
};

} // namespace tool
