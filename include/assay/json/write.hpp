// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/write_result.hpp"
#include "assay/json/instances_of.hpp"

namespace assay {

/// Appends the value's JSON to the buffer: the tag where there is one, described members in their
/// order, then the additional ones as they came. It holds no line break, so it can be a line of a
/// stream.
///
/// True on success. Else `code::invalid_value`, and the buffer as before: a string is not UTF-8 or
/// a number not finite, which JSON cannot express. Linear; allocates only when the
/// buffer must grow, and when that throws std::bad_alloc the text in the buffer is as before, too.
///
/// What the types let in is written: an additional member of a name that the struct has makes it
/// stand there twice, and an `untyped_payload` may have any type. Readers reject both.
template <class T>
write_result write(const T& value, text_buffer& out) {
  return instances_of<T>::write_to(value, out);
}

} // namespace assay
