// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/text/block.hpp"
#include "assay/json/text_buffer.hpp"

#include <boost/json/serializer.hpp>
#include <boost/json/value.hpp>

#include <charconv>
#include <cstddef>
#include <cstring>
#include <string_view>

namespace assay::detail {

/// Appends the value's JSON. Writes a number that is not finite as text that readers reject, and
/// strings unchanged, even if they are not UTF-8.
inline void append_serialized(const boost::json::value& value, text_buffer& out) {
  constexpr std::size_t step = 4096;
  boost::json::serializer serializer;
  serializer.reset(&value);
  while (!serializer.done()) {
    char* const room = out.reserve(step);
    out.commit(room + serializer.read(room, step).size());
  }
}

/// The number of bytes after a value's text that do not belong to it. One must be readable.
inline constexpr std::size_t after_alone = 1;

/// Appends the value's JSON, and a byte that does not belong to it. Plain strings and integers are
/// written directly.
inline void append_alone(const boost::json::value& value, text_buffer& out) {
  constexpr std::size_t quotes = 2, digits = 24;
  constexpr auto block = static_cast<std::size_t>(block_size);
  if (value.is_string()) {
    const boost::json::string& s = value.get_string();
    char* const text = out.reserve(s.size() + quotes + block);
    std::memcpy(text + 1, s.data(), s.size());
    std::memset(text + 1 + s.size(), ' ',
                block); // so that every block consists of initialized bytes
    unsigned interruptions = 0;
    for (std::size_t i = 0; i < s.size(); i += block) interruptions |= interrupting(text + 1 + i);
    if (interruptions == 0) {
      text[0] = text[s.size() + 1] = '"';
      out.commit(text + s.size() + quotes);
      return out.append(',');
    }
  } else if (value.is_int64() || value.is_uint64()) {
    char* const text = out.reserve(digits);
    out.commit(value.is_int64() ? std::to_chars(text, text + digits, value.get_int64()).ptr
                                : std::to_chars(text, text + digits, value.get_uint64()).ptr);
    return out.append(',');
  }
  append_serialized(value, out);
  out.append(',');
}

} // namespace assay::detail
