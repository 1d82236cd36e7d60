// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/text_index.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace assay::detail {

/// Keeps each text once and names it by a number; the empty text is 0, the others count from 1.
///
/// A distinct text costs its bytes and 33 to 49 more. Time as of `text_index`, whatever the texts.
class interner {
 public:
  /// The text's number. Copies it when it is new. Precondition: there are fewer than 2^32 - 1
  /// texts. When memory ends nothing is changed.
  std::uint32_t id_of(std::string_view text) {
    return index_.number_of(text, [this](std::string_view t) { return keep(t); });
  }

  /// The text of that number. A NUL is readable behind it. Valid as long as the interner.
  std::string_view text(std::uint32_t id) const noexcept { return index_.text(id); }

  /// How many texts there are, the empty one included.
  std::size_t size() const noexcept { return index_.size(); }

 private:
  std::string_view keep(std::string_view text) {
    constexpr std::size_t block = std::size_t{64} << 10;
    const std::size_t size = text.size() + 1;
    if (room_ < size) {
      const std::size_t bytes = size > block / 4 ? size : block;
      blocks_.push_back(std::unique_ptr<char[]>(new char[bytes]));
      if (bytes == size)
        return copy(blocks_.back().get(),
                    text); // a long text has its own; what is left of the block is used on
      at_ = blocks_.back().get();
      room_ = bytes;
    }
    char* const p = at_;
    at_ += size;
    room_ -= size;
    return copy(p, text);
  }
  static std::string_view copy(char* p, std::string_view text) noexcept {
    std::memcpy(p, text.data(), text.size());
    p[text.size()] = '\0';
    return {p, text.size()};
  }

  text_index<> index_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* at_ = nullptr;
  std::size_t room_ = 0;
};

} // namespace assay::detail
