// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace assay {

/// A growing text whose memory is not cleared before it is written (as std::string's is), and is
/// kept by `clear`.
class text_buffer {
 public:
  text_buffer() = default;
  text_buffer(text_buffer&& other) noexcept { swap(other); }
  text_buffer& operator=(text_buffer&& other) noexcept {
    text_buffer taken(std::move(other));
    swap(taken);
    return *this;
  }

  std::string_view view() const noexcept { return {data_.get(), size_}; }
  std::size_t size() const noexcept { return size_; }
  /// How long a text has room in the memory that is there.
  std::size_t capacity() const noexcept { return capacity_; }
  void clear() noexcept { size_ = 0; }

  /// Cuts the text back to its first n bytes. Precondition: n <= size().
  void truncate(std::size_t n) noexcept { size_ = n; }

  /// Appends the text. Precondition: it is not in this buffer, whose memory may be exchanged for
  /// more.
  void append(std::string_view s) {
    if (s.empty()) return;
    char* p = reserve(s.size());
    std::memcpy(p, s.data(), s.size());
    commit(p + s.size());
  }
  void append(char c) {
    char* p = reserve(1);
    *p = c;
    commit(p + 1);
  }

  /// Makes room for n more bytes and returns where they go. Amortised constant; throws
  /// std::bad_alloc.
  char* reserve(std::size_t n) { return reserve_behind(data_.get() + size_, n); }

  /// The same behind `end`, for writers that keep their position in a register: what was written up
  /// to there is kept, although no `commit` has made it text yet, and the text stays as it is.
  /// Precondition: that of `commit`.
  char* reserve_behind(char* end, std::size_t n) {
    if (static_cast<std::size_t>(data_.get() + capacity_ - end) >= n) [[likely]]
      return end;
    return grow(end, n);
  }

  /// Makes room for a text of n bytes in all, and for no more: for who knows how long it becomes at
  /// most. Throws std::bad_alloc.
  void reserve_exactly(std::size_t n) {
    if (n > capacity_) exchange(data_.get() + size_, n);
  }

  /// Says that the text now ends at `end`. Precondition: `end` is within the room that was reserved
  /// last.
  void commit(const char* end) noexcept { size_ = static_cast<std::size_t>(end - data_.get()); }

 private:
  void swap(text_buffer& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }

  ASSAY_NOINLINE char* grow(const char* end, std::size_t n) {
    constexpr std::size_t least = 512;
    const auto used = static_cast<std::size_t>(end - data_.get());
    return exchange(end, std::max(capacity_ * 2, used + n + least));
  }

  /// Moves what is written up to `end` into memory of another size; returns where it ends there.
  char* exchange(const char* end, std::size_t capacity) {
    const auto used = static_cast<std::size_t>(end - data_.get());
    std::unique_ptr<char[]> larger(new char[capacity]);
    if (used != 0) std::memcpy(larger.get(), data_.get(), used);
    data_ = std::move(larger);
    capacity_ = capacity;
    return data_.get() + used;
  }

  std::unique_ptr<char[]> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

} // namespace assay
