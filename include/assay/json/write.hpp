#pragma once

#include "assay/error/code.hpp"
#include "assay/json/detail/read/member_functions.hpp"
#include "assay/json/detail/write/writer.hpp"

#include <optional>

namespace assay {

/// Appends the value's JSON to the buffer: the tag where there is one, described members in their
/// order, then the additional ones as they came. It holds no line break, so it can be a line of a
/// stream.
///
/// Nothing when that went well. `code::invalid_value`, and the buffer as before, when a string is
/// not UTF-8 or a number not finite: JSON cannot express them. Linear; allocates only when the
/// buffer must grow, and when that throws std::bad_alloc the text in the buffer is as before, too.
///
/// What the types let in is written: an additional member of a name that the struct has makes it
/// stand there twice, and an `untyped_payload` may have any type. Readers reject both.
template <class T>
[[nodiscard]] std::optional<code> write(const T& value, text_buffer& out) {
  const std::size_t before = out.size();
  detail::writer w(out);
  w.append(value);
  if (w.valid()) [[likely]]
    return std::nullopt;
  out.truncate(before);
  return code::invalid_value;
}

} // namespace assay
