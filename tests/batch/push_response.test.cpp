// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/push_response.hpp"

#include "support/catch.hpp"

#include <string>

using assay::outcome_of;
using assay::refusal_reason;
using assay::request_outcome;

TEST_CASE("push_response: each status has a meaning for its request") {
  for (int status = -1; status < 700; ++status) {
    CAPTURE(status);
    const request_outcome wanted = status >= 200 && status < 300 ? request_outcome::answered
                                   : status == 400 || status == 413 || status == 422
                                       ? request_outcome::refused
                                   : assay::is_transient(status) ? request_outcome::transient
                                                                 : request_outcome::failed;
    CHECK(outcome_of(status) == wanted);
  }
}

TEST_CASE("push_response: the reason of a rejection is the server's and is cut if long") {
  CHECK(refusal_reason(R"({"detail":"no \"seq\""})") == "no \"seq\"");
  CHECK(refusal_reason(R"({"message":"m","detail":"d"})") == "d");
  CHECK(refusal_reason(R"({"detail":[],"error":"e"})") == "e");
  CHECK(refusal_reason(R"({"reason":"r"})") == "r");
  for (const char* const none : {"", "no", "[]", "{}", R"({"detail":1})", R"({"detail":"cut)"})
    CHECK(refusal_reason(none).empty());
  std::string long_one = "x";
  while (long_one.size() < 2000) long_one += "\xC3\xA9";
  const std::string cut = refusal_reason(R"({"detail":")" + long_one + "\"}");
  CHECK(cut == long_one.substr(0, 999)); // a character of two bytes is not cut in half
}
