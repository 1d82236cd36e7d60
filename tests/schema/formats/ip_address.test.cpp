// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/formats/ip_address.hpp"

#include "support/catch.hpp"

#include <arpa/inet.h>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

using assay::is_ipv4;
using assay::is_ipv6;

static_assert(is_ipv4("192.0.2.1") && is_ipv6("2001:db8::1"), "usable at compile time");

namespace {

bool inet_takes(int family, const std::string& text) {
  unsigned char address[16];
  return text.find('\0') == text.npos && inet_pton(family, text.c_str(), address) == 1;
}

} // namespace

TEST_CASE("ip_address: IPv4 is four numbers up to 255 without leading zeros") {
  for (const std::string_view text :
       {"0.0.0.0", "255.255.255.255", "127.0.0.1", "10.20.30.40", "1.22.199.249"}) {
    CAPTURE(text);
    CHECK(is_ipv4(text));
  }
  for (const std::string_view text :
       {"",         "1",         "1.2.3",     "1.2.3.",          "1.2.3.4.",  "1.2.3.4.5",
        ".1.2.3",   "1..2.3",    "256.1.1.1", "1.1.1.256",       "1.1.1.999", "1.1.1.1000",
        "01.1.1.1", "1.1.1.00",  "1.1.1.1 ",  " 1.1.1.1",        "1.1.1.a",   "1,1,1,1",
        "1.1.1.-1", "0x1.1.1.1", "1.1.1.1/8", "100.100.100.1000"}) {
    CAPTURE(text);
    CHECK_FALSE(is_ipv4(text));
  }
}

TEST_CASE("ip_address: IPv6 is eight groups, or fewer with '::'") {
  for (const std::string_view text :
       {"ABCD:EF01:2345:6789:ABCD:EF01:2345:6789", "2001:DB8:0:0:8:800:200C:417A",
        "2001:DB8::8:800:200C:417A", "FF01::101", "::1", "::", "0:0:0:0:0:0:13.1.68.3",
        "::13.1.68.3", "::FFFF:129.144.52.38", "1::", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8",
        "1::3:4:5:6:7:8", "1:2:3:4:5::1.2.3.4", "fe80::0001"}) {
    CAPTURE(text);
    CHECK(is_ipv6(text));
  }
  for (const std::string_view text : {"",
                                      ":",
                                      ":::",
                                      "1",
                                      "1:2:3:4:5:6:7",
                                      "1:2:3:4:5:6:7:8:9",
                                      "1:2:3:4:5:6:7:8::",
                                      "::1:2:3:4:5:6:7:8",
                                      "1::2::3",
                                      "1:",
                                      ":1",
                                      "1:2:3:4:5:6:7:",
                                      ":1:2:3:4:5:6:7",
                                      "12345::",
                                      "g::",
                                      "::1%eth0",
                                      "[::1]",
                                      "1.2.3.4",
                                      "::1.2.3",
                                      "::1.2.3.4:5",
                                      "1.2.3.4::",
                                      "1:2:3:4:5:6:7:1.2.3.4",
                                      "1:2:3:4:5:6::1.2.3.4",
                                      "::01.2.3.4",
                                      "::1 ",
                                      "1:::2"}) {
    CAPTURE(text);
    CHECK_FALSE(is_ipv6(text));
  }
}

TEST_CASE("ip_address: accepts what inet_pton accepts") {
  std::mt19937 random(4291);
  std::size_t taken = 0;
  const auto mutate = [&](std::string text, std::string_view characters) {
    for (auto changes = random() % 4; changes > 0 && !text.empty(); --changes) {
      const std::size_t i = random() % text.size();
      const char c = characters[random() % characters.size()];
      if (random() % 3 == 0) text[i] = c;
      else if (random() % 2 != 0) text.erase(i, 1 + random() % 3);
      else text.insert(i, 1, c);
    }
    return text;
  };
  for (const std::string_view valid :
       {"192.0.2.1", "255.249.199.99", "2001:db8::8:800:200c:417a", "1:2:3:4:5:6:7:8", "::1",
        "1::", "::ffff:129.144.52.38", "1:2:3:4:5:6:13.1.68.3"})
    for (int round = 0; round < 20'000; ++round) {
      const std::string text = mutate(std::string(valid), "012569afF:::...g");
      CAPTURE(text);
      taken += inet_takes(AF_INET, text) || inet_takes(AF_INET6, text);
      REQUIRE(is_ipv4(text) == inet_takes(AF_INET, text));
      REQUIRE(is_ipv6(text) == inet_takes(AF_INET6, text));
    }
  CHECK(taken > 40'000);
}
