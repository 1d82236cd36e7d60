// SPDX-License-Identifier: BSL-1.0
#include "assay/promptetheus/session_error.hpp"

#include "assay/promptetheus/session.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

using namespace assay::promptetheus;
using reason = session_error::reason;

TEST_CASE("session_error: each reason has its own message") {
  std::set<std::string_view> messages;
  for (const auto why :
       {reason::not_started, reason::already_started, reason::ended, reason::time_out_of_range,
        reason::no_open_span, reason::invalid, reason::persist_first, reason::out_of_numbers,
        reason::part_of_session, reason::unreadable_state})
    messages.insert(message_of(why));
  CHECK(messages.size() == 10);
  CHECK(message_of(reason::ended) == "the session has ended: session_end is its last event");
  CHECK(message_of(reason::unreadable_state) == "the text is not a stored session state");
}

TEST_CASE("session_error: reports all violations, but no values") {
  const auto s = session::open({.id = "", .agent = "secret"}, {});
  REQUIRE_FALSE(s);
  CHECK(to_string(s.error()) ==
        "the object is not valid at strict: "
        "/user_goal: the member is missing: expected string [missing_member]; "
        "/id: expected non-empty string, found string of 0 bytes [too_short]");
}

TEST_CASE("session_error: is on one line, whatever names it contains") {
  CHECK(to_string({.why = reason::ended}) ==
        "the session has ended: session_end is its last event");
  session_error e{.why = reason::invalid};
  std::string every = "/";
  for (int c = 0; c < 0x80; ++c) every += static_cast<char>(c);
  for (const std::string& path : {every, std::string("/a\nb\r\u2028\u2029\u0085c"), std::string()})
    e.violations.push_back({.code = assay::code::unknown_member, .path = path});
  const std::string line = to_string(e);
  CHECK(std::none_of(line.begin(), line.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }));
  for (const std::string_view separator : {"\u2028", "\u2029", "\u0085"})
    CHECK(line.find(separator) == line.npos);
}
