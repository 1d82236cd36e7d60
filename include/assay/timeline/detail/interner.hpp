#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::detail {

/// Keeps each text once and names it by a number; the empty text is 0, the others count from 1.
///
/// A distinct text costs its bytes and 33 to 49 more. Time: amortised constant for a text; logarithmic in the texts where they were made to
/// collide, for which chance is no explanation: a text that finds no place near its own in the hash table goes into a tree. So no secret
/// seed is needed.
template <class Hash = std::hash<std::string_view>>
class basic_interner {
 public:
  basic_interner() : entries_(1) {}

  /// The text's number. Copies it when it is new. Precondition: there are fewer than 2^32 - 1 texts. When memory ends nothing is changed.
  std::uint32_t id_of(std::string_view text) {
    if (text.empty()) return 0;
    if (entries_.size() * 2 > slots_.size()) lay_out(slots_.empty() ? 64 : slots_.size() * 2);
    const std::uint32_t h = hash(text);
    std::size_t i = h & (slots_.size() - 1);
    for (std::size_t steps = 0; slots_[i].id != 0; i = (i + 1) & (slots_.size() - 1), ++steps) {
      if (slots_[i].hash == h && this->text(slots_[i].id) == text) return slots_[i].id;
      if (steps == patience) [[unlikely]]
        return id_in_tree(text);
    }
    const std::uint32_t id = add(text);
    slots_[i] = {h, id};
    return id;
  }

  /// The text of that number. A NUL is readable behind it. Valid as long as the interner.
  std::string_view text(std::uint32_t id) const noexcept { return {entries_[id].data, entries_[id].size}; }

  /// How many texts there are, the empty one included.
  std::size_t size() const noexcept { return entries_.size(); }
  /// How many of them are in the tree.
  std::size_t crowded() const noexcept { return tree_.size(); }

 private:
  struct entry {
    const char* data = "";
    std::size_t size = 0;
  };
  struct slot {
    std::uint32_t hash = 0; ///< beside the number, so that most other texts are told apart without being looked at
    std::uint32_t id = 0;   ///< 0: the place is free
  };

  static constexpr std::size_t patience = 32; ///< steps to a free place; in a table half full chance hardly ever makes more

  /// Upper bits of the product depend on all bits of the hash.
  static std::uint32_t hash(std::string_view text) noexcept {
    return static_cast<std::uint32_t>(std::uint64_t{Hash()(text)} * 0x9E37'79B9'7F4A'7C15u >> 32);
  }

  std::uint32_t add(std::string_view text) {
    const auto id = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({keep(text), text.size()});
    return id;
  }

  [[gnu::cold, gnu::noinline]] std::uint32_t id_in_tree(std::string_view text) {
    if (const auto found = tree_.find(text); found != tree_.end()) return found->second;
    const char* const kept = keep(text);
    const auto id = static_cast<std::uint32_t>(entries_.size());
    if (entries_.size() == entries_.capacity()) entries_.reserve(2 * entries_.size());
    tree_.try_emplace({kept, text.size()}, id);
    entries_.push_back({kept, text.size()}); // there is room
    return id;
  }

  const char* keep(std::string_view text) {
    constexpr std::size_t block = std::size_t{64} << 10;
    const std::size_t size = text.size() + 1;
    if (room_ < size) {
      const std::size_t bytes = size > block / 4 ? size : block;
      blocks_.emplace_back(new char[bytes]);
      if (bytes == size) return copy(blocks_.back().get(), text); // a long text has its own; what is left of the block is used on
      at_ = blocks_.back().get();
      room_ = bytes;
    }
    char* const p = at_;
    at_ += size;
    room_ -= size;
    return copy(p, text);
  }
  static const char* copy(char* p, std::string_view text) noexcept {
    std::memcpy(p, text.data(), text.size());
    p[text.size()] = '\0';
    return p;
  }

  /// Puts the texts into a table of so many places.
  [[gnu::noinline]] void lay_out(std::size_t size) {
    std::vector<slot> larger(size);
    std::map<std::string_view, std::uint32_t> tree;
    const auto place = [&](const slot& s) {
      std::size_t i = s.hash & (size - 1);
      for (std::size_t steps = 0; larger[i].id != 0; i = (i + 1) & (size - 1), ++steps)
        if (steps == patience) return void(tree.try_emplace(text(s.id), s.id));
      larger[i] = s;
    };
    for (const slot& s : slots_)
      if (s.id != 0) place(s);
    for (const auto& [text, id] : tree_) place({hash(text), id});
    slots_ = std::move(larger);
    tree_ = std::move(tree);
  }

  std::vector<entry> entries_;
  std::vector<slot> slots_; ///< a power of two of them, at most half of them taken
  std::map<std::string_view, std::uint32_t> tree_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* at_ = nullptr;
  std::size_t room_ = 0;
};

using interner = basic_interner<>;

} // namespace assay::detail
