#include "assay/promptetheus/session_error.hpp"

#include "assay/promptetheus/session.hpp"
#include "support/catch.hpp"

#include <set>
#include <string_view>

using namespace assay::promptetheus;
using reason = session_error::reason;

TEST_CASE("session_error: each reason has words of its own") {
  std::set<std::string_view> messages;
  for (const auto why :
       {reason::not_started, reason::already_started, reason::ended, reason::time_out_of_range, reason::no_open_span, reason::invalid})
    messages.insert(message_of(why));
  CHECK(messages.size() == 6);
  CHECK(message_of(reason::ended) == "the session has ended: session_end is its last event");
}

TEST_CASE("session_error: says all that is wrong, and no value of it") {
  const auto s = session::open({.id = "", .agent = "secret"}, {});
  REQUIRE_FALSE(s);
  CHECK(to_string(s.error()) == "the session refuses what is not valid at strict\n"
                                "/user_goal: the member is missing: expected string [missing_member]\n"
                                "/id: expected non-empty string, found string of 0 bytes [too_short]");
}
