// SPDX-License-Identifier: BSL-1.0
#include "http/path.hpp"

#include "http/message.hpp"

#include "support/catch.hpp"

#include <string>
#include <vector>

using gateway::match_path;
using gateway::origin_form;
using gateway::percent_decoded;
using gateway::query_number;
using gateway::query_value;
using parts = std::vector<std::string>;

TEST_CASE("path: valid escapes are decoded, and invalid ones are rejected") {
  CHECK(percent_decoded("ses%2Fwith%20space%3a%C3%A9+") == "ses/with space:\xC3\xA9+");
  CHECK(percent_decoded("a+b%2B", true) == "a b+");
  CHECK(percent_decoded("%00") == std::string(1, '\0'));
  CHECK(percent_decoded("") == "");
  for (const char* const text : {"%", "%4", "%4g", "%g4", "a%", "%%41"})
    CHECK_FALSE(percent_decoded(text));
}

TEST_CASE("path: a part in braces matches one non-empty part") {
  const char* const pattern = "/api/traces/{session_id}/events";
  CHECK(match_path(pattern, "/api/traces/s1/events") == parts{"s1"});
  CHECK(match_path(pattern, "/api/traces/a%2Fb/events") == parts{"a/b"});
  CHECK(match_path("/a/{x}/{y}", "/a/1/2") == parts{"1", "2"});
  CHECK(match_path("/a/{x}", "/a/events") == parts{"events"});
  CHECK(match_path("/", "/") == parts{});
  for (const char* const path :
       {"", "/", "/api/traces//events", "/api/traces/s/t/events", "/api/traces/s/events/",
        "/api/traces/s/event", "/api/traces/%zz/events", "/api/traces/s", "//api/traces/s/events"})
    CHECK_FALSE(match_path(pattern, path));
}

TEST_CASE("path: the host is removed from the target of a proxy") {
  CHECK(origin_form("http://h:1/a?b") == "/a?b");
  CHECK(origin_form("http://h") == "/");
  CHECK(origin_form("http://h?x") == "?x");
  CHECK(origin_form("/a?u=http://h/b") == "/a?u=http://h/b");
  CHECK(origin_form("*") == "*");
  CHECK(origin_form("") == "");
}

TEST_CASE("path: parameters are found by their names") {
  CHECK(query_value("a=1&b=2&a=3", "a") == "1");
  CHECK(query_value("a=1&results=each", "results") == "each");
  CHECK(query_value("%61=x%20y+z", "a") == "x y z");
  CHECK(query_value("a", "a") == "");
  CHECK_FALSE(query_value("aa=1&b", "a"));
  CHECK_FALSE(query_value("", "a"));
  CHECK_FALSE(query_value("a=%", "a"));
}

TEST_CASE("path: a whole number is read, up to the greatest") {
  CHECK(query_number("n=12", "n", 5, 100) == 12);
  CHECK(query_number("n=0", "n", 5, 100) == 0);
  CHECK(query_number("n=101", "n", 5, 100) == 100);
  CHECK(query_number("n=99999999999999999999999", "n", 5, 100) == 100);
  for (const char* const query : {"", "m=1"}) CHECK(query_number(query, "n", 5, 100) == 5);
}

TEST_CASE("path: an invalid number is reported, and one that is too large is the greatest") {
  CHECK(gateway::query_number("limit=7", "limit", 1, 9) == 7);
  CHECK(gateway::query_number("limit=99999999999999999999999", "limit", 1, 9) == 9);
  CHECK(gateway::query_number("", "limit", 1, 9) == 1);
  for (const char* const query : {"limit=", "limit=x", "limit=-1", "limit=1x", "limit=%201"})
    CHECK_THROWS_AS(gateway::query_number(query, "limit", 1, 9), gateway::bad_request);
  CHECK_THROWS_AS(gateway::query_limit("limit=0", 1, 9), gateway::bad_request);
}

TEST_CASE("path: UTF-8 is distinguished from other bytes") {
  CHECK(gateway::is_utf8(""));
  CHECK(gateway::is_utf8("a\xc3\xa9\xf0\x9f\x98\x80"));
  for (const char* const bytes : {"\xff", "\xc3", "\xed\xa0\x80", "\xc0\x80", "a\x80"})
    CHECK_FALSE(gateway::is_utf8(bytes));
}
