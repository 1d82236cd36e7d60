#include "block_reader.hpp"

namespace tool {

bool block_reader::next(block& b) {
  b.parts_used = 0;
  b.bytes = 0;
  while (!at_end_ && b.parts_used == 0) { // a terminal can be read on after its end
    b.read.clear();
    char* const p = b.read.reserve(block_size);
    const std::size_t got = input_.read(p, block_size);
    b.read.commit(p + got);
    b.bytes += got;
    at_end_ = got == 0;
    const auto parts = at_end_ ? feeder_.finish() : feeder_.feed(b.read.view());
    std::copy(parts.begin(), parts.end(), b.parts.begin());
    b.parts_used = parts.size();
  }
  const bool began_before =
      b.parts_used != 0 && b.parts.front().offset < feeder_.bytes() - b.read.size();
  if (began_before) feeder_.exchange_joined(b.joined);
  return b.bytes != 0 || b.parts_used != 0;
}

} // namespace tool
