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

/// A growing text. Unlike `std::string`, it does not clear memory before it is written. `clear`
/// keeps the memory.
class text_buffer {
 public:
  /// Constructs an empty text.
  text_buffer() = default;
  /// Takes the other buffer's memory, and leaves it empty.
  text_buffer(text_buffer&& other) noexcept { swap(other); }
  /// Takes the other buffer's memory, and leaves it empty.
  text_buffer& operator=(text_buffer&& other) noexcept {
    text_buffer taken(std::move(other));
    swap(taken);
    return *this;
  }

  /// Returns the text. Valid until the buffer changes.
  std::string_view view() const noexcept { return {data_.get(), size_}; }
  /// Returns the text's size in bytes.
  std::size_t size() const noexcept { return size_; }
  /// Returns the size of the memory: the size that a text can have without another allocation.
  std::size_t capacity() const noexcept { return capacity_; }
  /// Makes the text empty, and keeps the memory.
  void clear() noexcept { size_ = 0; }

  /// Cuts the text to its first n bytes. Precondition: n <= size().
  void truncate(std::size_t n) noexcept { size_ = n; }

  /// Appends the text. Changes nothing if it throws std::bad_alloc. Precondition: it is not in this
  /// buffer, whose memory may be replaced.
  void append(std::string_view s) {
    if (s.empty()) return;
    char* p = reserve(s.size());
    std::memcpy(p, s.data(), s.size());
    commit(p + s.size());
  }
  /// Appends a character.
  void append(char c) {
    char* p = reserve(1);
    *p = c;
    commit(p + 1);
  }

  /// Makes room for n more bytes, and returns where they begin. Amortized constant; throws
  /// std::bad_alloc.
  char* reserve(std::size_t n) { return reserve_after(data_.get() + size_, n); }

  /// Makes room for n bytes after `end`, for writers that keep their position in a register. Keeps
  /// everything written before `end`, although `commit` has not made it text yet. Does not change
  /// the text. Precondition: that of `commit`.
  char* reserve_after(char* end, std::size_t n) {
    if (static_cast<std::size_t>(data_.get() + capacity_ - end) >= n) [[likely]]
      return end;
    return grow(end, n);
  }

  /// Makes room for a text of exactly n bytes in all. Use it when you know the maximum size. Throws
  /// std::bad_alloc.
  void reserve_exactly(std::size_t n) {
    if (n > capacity_) exchange(data_.get() + size_, n);
  }

  /// Sets the end of the text. Precondition: `end` is within the room that was reserved last.
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

  /// Moves everything written before `end` into memory of another size. Returns the new place of
  /// `end`.
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
