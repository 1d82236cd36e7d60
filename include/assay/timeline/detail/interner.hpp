#pragma once

#include "assay/identity/detail/siphash.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::detail {

/// Keeps each text once and names it by a number; the empty text is 0, the others count from 1.
///
/// A distinct text costs its bytes and 33 to 49 more. Constant time a text, whatever the texts: where many fall on the same place of
/// the table (by intent, for chance does not do it) the table is laid out anew by another hash function, which those who chose
/// the texts for the one before do not know.
class interner {
 public:
  interner() : entries_(1) {}

  /// The text's number. Copies it when it is new. Precondition: there are fewer than 2^32 - 1 texts.
  std::uint32_t id_of(std::string_view text) {
    if (text.empty()) return 0;
    if (entries_.size() * 2 > slots_.size()) lay_out(slots_.empty() ? 64 : slots_.size() * 2);
    const std::uint32_t h = hash(text, seed_);
    std::size_t i = h & (slots_.size() - 1), steps = 0;
    for (; slots_[i].id != 0; i = (i + 1) & (slots_.size() - 1), ++steps)
      if (slots_[i].hash == h && this->text(slots_[i].id) == text) return slots_[i].id;
    const auto id = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({keep(text), text.size()});
    slots_[i] = {h, id};
    if (steps > patience) [[unlikely]]
      reseed();
    return id;
  }

  /// The text of that number. A NUL is readable behind it. Valid as long as the interner.
  std::string_view text(std::uint32_t id) const noexcept { return {entries_[id].data, entries_[id].size}; }

  /// How many texts there are, the empty one included.
  std::size_t size() const noexcept { return entries_.size(); }
  /// How often the table was laid out by another hash function.
  std::uint64_t seed() const noexcept { return seed_; }

  static std::uint32_t hash(std::string_view text, std::uint64_t seed) noexcept {
    return static_cast<std::uint32_t>(siphash(text, seed, ~seed));
  }

 private:
  struct entry {
    const char* data = "";
    std::size_t size = 0;
  };
  struct slot {
    std::uint32_t hash = 0; ///< beside the number, so that most other texts are told apart without being looked at
    std::uint32_t id = 0;   ///< 0: the place is free
  };

  static constexpr std::size_t patience = 256; ///< steps to a free place; in a table half full chance makes far fewer

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
    for (const slot& s : slots_) {
      if (s.id == 0) continue;
      std::size_t i = s.hash & (size - 1);
      while (larger[i].id != 0) i = (i + 1) & (size - 1);
      larger[i] = s;
    }
    slots_ = std::move(larger);
  }

  [[gnu::cold, gnu::noinline]] void reseed() {
    ++seed_;
    for (slot& s : slots_)
      if (s.id != 0) s.hash = hash(text(s.id), seed_);
    lay_out(slots_.size());
  }

  std::vector<entry> entries_;
  std::vector<slot> slots_; ///< a power of two of them, at most half of them taken
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* at_ = nullptr;
  std::size_t room_ = 0;
  std::uint64_t seed_ = 0;
};

} // namespace assay::detail
