// SPDX-License-Identifier: BSL-1.0
#include "http/gzip.hpp"

#include "support/catch.hpp"

#include <zlib.h>

#include <cstddef>
#include <string>

using gateway::gunzip;
using gateway::gzip_limits;
using gateway::gzip_result;

namespace {

std::string zipped(std::string text) {
  ::z_stream z{};
  REQUIRE(::deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(::deflateBound(&z, text.size()) + 64, '\0');
  z.next_in = reinterpret_cast<Bytef*>(text.data());
  z.avail_in = static_cast<uInt>(text.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  REQUIRE(::deflate(&z, Z_FINISH) == Z_STREAM_END);
  out.resize(z.total_out);
  ::deflateEnd(&z);
  return out;
}

constexpr gzip_limits wide{.max_bytes = std::size_t{1} << 20, .max_ratio = 100'000};

gzip_result result(const std::string& body, const gzip_limits& limits = wide) {
  std::string out;
  const gzip_result r = gunzip(body, limits, out);
  CHECK(out.size() <= limits.max_bytes + 1);
  return r;
}

} // namespace

TEST_CASE("gzip: data of one or more members is decompressed") {
  std::string out;
  for (const std::size_t n : {0u, 1u, 100u, 16'384u, 16'385u, 200'000u}) {
    std::string text;
    for (std::size_t i = 0; i < n; ++i) text += static_cast<char>('a' + (i * i) % 26);
    REQUIRE(gunzip(zipped(text), wide, out) == gzip_result::whole);
    CHECK(out == text);
    REQUIRE(gunzip(zipped(text) + zipped("") + zipped("end"), wide, out) == gzip_result::whole);
    CHECK(out == text + "end");
  }
}

TEST_CASE("gzip: truncated, damaged or continued data is malformed") {
  const std::string text = "the text of a body, of which there is more than one kind";
  const std::string whole = zipped(text);
  for (std::size_t n = 0; n < whole.size(); ++n)
    CHECK(result(whole.substr(0, n)) == gzip_result::malformed);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (i >= 4 && i < 10) continue; // time, compressor flags and system
    std::string damaged = whole;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x55);
    std::string out;
    CHECK((gunzip(damaged, wide, out) == gzip_result::malformed || out == text));
  }
  CHECK(result(whole + "x") == gzip_result::malformed);
  CHECK(result(whole + whole.substr(0, 9)) == gzip_result::malformed);
  CHECK(result("not gzip") == gzip_result::malformed);
  CHECK(result("") == gzip_result::malformed);
}

TEST_CASE("gzip: the output never exceeds the limit, with one member or many") {
  const std::string body = zipped(std::string(1000, ' '));
  CHECK(result(body, {.max_bytes = 1000, .max_ratio = 1000}) == gzip_result::whole);
  CHECK(result(body, {.max_bytes = 999, .max_ratio = 1000}) == gzip_result::too_large);
  CHECK(result(body + body, {.max_bytes = 1999, .max_ratio = 1000}) == gzip_result::too_large);
  CHECK(result(body + body, {.max_bytes = 2000, .max_ratio = 1000}) == gzip_result::whole);
  CHECK(result(zipped(std::string(std::size_t{1} << 26, ' '))) == gzip_result::too_large);
}

TEST_CASE("gzip: a body with a large ratio is rejected, unless it is small") {
  const std::string small = zipped(std::string(60'000, ' ')),
                    great = zipped(std::string(70'000, ' '));
  CHECK(result(small, {.max_bytes = 1 << 20, .max_ratio = 2}) == gzip_result::whole);
  CHECK(result(great, {.max_bytes = 1 << 20, .max_ratio = 2}) == gzip_result::too_large);
  CHECK(result(great, {.max_bytes = 1 << 20, .max_ratio = 70'000 / great.size() + 1}) ==
        gzip_result::whole);
}
