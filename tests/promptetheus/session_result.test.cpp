// SPDX-License-Identifier: BSL-1.0
#include "assay/promptetheus/session_result.hpp"

#include "support/catch.hpp"

#include <memory>
#include <string>

using namespace assay::promptetheus;

TEST_CASE("session_result: holds a value or an error") {
  session_result<std::string> text = std::string("abc");
  REQUIRE(text);
  CHECK(text.has_value());
  CHECK(*text == "abc");
  CHECK(text->size() == 3);
  text->push_back('d');
  CHECK(*std::move(text) == "abcd");

  const session_result<std::string> none = session_error{session_error::reason::ended};
  CHECK_FALSE(none);
  CHECK_FALSE(none.has_value());
  CHECK(none.error().why == session_error::reason::ended);
}

TEST_CASE("session_result: a move-only value is moved in and out") {
  session_result<std::unique_ptr<int>> r = std::make_unique<int>(7);
  const std::unique_ptr<int> p = *std::move(r);
  CHECK(*p == 7);
  session_result<int> none = session_error{session_error::reason::invalid, {{.path = "/a"}}};
  const session_error e = std::move(none).error();
  CHECK(e.violations.front().path == "/a");
}
