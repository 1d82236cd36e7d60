// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/write/writer.hpp"
#include "assay/json/text_buffer.hpp"
#include "assay/schema/detail/wire_object.hpp"

#include <cstddef>

namespace assay::detail {

// The description of a struct with defaulted members uses this function, which wire_object.hpp
// declares. Include this header where you use such a description.

template <class T>
bool write_new(text_buffer& to) {
  const T made = T();
  const std::size_t before = to.size();
  writer w(to);
  w.append(made);
  if (!w.valid()) to.truncate(before);
  return w.valid();
}

} // namespace assay::detail
