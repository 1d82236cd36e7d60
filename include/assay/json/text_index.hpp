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

/// An index that numbers distinct texts. The empty text has number 0; the others are counted from 1
/// in the order in which they are added. Holds views of the texts.
///
/// Takes 32 to 48 bytes for each distinct text. Adding one takes amortized constant time, or
/// logarithmic time if texts were chosen to collide. If the hash table has no free slot near that
/// of a text, the text goes into a tree. So no secret seed is required.
template <class Hash = std::hash<std::string_view>>
class text_index {
 public:
  /// Constructs an index with only the empty text.
  text_index() : texts_(1, std::string_view("")) {}

  /// Returns the text's number, and adds the text if it is new. Precondition: there are fewer than
  /// 2^32 - 1 texts. Changes nothing if it throws std::bad_alloc.
  ///
  /// @param text the text; the empty one has number 0.
  /// @param keep is called as `keep(text)` for a new text. Returns a view of it that stays valid as
  /// long as this index.
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
  /// Returns the text's number, for a text that outlives this index.
  std::uint32_t number_of(std::string_view text) {
    return number_of(text, [](std::string_view t) { return t; });
  }

  /// Returns the text with this number.
  std::string_view text(std::uint32_t number) const noexcept { return texts_[number]; }

  /// Returns the number of texts, including the empty one.
  std::size_t size() const noexcept { return texts_.size(); }
  /// Returns the number of texts in the tree.
  std::size_t crowded() const noexcept { return tree_.size(); }

 private:
  struct slot {
    /// Stored beside the number, so that most other texts can be skipped without a comparison.
    std::uint32_t hash = 0;
    /// 0 if the slot is free.
    std::uint32_t number = 0;
  };

  /// The maximum number of steps to a free slot. In a table that is half full, more are very rare
  /// by chance.
  static constexpr std::size_t patience = 32;

  /// Mixes the hash: the product's upper bits depend on all of its bits.
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
    texts_.push_back(text); // does not allocate: room is reserved
    return number;
  }

  /// Rebuilds the table with this number of slots.
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
  /// A power of two; at most half of them are in use.
  std::vector<slot> slots_;
  std::map<std::string_view, std::uint32_t> tree_;
};

} // namespace assay
