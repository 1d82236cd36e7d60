// SPDX-License-Identifier: BSL-1.0
#include "store/mentions.hpp"

#include "support/catch.hpp"

using gateway::mentions;

TEST_CASE("mentions: an id is found in arbitrary bytes, escaped or not") {
  CHECK(mentions(R"({"client_id":"c-1")", "c-1"));
  CHECK(mentions(R"("\u0063-1")", "c-1"));
  CHECK(mentions(R"("a\"b")", "a\"b"));
  CHECK(mentions(R"("\ud83d\ude00")", "\U0001F600"));
  CHECK(mentions("\xff\xfe c-1", "c-1"));
  CHECK_FALSE(mentions(R"("c-2")", "c-1"));
  CHECK_FALSE(mentions("\\", "c-1"));
  CHECK_FALSE(mentions("\\u12", "c-1"));
}
