// SPDX-License-Identifier: BSL-1.0
#include "http/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

namespace gateway {
namespace {

constexpr int gzip_only = 15 + 16; // the largest window, with a gzip header

/// The state of zlib, which must be freed.
class inflater {
 public:
  inflater() {
    if (::inflateInit2(&stream_, gzip_only) != Z_OK) throw std::bad_alloc();
  }
  inflater(const inflater&) = delete;
  inflater& operator=(const inflater&) = delete;
  ~inflater() { ::inflateEnd(&stream_); }

  ::z_stream& stream() noexcept { return stream_; }

 private:
  ::z_stream stream_{};
};

/// Grows `out` to twice its size, from 16 KiB. The size exceeds the limit by at most one byte,
/// which shows that the limit was exceeded.
void grow(std::string& out, std::size_t limit) {
  constexpr std::size_t least = std::size_t{16} << 10;
  out.resize(std::min(std::max(out.size() * 2, least), limit + 1));
}

} // namespace

gzip_result gunzip(std::string_view body, const gzip_limits& limits, std::string& out) {
  constexpr std::size_t small = std::size_t{64} << 10; // allowed at any ratio
  const std::size_t by_ratio = body.size() > std::numeric_limits<std::size_t>::max() / 2 /
                                                 std::max<std::size_t>(limits.max_ratio, 1)
                                   ? limits.max_bytes
                                   : std::max(small, body.size() * limits.max_ratio);
  const std::size_t limit = std::min(limits.max_bytes, by_ratio);
  inflater inflating;
  ::z_stream& z = inflating.stream();
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  z.avail_in = static_cast<uInt>(body.size());
  out.clear();
  std::size_t made = 0;
  for (;;) {
    if (made == out.size()) grow(out, limit);
    z.next_out = reinterpret_cast<Bytef*>(out.data() + made);
    z.avail_out = static_cast<uInt>(out.size() - made);
    const int result = ::inflate(&z, Z_NO_FLUSH);
    made = out.size() - z.avail_out;
    if (made > limit) return gzip_result::too_large;
    if (result == Z_STREAM_END) {
      if (z.avail_in == 0) break;
      if (::inflateReset(&z) != Z_OK) return gzip_result::malformed;
    } else if (result != Z_OK || (z.avail_in == 0 && z.avail_out != 0)) {
      return gzip_result::malformed;
    }
  }
  out.resize(made);
  return gzip_result::whole;
}

} // namespace gateway
