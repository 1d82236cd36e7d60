// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace assay {

/// Numbers distinct texts; the empty one is 0, the others count from 1 in the order of their
/// coming. Holds views of them.
///
/// 32 to 48 bytes for each distinct text. Time: amortised constant for a text; logarithmic in the
/// texts where they were made to collide, for chance does not do that: a text that finds no place
/// near its own in the hash table goes into a tree. So no secret seed is needed.
template <class Hash = std::hash<std::string_view>>
class text_index {
 public:
  text_index() : texts_(1, std::string_view("")) {}

  /// The text's number. `keep(text)` is called for a new one, and returns a view of it that stays
  /// valid as long as this. Precondition: there are fewer than 2^32 - 1 texts. When memory ends
  /// nothing is changed.
  template <class Keep>
  std::uint32_t number_of(std::string_view text, Keep keep) {
    if (text.empty()) return 0;
    if (texts_.size() * 2 > slots_.size()) lay_out(slots_.empty() ? 64 : slots_.size() * 2);
    const std::uint32_t h = hash(text);
    std::size_t i = h & (slots_.size() - 1);
    for (std::size_t steps = 0; slots_[i].number != 0; i = (i + 1) & (slots_.size() - 1), ++steps) {
      if (slots_[i].hash == h && texts_[slots_[i].number] == text) return slots_[i].number;
      if (steps == patience) [[unlikely]]
        return number_in_tree(text, keep);
    }
    const auto number = static_cast<std::uint32_t>(texts_.size());
    texts_.push_back(keep(text));
    slots_[i] = {h, number};
    return number;
  }
  /// The same of a text that stays where it is.
  std::uint32_t number_of(std::string_view text) {
    return number_of(text, [](std::string_view t) { return t; });
  }

  /// The text of that number.
  std::string_view text(std::uint32_t number) const noexcept { return texts_[number]; }

  /// How many texts there are, the empty one included.
  std::size_t size() const noexcept { return texts_.size(); }
  /// How many of them are in the tree.
  std::size_t crowded() const noexcept { return tree_.size(); }

 private:
  struct slot {
    std::uint32_t hash =
        0; ///< beside the number, so that most other texts are told apart without being looked at
    std::uint32_t number = 0; ///< 0: the place is free
  };

  static constexpr std::size_t patience =
      32; ///< steps to a free place; in a table half full chance hardly ever makes more

  /// Upper bits of the product depend on all bits of the hash.
  static std::uint32_t hash(std::string_view text) noexcept {
    return static_cast<std::uint32_t>(std::uint64_t{Hash()(text)} * 0x9E37'79B9'7F4A'7C15u >> 32);
  }

  template <class Keep>
  ASSAY_COLD ASSAY_NOINLINE std::uint32_t number_in_tree(std::string_view text, Keep keep) {
    if (const auto found = tree_.find(text); found != tree_.end()) return found->second;
    if (texts_.size() == texts_.capacity()) texts_.reserve(2 * texts_.size());
    const auto number = static_cast<std::uint32_t>(texts_.size());
    text = keep(text);
    tree_.try_emplace(text, number);
    texts_.push_back(text); // there is room
    return number;
  }

  /// Puts the texts into a table of so many places.
  ASSAY_NOINLINE void lay_out(std::size_t size) {
    std::vector<slot> larger(size);
    std::map<std::string_view, std::uint32_t> tree;
    const auto place = [&](const slot& s) {
      std::size_t i = s.hash & (size - 1);
      for (std::size_t steps = 0; larger[i].number != 0; i = (i + 1) & (size - 1), ++steps)
        if (steps == patience) return void(tree.try_emplace(texts_[s.number], s.number));
      larger[i] = s;
    };
    for (const slot& s : slots_)
      if (s.number != 0) place(s);
    for (const auto& [text, number] : tree_) place({hash(text), number});
    slots_ = std::move(larger);
    tree_ = std::move(tree);
  }

  std::vector<std::string_view> texts_;
  std::vector<slot> slots_; ///< a power of two of them, at most half of them taken
  std::map<std::string_view, std::uint32_t> tree_;
};

} // namespace assay
