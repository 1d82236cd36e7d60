// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/code.hpp"
#include "assay/error/violation.hpp"
#include "assay/json/json_output.hpp"
#include "assay/json/text_buffer.hpp"
#include "assay/json/unfinished_text.hpp"
#include "assay/json/utf8.hpp"
#include "assay/testing/sample.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace assay::testing {

namespace detail {

inline bool is_utf8(std::string_view text) noexcept {
  while (!text.empty()) {
    const std::size_t size = character_size(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

/// Returns padded Base64 (RFC 4648, section 4).
inline std::string base64_of(std::string_view bytes) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto byte = [&](std::size_t j) {
      return j < bytes.size() ? static_cast<unsigned char>(bytes[j]) : 0u;
    };
    const unsigned bits = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    for (unsigned j = 0; j < 4; ++j)
      out += i + j <= bytes.size() ? digits[bits >> (18 - 6 * j) & 63] : '=';
  }
  return out;
}

/// Writes the member `"text"` with the text, or the member `"base64"` if the text is not UTF-8.
inline void put_text(json_output& to, std::string_view text) {
  if (is_utf8(text)) {
    to.raw(R"("text":)");
    to.string(text);
  } else {
    to.raw(R"("base64":)");
    to.string(base64_of(text));
  }
}

} // namespace detail

/// Appends a sample as a JSON object on one line, for programs in any language. Its members are
/// `accepted`, `severity`, `code`, `path`, `offset`, `reason` and `text`.
///
/// `text` is the sample's text as a string. A text that is not UTF-8 is in the member `base64`
/// instead, encoded as in RFC 4648, section 4. `severity`, `code`, `path` and `offset` describe the
/// expected violation. They are null if there is none, and `offset` is null if it can be any.
/// `reason` is null if there is none.
///
/// Linear. Appends nothing if it throws std::bad_alloc.
inline void append_json(text_buffer& out, const sample& s) {
  unfinished_text object(out);
  json_output to(out);
  const auto member = [&](std::string_view name, std::string_view value, bool is_there) {
    to.raw(name);
    if (is_there) to.string(value);
    else to.null();
  };
  const expected_violation* const v = s.violation ? &*s.violation : nullptr;
  to.raw(R"({"accepted":)");
  to.boolean(s.accepted);
  member(R"(,"severity":)", v ? name_of(v->severity) : std::string_view(), v != nullptr);
  member(R"(,"code":)", v ? name_of(v->code) : std::string_view(), v != nullptr);
  member(R"(,"path":)", v ? std::string_view(v->path) : std::string_view(), v != nullptr);
  to.raw(R"(,"offset":)");
  if (v != nullptr && v->offset) to.integer(*v->offset);
  else to.null();
  member(R"(,"reason":)", s.reason, !s.reason.empty());
  to.put(',');
  detail::put_text(to, s.text);
  to.put('}');
  object.finish();
}

} // namespace assay::testing
