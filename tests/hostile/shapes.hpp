// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hostile {

/// A text made to cost more than its size.
struct shape {
  std::string name;
  std::function<std::string(std::size_t bytes)> text; ///< of about so many bytes
};

/// The text again and again, up to about so many bytes.
std::string times(std::size_t bytes, std::string_view text);

/// The same with commas between; a # becomes the number of the item, from 0.
std::string listed(std::size_t bytes, std::string_view item);

/// Containers inside one another, up to about so many bytes, but no more than 60,000 deep.
std::string nested(std::size_t bytes, std::string_view open, std::string_view innermost,
                   std::string_view close);

/// JSON values, and what nearly is one.
const std::vector<shape>& json_shapes();

/// Texts of other kinds: names, keys, dates, numbers, addresses.
const std::vector<shape>& text_shapes();

} // namespace hostile
