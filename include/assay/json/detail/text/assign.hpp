#pragma once

#include "assay/detail/config.hpp"
#include "assay/json/detail/text/block.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace assay::detail {

ASSAY_NOINLINE inline void replace(std::string& out, std::string_view text) {
  out = std::string(text);
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
