// SPDX-License-Identifier: BSL-1.0
#include "io/block_reader.hpp"

namespace tool {
namespace {

/// Unused bytes before the data. The system copies file data from the start of a page, and an
/// allocation of this size begins a few bytes after one. Processors copy more slowly if source and
/// destination have nearly the same offset within their pages. This took 6 % of the whole time.
constexpr std::size_t offset_in_page = 2032;

} // namespace

bool block_reader::next(block& b) {
  b.parts_used = 0;
  b.bytes = 0;
  std::size_t got = 0;
  while (!at_end_ && b.parts_used == 0) { // reading a terminal again after its end would block
    b.read.clear();
    char* const p = b.read.reserve(offset_in_page + block_size) + offset_in_page;
    got = input_.read(p, block_size);
    b.read.commit(p + got);
    b.bytes += got;
    at_end_ = got == 0;
    const auto parts = at_end_ ? feeder_.finish() : feeder_.feed({p, got});
    std::copy(parts.begin(), parts.end(), b.parts.begin());
    b.parts_used = parts.size();
  }
  const bool began_before = b.parts_used != 0 && b.parts.front().offset < feeder_.bytes() - got;
  if (began_before) feeder_.exchange_joined(b.joined);
  return b.bytes != 0 || b.parts_used != 0;
}

} // namespace tool
