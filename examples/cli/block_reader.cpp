#include "block_reader.hpp"

#include <algorithm>
#include <string_view>

namespace tool {
namespace {

std::size_t count_newlines(std::string_view text) noexcept {
  std::size_t n = 0;
  for (std::size_t i = 0; (i = text.find('\n', i)) != text.npos; ++i) ++n;
  return n;
}

} // namespace

bool block_reader::next(block& b) {
  b.text.clear();
  b.text.append(rest_.view().substr(rest_begins_));
  rest_.clear();
  rest_begins_ = 0;
  b.is_cut = false;
  b.first_line = next_line_;

  std::size_t searched = 0;
  for (;;) {
    const std::string_view text = b.text.view();
    // A long line is searched once, and forwards: that is by vectors.
    if (text.find('\n', searched) != text.npos) {
      const std::size_t end = text.rfind('\n') + 1;
      rest_.append(text.substr(end));
      b.text.truncate(end);
      break;
    }
    searched = text.size();
    if (searched > line_limit_ && searched - line_limit_ > block_size) {
      skip_line(b);
      return true;
    }
    if (!read_some(b.text)) {
      if (searched == 0) return false;
      break;
    }
  }
  b.bytes = b.text.size();
  b.lines = count_newlines(b.text.view()) + (b.text.view().back() != '\n');
  next_line_ += b.lines;
  return true;
}

/// Appends what can be read now; false at the end.
bool block_reader::read_some(assay::text_buffer& to) {
  if (at_end_) return false; // a terminal can be read on behind its end
  const std::size_t room = to.size() < block_size ? block_size - to.size() : block_size;
  char* const p = to.reserve(room);
  const std::size_t got = input_.read(p, room);
  to.commit(p + got);
  at_end_ = got == 0;
  return !at_end_;
}

/// Passes over what is left of the line that the block has begun with.
void block_reader::skip_line(block& b) {
  b.is_cut = true;
  b.lines = 1;
  b.bytes = b.text.size();
  ++next_line_;
  while (rest_.clear(), read_some(rest_)) {
    const std::size_t newline = rest_.view().find('\n');
    rest_begins_ =
        std::min(rest_.size(), newline == std::string_view::npos ? newline : newline + 1);
    b.bytes += rest_begins_;
    if (newline != std::string_view::npos) return;
  }
  rest_begins_ = 0;
}

} // namespace tool
