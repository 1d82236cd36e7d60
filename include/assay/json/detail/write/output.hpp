// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/json/detail/text/block.hpp"
#include "assay/json/detail/text/utf8.hpp"
#include "assay/json/text_buffer.hpp"

#include <charconv>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace assay::detail {

/// What is written for a byte that is not UTF-8: U+FFFD, which readers accept, or the byte itself,
/// whose place readers report.
enum class invalid_bytes : bool { replaced, kept };

/// Appends JSON scalars to a buffer.
class output {
 public:
  explicit output(text_buffer& out, invalid_bytes policy = invalid_bytes::replaced) noexcept
      : out_(out), policy_(policy) {}

  void put(char c) { out_.append(c); }
  void raw(std::string_view s) { out_.append(s); }

  /// Appends a string in quotes. For bytes that are not UTF-8, `valid()` becomes false; they are
  /// replaced by U+FFFD or kept, as the policy says.
  ///
  /// Precondition: a byte below 0x80 is readable after the text, as it is after that of a
  /// std::string.
  void string(std::string_view s) {
    out_.commit(string_at(out_.reserve(s.size() + string_slack), s));
  }

  template <class Integer>
  void integer(Integer n) {
    constexpr std::size_t longest = 24;
    char* p = out_.reserve(longest);
    out_.commit(std::to_chars(p, p + longest, n).ptr);
  }

  void boolean(bool b) { raw(b ? std::string_view("true") : std::string_view("false")); }

  /// Returns whether everything was written exactly.
  bool valid() const noexcept { return valid_; }
  void set_invalid() noexcept { valid_ = false; }

 protected:
  /// Writes a string in quotes at p. Returns the position after it, where `min_slack` bytes may be
  /// written.
  ///
  /// Precondition: `string_slack` bytes more than the text's size may be written at p.
  ASSAY_ALWAYS_INLINE char* string_at(char* p, std::string_view s) {
    *p++ = '"';
    const std::size_t plain = copy_plain(p, s.data(), s.size());
    p += plain;
    if (plain != s.size()) [[unlikely]]
      return rest_of_string(p, s.data() + plain, s.data() + s.size());
    *p++ = '"';
    return p;
  }

  /// The room that a string needs beyond its size: two quotes, one escape and `min_slack`.
  static constexpr std::size_t string_slack = 40;
  /// The room that remains after a value.
  static constexpr std::size_t min_slack = 32;
  text_buffer& out_;

 private:
  static constexpr std::size_t block = static_cast<std::size_t>(block_size);

  /// Writes the rest of a string from the first byte that must be escaped or is not ASCII, and the
  /// closing quote.
  ASSAY_NOINLINE char* rest_of_string(char* p, const char* b, const char* const e) {
    do {
      if (static_cast<signed char>(*b) < 0) {
        p = characters(b, e, p);
      } else {
        p = escape(*b++, p);
        p = out_.reserve_after(p, static_cast<std::size_t>(e - b) + string_slack);
      }
      const std::size_t plain = copy_plain(p, b, static_cast<std::size_t>(e - b));
      b += plain;
      p += plain;
    } while (b != e);
    *p++ = '"';
    return p;
  }

  /// Copies the bytes before the first one that must be escaped or is not ASCII, and returns their
  /// number. Precondition: all `size` bytes at `to` may be written.
  ASSAY_ALWAYS_INLINE static std::size_t copy_plain(char* to, const char* from,
                                                    std::size_t size) noexcept {
    if (!fits_four_blocks(size)) return copy_plain_by_steps(to, from, size);
    for_four_blocks(size, [&](std::size_t i) { copy_block(to + i, from + i); });
    lanes any = interrupting_lanes(from);
    for_four_blocks(size,
                    [&](std::size_t i) { any = either_lanes(any, interrupting_lanes(from + i)); });
    if (is_none(any)) [[likely]]
      return size;
    std::uint64_t all = 0;
    for_four_blocks(size,
                    [&](std::size_t i) { all |= std::uint64_t{interrupting(from + i)} << i; });
    return static_cast<std::size_t>(first_of(all));
  }

  /// `copy_plain` for texts that do not fit one to four blocks.
  ASSAY_NOINLINE static std::size_t copy_plain_by_steps(char* to, const char* from,
                                                        std::size_t size) noexcept {
    if (size >= block) {
      // The last block; it may overlap the one before.
      const std::size_t last = size - block;
      std::size_t i = 0;
      for (; i < last; i += block) {
        copy_block(to + i, from + i);
        if (const auto mask = interrupting(from + i); mask != 0) [[unlikely]]
          return i + static_cast<std::size_t>(first_of(mask));
      }
      copy_block(to + last, from + last);
      const auto mask = interrupting(from + last);
      return mask == 0 ? size : last + static_cast<std::size_t>(first_of(mask));
    }
    if (constexpr std::size_t word = sizeof(std::uint64_t); size >= word) {
      const std::size_t last = size - word; // the last word; it may overlap the first
      std::memcpy(to, from, word);
      std::memcpy(to + last, from + last, word);
      if (((interrupting_bytes(load64(from)) | interrupting_bytes(load64(from + last))) & tops) ==
          0) [[likely]]
        return size;
    }
    std::size_t i = 0;
    for (; i != size && is_plain(from[i]); ++i) to[i] = from[i];
    return i;
  }

  static bool is_plain(char c) noexcept {
    return static_cast<signed char>(c) >= 0x20 && c != '"' && c != '\\';
  }

  /// Copies characters that are not ASCII. Returns the new write position.
  char* characters(const char*& b, const char* e, char* p) {
    while (b != e && static_cast<signed char>(*b) < 0) {
      if (const char* next = utf8_character(b); next != nullptr && next <= e) [[likely]] {
        while (b != next) *p++ = *b++;
        continue;
      }
      valid_ = false;
      if (policy_ == invalid_bytes::kept) {
        *p++ = *b++;
        continue;
      }
      ++b;
      std::memcpy(p, "\xEF\xBF\xBD", 3);
      p = out_.reserve_after(p + 3, static_cast<std::size_t>(e - b) + string_slack);
    }
    return p;
  }

  static char* escape(char c, char* p) noexcept {
    *p++ = '\\';
    switch (c) {
    case '"':
    case '\\': *p++ = c; return p;
    case '\n': *p++ = 'n'; return p;
    case '\t': *p++ = 't'; return p;
    case '\r': *p++ = 'r'; return p;
    case '\b': *p++ = 'b'; return p;
    case '\f': *p++ = 'f'; return p;
    default: break;
    }
    std::memcpy(p, "u00", 3);
    p[3] = static_cast<char>('0' + (static_cast<unsigned char>(c) >> 4));
    p[4] = "0123456789abcdef"[c & 15];
    return p + 5;
  }

  const invalid_bytes policy_;
  bool valid_ = true;
};

} // namespace assay::detail
