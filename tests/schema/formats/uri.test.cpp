// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/formats/uri.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>

using assay::is_uri;

static_assert(is_uri("https://example.org/a?b#c"), "usable at compile time");

TEST_CASE("uri: the examples of RFC 3986, section 1.1.2, and its parts") {
  for (const std::string_view text : {"ftp://ftp.is.co.za/rfc/rfc1808.txt",
                                      "http://www.ietf.org/rfc/rfc2396.txt",
                                      "ldap://[2001:db8::7]/c=GB?objectClass?one",
                                      "mailto:John.Doe@example.com",
                                      "news:comp.infosystems.www.servers.unix",
                                      "tel:+1-816-555-1212",
                                      "telnet://192.0.2.16:80/",
                                      "urn:oasis:names:specification:docbook:dtd:xml:4.1.2",
                                      "foo://example.com:8042/over/there?name=ferret#nose",
                                      "urn:example:animal:ferret:nose",
                                      "file:///etc/hosts",
                                      "a:",
                                      "h2+x-y.z:/",
                                      "http://",
                                      "http:///a//b",
                                      "http://user:pa%20ss@host:/",
                                      "http://[::1]",
                                      "http://[v7.a:b!]:1",
                                      "http://[::ffff:192.0.2.1]:8080/a",
                                      "data:image/png;base64,AA+/==",
                                      "x:?#",
                                      "x:?a?b/c:@#d?e/f:@",
                                      "x:a//b",
                                      "x:-._~!$&'()*+,;=:@%41%fF/"}) {
    CAPTURE(text);
    CHECK(is_uri(text));
  }
}

TEST_CASE("uri: relative references and invalid characters are rejected") {
  for (const std::string_view text : {"",
                                      ":",
                                      "example.org",
                                      "/a/b",
                                      "//host/a",
                                      "?a",
                                      "#a",
                                      "://host",
                                      "1a:b",
                                      "-a:b",
                                      "a_b:c",
                                      "a b:c",
                                      "a/b:c",
                                      "x: ",
                                      "x:a b",
                                      "x:\"",
                                      "x:<a>",
                                      "x:a\\b",
                                      "x:{a}",
                                      "x:a|b",
                                      "x:^",
                                      "x:`",
                                      "x:[",
                                      "x:a]",
                                      "x:%",
                                      "x:%4",
                                      "x:%4g",
                                      "x:%g4",
                                      "x:#a#b",
                                      "x:#%",
                                      "x:?[",
                                      "http://a@b@c",
                                      "http://a:b:c",
                                      "http://a:8o",
                                      "http://a:-1",
                                      "http://[::1",
                                      "http://::1]",
                                      "http://[::1]a",
                                      "http://[]",
                                      "http://[::g]",
                                      "http://[1.2.3.4]",
                                      "http://[v.a]",
                                      "http://[v1.]",
                                      "http://[v1]",
                                      "http://[vg.a]",
                                      "http://[v1.a%41]",
                                      "http://[::1%25eth0]",
                                      "http://a[::1]",
                                      "http://host\\a",
                                      "x:\x7F",
                                      "http://b\xC3\xBC"
                                      "cher.example",
                                      "x:\n"}) {
    CAPTURE(text);
    CHECK_FALSE(is_uri(text));
  }
  CHECK_FALSE(is_uri(std::string_view("x:\0", 3)));
}

TEST_CASE("uri: where each byte is allowed") {
  constexpr std::string_view
      unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~",
      sub_delims = "!$&'()*+,;=";
  for (int byte = 0; byte < 256; ++byte) {
    CAPTURE(byte);
    const std::string c(1, static_cast<char>(byte));
    const bool plain =
        unreserved.find(c) != unreserved.npos || sub_delims.find(c) != sub_delims.npos;
    const auto is_one_of = [&](std::string_view more) { return more.find(c) != more.npos; };
    CHECK(is_uri("x:p" + c) == (plain || is_one_of(":@/?#")));
    CHECK(is_uri("x:?" + c) == (plain || is_one_of(":@/?#")));
    CHECK(is_uri("x:#" + c) == (plain || is_one_of(":@/?")));
    CHECK(is_uri("x://" + c + "@h") == (plain || is_one_of(":/?#"))); // `/` and `?` end the host
    CHECK(is_uri("x://h" + c + "0") == (plain || is_one_of(":@/?#")));
    CHECK(is_uri("x" + c + ":") == (plain && is_one_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmn"
                                                       "opqrstuvwxyz0123456789+-.") ||
                                    c == ":"));
  }
}
