#pragma once

#include "assay/error/position.hpp"

#include <cstddef>
#include <string_view>

namespace tool {

/// Tells the columns of places in a line. Linear in the line for all places together when they are asked for in their order.
class column_counter {
 public:
  explicit column_counter(std::string_view line) noexcept : line_(line) {}

  /// The column of the byte at `offset`: in characters, from 1.
  std::size_t at(std::size_t offset) noexcept {
    if (offset < offset_) *this = column_counter(line_);
    column_ += assay::position_of(line_.substr(offset_), offset - offset_).column - 1;
    offset_ = offset;
    return column_;
  }

 private:
  std::string_view line_;
  std::size_t offset_ = 0;
  std::size_t column_ = 1;
};

} // namespace tool
