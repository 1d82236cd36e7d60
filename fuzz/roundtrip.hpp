// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "../tests/support/exact_json.hpp"
#include "input.hpp"

#include <assay/json/validator.hpp>
#include <assay/json/write.hpp>

#include <charconv>
#include <string>
#include <string_view>

namespace assay_fuzz {

inline unsigned code_unit(std::string_view text, std::size_t at) {
  unsigned unit = 0;
  if (text.substr(at, 2) == "\\u" && text.size() - at >= 6)
    std::from_chars(text.data() + at + 2, text.data() + at + 6, unit, 16);
  return unit;
}

/// Returns the text with every lone surrogate replaced, and U+0000 too, as the options state.
/// Precondition: the text is JSON.
inline std::string with_escapes_replaced(std::string text, const assay::options& o) {
  const auto is = [](unsigned unit, unsigned first) {
    return unit >= first && unit < first + 0x400;
  };
  for (std::size_t i = text.find('\\'); i < text.size(); i = text.find('\\', i)) {
    const unsigned unit = code_unit(text, i);
    const bool pair = is(unit, 0xD800) && is(code_unit(text, i + 6), 0xDC00);
    const bool null = std::string_view(text).substr(i, 6) == "\\u0000";
    if (!pair && (is(unit, 0xD800) || is(unit, 0xDC00))) text.replace(i + 2, 4, "FFFD");
    if (null && o.null_characters == assay::null_character_policy::replace)
      text.replace(i + 2, 4, "FFFD");
    i += pair ? 12 : unit != 0 || null ? 6 : 2;
  }
  return text;
}

/// Reads the text as a T, writes it and reads it again: nothing may be lost. Returns whether the
/// text is accepted.
template <class T>
bool check_roundtrip(std::string_view text, const assay::options& o) {
  assay::validator<T> validator(o);
  T value;
  if (!validator.read(text, value)) return false;

  assay::text_buffer written;
  must(static_cast<bool>(write(value, written)), "a value that was read can be written", text);
  T again;
  must(validator.read(written.view(), again), "written text is accepted at the same level", text);
  must(again == value, "written text reads back as the same value", text);
  assay::text_buffer rewritten;
  must(write(again, rewritten) && rewritten.view() == written.view(),
       "writing again gives the same text", text);

  if (text.starts_with(assay::byte_order_mark)) text.remove_prefix(assay::byte_order_mark.size());
  const auto before = assay_test::canonical_json(with_escapes_replaced(std::string(text), o));
  if (before.has_error() && before.error() == boost::json::error::exponent_overflow)
    return true; // see grammar.fuzz.cpp
  must(before.has_value(), "an accepted event is JSON", text);
  const auto after = assay_test::canonical_json(written.view());
  must(after.has_value(), "written text is JSON", written.view());
  must(*before == *after, "written text is the same JSON value", text);
  return true;
}

} // namespace assay_fuzz
