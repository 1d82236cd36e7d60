// SPDX-License-Identifier: BSL-1.0
#include "http/unfinished_head.hpp"

#include "support/catch.hpp"

using gateway::unfinished_head;

TEST_CASE("unfinished head: a key is found if its line is complete") {
  const char* const lines =
      "GET / HTTP/1.1\r\nHost: x\r\nAUTHORIZATION: \tBearer k \r\nx-write-key:w\r\nX: y";
  CHECK(unfinished_head(lines).authorization == "Bearer k");
  CHECK(unfinished_head(lines).write_key == "w");
  CHECK(unfinished_head("GET / HTTP/1.1\r\nAuthorization: Bearer k").authorization.empty());
  CHECK(unfinished_head("GET / HTTP/1.1\r\nAuthorization2: Bearer k\r\n").authorization.empty());
  CHECK(unfinished_head("GET / HTTP/1.1\r\n\r\nAuthorization: Bearer k\r\n").authorization.empty());
  CHECK(unfinished_head("").authorization.empty());
}
