// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/json/detail/text/block.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace assay::detail {

/// Gives `out` other memory, of the text's size.
///
/// It is made anew where it stands: what is moved from one string to another waits until the
/// parts that were just stored can be loaded as a whole. Where there is no memory, it is empty.
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

/// Sets `out` to the text. Where it has no room, it gets as much as it needs: std::string::assign
/// would take twice what there was and keep what it held until then. One as long as the text
/// before, as ids and times are, is copied without a call.
inline void assign(std::string& out, std::string_view text) {
  if (text.size() > out.capacity()) [[unlikely]]
    return replace(out, text);
  if (text.size() != out.size() || !fits_four_blocks(text.size())) return void(out.assign(text));
  for_four_blocks(text.size(), [to = out.data(), from = text.data()](std::size_t i) {
    copy_block(to + i, from + i);
  });
}

} // namespace assay::detail
