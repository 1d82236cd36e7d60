// SPDX-License-Identifier: BSL-1.0
#include "http/credentials.hpp"

#include "support/catch.hpp"

#include <string>
#include <vector>

using gateway::find_key;
using gateway::shown_key;

TEST_CASE("credentials: a key is sent as a bearer token, as a password, or in a separate header") {
  CHECK(shown_key("Bearer k1", "") == "k1");
  CHECK(shown_key("bearer  k1", "") == "k1");
  CHECK(shown_key("BEARER k1", "other") == "k1");
  CHECK(shown_key("Basic dXNlcjprMQ==", "") == "k1"); // user:k1
  CHECK(shown_key("basic OmExOmI=", "") == "a1:b");   // :a1:b
  CHECK(shown_key("", "k2") == "k2");
  CHECK(shown_key("Digest x", "k2") == "k2");
}

TEST_CASE("credentials: a missing key is empty and unknown") {
  for (const char* const text :
       {"", "Bearer", "Bearer ", "Bearerk1", "Basic", "Basic !", "Basic azE=", "k1"})
    CHECK(shown_key(text, "").empty());
  CHECK_FALSE(find_key({""}, ""));
  CHECK_FALSE(find_key({}, ""));
  CHECK_FALSE(find_key({}, "k"));
}

TEST_CASE("credentials: only a complete key is known") {
  const std::vector<std::string> known{"k1", "a longer key", "kk"};
  CHECK(find_key(known, "k1") == 0u);
  CHECK(find_key(known, "a longer key") == 1u);
  CHECK(find_key(known, "kk") == 2u);
  for (const char* const text : {"", "k", "k1k1", "K1", "k2", "kkkk", "kk\xff", "a longer ke"})
    CHECK_FALSE(find_key(known, text));
  CHECK_FALSE(find_key(known, std::string("k1\0", 3)));
}
