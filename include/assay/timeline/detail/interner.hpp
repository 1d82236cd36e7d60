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

/// Stores each text once and identifies it by a number. The empty text is 0; the others count from
/// 1.
///
/// A distinct text needs its size and 33 to 49 more bytes. The time is that of `text_index`, for
/// any texts.
class interner {
 public:
  /// Returns the text's number, and copies a new text. Precondition: there are fewer than 2^32 - 1
  /// texts. If memory runs out, nothing is changed.
  std::uint32_t id_of(std::string_view text) {
    return index_.number_of(text, [this](std::string_view t) { return keep(t); });
  }

  /// Returns the text with this number. It is followed by a NUL. Valid as long as the interner.
  std::string_view text(std::uint32_t id) const noexcept { return index_.text(id); }

  /// Returns the number of texts, including the empty one.
  std::size_t size() const noexcept { return index_.size(); }

 private:
  std::string_view keep(std::string_view text) {
    constexpr std::size_t block = std::size_t{64} << 10;
    const std::size_t size = text.size() + 1;
    if (room_ < size) {
      const std::size_t bytes = size > block / 4 ? size : block;
      blocks_.push_back(std::unique_ptr<char[]>(new char[bytes]));
      if (bytes == size)
        return copy(
            blocks_.back().get(),
            text); // a long text has a separate block; the rest of the current block stays in use
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
