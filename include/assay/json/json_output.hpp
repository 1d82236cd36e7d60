// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/write/output.hpp"
#include "assay/json/text_buffer.hpp"

#include <concepts>
#include <string>
#include <string_view>

namespace assay {

/// Appends JSON to a buffer token by token, for objects that are no described struct. That the
/// tokens make a value is the caller's work; what needs escaping is done here.
///
/// Each function is linear in what it appends, and allocates only when the buffer must grow; when
/// that throws std::bad_alloc nothing is appended. The buffer must outlive it.
class json_output {
 public:
  explicit json_output(text_buffer& out) noexcept : to_(out) {}

  /// A bracket, a comma, a line break.
  void put(char c) { to_.put(c); }
  /// Text that is JSON already, or a part of it.
  void raw(std::string_view json) { to_.raw(json); }

  /// A string: its characters in quotes, escaped where they must be. Bytes that are no UTF-8 become
  /// U+FFFD, and `valid()` false.
  void string(std::string_view characters) {
    const bool ends_in_ascii =
        characters.empty() || static_cast<signed char>(characters.back()) >= 0;
    // A character is read up to a byte of ASCII: there must be one.
    if (ends_in_ascii) to_.string(characters);
    else to_.string(std::string(characters));
  }
  void integer(std::integral auto n) { to_.integer(n); }
  void boolean(bool b) { to_.boolean(b); }
  void null() { to_.raw("null"); }

  /// Whether all strings were UTF-8.
  bool valid() const noexcept { return to_.valid(); }

 private:
  detail::output to_;
};

} // namespace assay
