// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/formats/hostname.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>

using assay::is_hostname;

static_assert(is_hostname("www.example.org"), "usable at compile time");

TEST_CASE("hostname: labels of letters, digits and inner hyphens") {
  for (const std::string_view text :
       {"localhost", "a", "0", "3com.com", "a-b.c--d.e", "xn--bcher-kva.example", "EXAMPLE.ORG",
        "127.0.0.1", "ip-10-0-0-1.ec2.internal"}) {
    CAPTURE(text);
    CHECK(is_hostname(text));
  }
  for (const std::string_view text : {"", ".", "-", "a.", ".a", "a..b", "-a", "a-", "a.-b", "a-.b",
                                      "a.b-", "a_b", "a b", "a/b", "a:80", "[::1]",
                                      "b\xC3\xBC"
                                      "cher.example",
                                      "a\n"}) {
    CAPTURE(text);
    CHECK_FALSE(is_hostname(text));
  }
}

TEST_CASE("hostname: 63 characters in a label, 253 in total") {
  const std::string label(63, 'a');
  CHECK(is_hostname(label));
  CHECK(is_hostname(label + '.' + label));
  CHECK_FALSE(is_hostname(label + 'a'));
  CHECK_FALSE(is_hostname("b." + label + "a.c"));
  const std::string longest = label + '.' + label + '.' + label + '.' + std::string(61, 'b');
  CHECK(longest.size() == 253);
  CHECK(is_hostname(longest));
  CHECK_FALSE(is_hostname(longest + 'b'));
}
