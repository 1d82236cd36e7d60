// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/position.hpp"
#include "assay/error/report.hpp"
#include "assay/json/detail/write/output.hpp"
#include "assay/json/unfinished_text.hpp"

#include <string_view>

namespace assay {

namespace detail {

inline void append_json(text_buffer& out, const violation& v, column_counter& columns) {
  output to(out);
  const auto member = [&](std::string_view name, std::string_view value) {
    to.raw(name);
    to.string(std::string(value)); // a copy, because a byte after the text must be readable
  };
  member(R"({"code":)", name_of(v.code));
  member(R"(,"severity":)", name_of(v.severity));
  member(R"(,"path":)", v.path);
  if (v.path_is_cut) to.raw(R"(,"path_is_cut":true)");
  member(R"(,"message":)", message_of(v));
  to.raw(R"(,"offset":)");
  if (v.offset) to.integer(*v.offset);
  else to.raw("null");
  to.raw(R"(,"column":)");
  if (v.offset) to.integer(columns.at(*v.offset));
  else to.raw("null");
  to.put('}');
}

} // namespace detail

/// Appends a violation as a JSON object: `{"code","severity","path","message","offset","column"}`.
///
/// The column, in characters from 1, is counted in the violation's line. Without an offset,
/// `offset` and `column` are null. If the path is cut, `"path_is_cut":true` follows it. Linear in
/// the offset. Appends nothing if it throws std::bad_alloc.
///
/// @param out the buffer.
/// @param v the violation.
/// @param text the text of the event that was checked.
inline void append_json(text_buffer& out, const violation& v, std::string_view text) {
  column_counter columns(text);
  unfinished_text object(out);
  detail::append_json(out, v, columns);
  object.finish();
}

/// Appends a report's violations as a JSON array. Linear in the text, for all violations together.
/// Appends nothing if it throws std::bad_alloc.
///
/// @param out the buffer.
/// @param r the report.
/// @param text the text of the event that was checked.
inline void append_json(text_buffer& out, const report& r, std::string_view text) {
  column_counter columns(text);
  unfinished_text array(out);
  char lead = '[';
  for (const violation& v : r.violations()) {
    out.append(lead);
    lead = ',';
    detail::append_json(out, v, columns);
  }
  if (lead == '[') out.append('[');
  out.append(']');
  array.finish();
}

} // namespace assay
