// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/write/output.hpp"
#include "assay/json/text_buffer.hpp"

#include <concepts>
#include <string>
#include <string_view>

namespace assay {

/// A writer of JSON that appends to a buffer token by token, for objects that are not described
/// structs. The caller ensures that the tokens form a value; this class escapes strings.
///
/// Each function is linear in what it appends, and allocates only when the buffer must grow. If
/// that throws std::bad_alloc, nothing is appended. The buffer must outlive this object.
class json_output {
 public:
  /// Appends to this buffer.
  explicit json_output(text_buffer& out) noexcept : to_(out) {}

  /// Appends a character between tokens, such as a bracket, a comma or a line break.
  void put(char c) { to_.put(c); }
  /// Appends text that is already JSON, or a part of it.
  void raw(std::string_view json) { to_.raw(json); }

  /// Appends a string in quotes, with escapes where they are required. Bytes that are not UTF-8
  /// become U+FFFD, and `valid()` becomes false.
  void string(std::string_view characters) {
    const bool ends_in_ascii =
        characters.empty() || static_cast<signed char>(characters.back()) >= 0;
    // `output::string` reads characters up to an ASCII byte, so the text must end in ASCII or be
    // copied with its NUL.
    if (ends_in_ascii) to_.string(characters);
    else to_.string(std::string(characters));
  }
  /// Appends an integer.
  void integer(std::integral auto n) { to_.integer(n); }
  /// Appends `true` or `false`.
  void boolean(bool b) { to_.boolean(b); }
  /// Appends `null`.
  void null() { to_.raw("null"); }

  /// Returns whether all strings were UTF-8.
  bool valid() const noexcept { return to_.valid(); }

 private:
  detail::output to_;
};

} // namespace assay
