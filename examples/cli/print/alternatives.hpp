// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tool {

/// Some words that a sentence offers instead of what was typed, each once.
class alternatives {
 public:
  alternatives() = default;
  explicit alternatives(std::vector<std::string> words) : words_(std::move(words)) {}

  void add(std::string word);
  bool empty() const noexcept { return words_.empty(); }
  std::size_t size() const noexcept { return words_.size(); }

  /// "this, that or those".
  std::string text() const;

  /// The one that was probably meant: what was typed is the start of it, or a few slips away from
  /// it. Empty when none is near.
  std::string nearest(std::string_view typed) const;
  /// "; did you mean WORD?", for the end of a sentence; empty likewise.
  std::string did_you_mean(std::string_view typed) const;

 private:
  std::vector<std::string> words_;
};

} // namespace tool
