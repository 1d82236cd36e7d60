// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/json/detail/text/block.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace assay::detail {

/// Replaces the memory of `out` by memory of the text's size. If there is none, `out` is empty.
///
/// The string is constructed in place. A move from a temporary would wait until the parts that were
/// just stored can be loaded as a whole.
ASSAY_NOINLINE inline void replace(std::string& out, std::string_view text) {
  struct guard {
    std::string* unmade;
    ~guard() {
      if (unmade != nullptr) std::construct_at(unmade);
    }
  } made{&out};
  std::destroy_at(&out);
  std::construct_at(&out, text);
  made.unmade = nullptr;
}

/// Sets `out` to the text. A string that is too small gets exactly the size that it needs:
/// std::string::assign would allocate twice the old capacity, and keep the old memory until then. A
/// text as long as the last one, as ids and times are, is copied without a call.
inline void assign(std::string& out, std::string_view text) {
  if (text.size() > out.capacity()) [[unlikely]]
    return replace(out, text);
  if (text.size() != out.size() || !fits_four_blocks(text.size())) return void(out.assign(text));
  for_four_blocks(text.size(), [to = out.data(), from = text.data()](std::size_t i) {
    copy_block(to + i, from + i);
  });
}

} // namespace assay::detail
