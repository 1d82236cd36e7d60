// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/formats/email.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>

using assay::is_email;

static_assert(is_email("someone@example.org"), "usable at compile time");

TEST_CASE("email: a dot-string or a quoted string, and a host or an address") {
  for (const std::string_view text :
       {"a@b", "Joe.Blow@example.com", "first.last+tag@sub.example.org",
        "!#$%&'*+-/=?^_`{|}~@example.org", "\"Joe Blow\"@example.com", "\"\"@example.org",
        R"("a\"b\\c@d"@example.org)", "x@[192.0.2.1]", "x@[IPv6:2001:db8::1]", "x@[ipV6:::1]"}) {
    CAPTURE(text);
    CHECK(is_email(text));
  }
  for (const std::string_view text : {"",
                                      "@",
                                      "a",
                                      "a@",
                                      "@b",
                                      "a@b@c",
                                      "a b@c",
                                      ".a@b",
                                      "a.@b",
                                      "a..b@c",
                                      "a@b.",
                                      "a@.b",
                                      "a@-b",
                                      "a@b_c",
                                      "<a@b>",
                                      "a@b ",
                                      "A <a@b>",
                                      "a,b@c",
                                      "a:b@c",
                                      "a(b)@c",
                                      "\"a@b",
                                      "a\"b\"@c",
                                      "\"a\"b@c",
                                      R"("a"b"@c)",
                                      R"("a\"@c)",
                                      "\"a\n\"@b",
                                      "\"\x7F\"@b",
                                      "\"\\\x1F\"@b",
                                      "\"@b",
                                      "\xC3\xA9@b",
                                      "\"\xC3\xA9\"@b",
                                      "x@[]",
                                      "x@[",
                                      "x@]",
                                      "x@[1.2.3]",
                                      "x@[::1]",
                                      "x@[IPv6:]",
                                      "x@[IPv6:1.2.3.4]",
                                      "x@[IPv\x16:::1]",
                                      "x@[192.0.2.1",
                                      "x@192.0.2.1]",
                                      "x@[192.0.2.1]]",
                                      "x@[192.0.2.1].org"}) {
    CAPTURE(text);
    CHECK_FALSE(is_email(text));
  }
}

TEST_CASE("email: 64 characters before the '@'") {
  const std::string longest(64, 'a');
  CHECK(is_email(longest + "@b"));
  CHECK_FALSE(is_email(longest + "a@b"));
  CHECK(is_email('"' + longest.substr(2) + "\"@b"));
  CHECK_FALSE(is_email('"' + longest.substr(1) + "\"@b"));
}
