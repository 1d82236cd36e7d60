#pragma once

#include <string>
#include <string_view>

namespace assay::detail {

[[gnu::noinline]] inline void replace(std::string& out, std::string_view text) { out = std::string(text); }

/// Sets `out` to the text. Where it has no room, it gets as much as it needs: std::string::assign would take twice what there was
/// and keep what it held until then.
inline void assign(std::string& out, std::string_view text) {
  if (text.size() > out.capacity()) [[unlikely]]
    replace(out, text);
  else out.assign(text);
}

} // namespace assay::detail
