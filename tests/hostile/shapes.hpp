// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hostile {

/// A text designed to cost more than its size suggests.
struct shape {
  std::string name;
  std::function<std::string(std::size_t bytes)> text; ///< of about this size
};

/// Repeats the text up to about this number of bytes.
std::string times(std::size_t bytes, std::string_view text);

/// The same with commas between; a # becomes the number of the item, from 0.
std::string listed(std::size_t bytes, std::string_view item);

/// Nests containers up to about this number of bytes, but at most 60,000 deep.
std::string nested(std::size_t bytes, std::string_view open, std::string_view innermost,
                   std::string_view close);

/// Returns JSON values and texts that are almost JSON.
const std::vector<shape>& json_shapes();

/// Returns texts of other forms: names, keys, dates, numbers, addresses.
const std::vector<shape>& text_shapes();

} // namespace hostile
