// SPDX-License-Identifier: BSL-1.0
#include "assay/json/detail/text/assign.hpp"

#include "support/catch.hpp"

#include <string>

TEST_CASE(
    "assign: a text that fits keeps the memory, and a longer one gets exactly what it needs") {
  std::string out(100, 'a');
  const char* const memory = out.data();
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{15}, std::size_t{16}, out.capacity()}) {
    assay::detail::assign(out, std::string(size, 'b'));
    CHECK(out == std::string(size, 'b'));
    CHECK(out.data() == memory);
  }
  const std::string longer(1000, 'c');
  assay::detail::assign(out, longer);
  CHECK(out == longer);
  CHECK(out.capacity() < 1100);
}

TEST_CASE("assign: replaces any previous text") {
  for (std::size_t before = 0; before <= 70; ++before)
    for (std::size_t size = 0; size <= 70; ++size) {
      std::string text;
      for (std::size_t i = 0; i < size; ++i) text += static_cast<char>('0' + i);
      std::string out(before, '.');
      assay::detail::assign(out, text);
      CAPTURE(before, size);
      REQUIRE(out == text);
    }
}
