// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/write_result.hpp"
#include "assay/json/instances_of.hpp"

namespace assay {

/// Appends the value's JSON to the buffer: the tag if there is one, described members in their
/// order, then the additional members unchanged. The JSON has no line break, so it can be a line of
/// a stream.
///
/// Linear; allocates only when the buffer must grow. If it fails or throws std::bad_alloc, the
/// buffer's text is unchanged.
///
/// Writes everything that the types allow: an additional member with the name of a described one
/// becomes a duplicate, and an `untyped_payload` may have any type. Readers reject both.
///
/// @return success, or `code::invalid_value` if JSON cannot express the value: a string is not
/// UTF-8, or a number is not finite.
template <class T>
write_result write(const T& value, text_buffer& out) {
  return instances_of<T>::write_to(value, out);
}

} // namespace assay
