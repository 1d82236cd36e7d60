// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/write/writer.hpp"
#include "assay/json/text_buffer.hpp"
#include "assay/schema/detail/wire_object.hpp"

#include <cstddef>

namespace assay::detail {

// A description names this function, declared in wire_object.hpp, for a struct with defaulted
// members: whoever uses one needs this header.

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
