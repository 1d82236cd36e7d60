#pragma once

#include <string_view>

namespace tool {

/// Writes the whole text to standard output. Throws `output_error`.
void write_output(std::string_view text);

/// Writes the whole text to standard error, as far as that takes it.
void write_error(std::string_view text) noexcept;

} // namespace tool
