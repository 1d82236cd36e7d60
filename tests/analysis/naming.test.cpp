// SPDX-License-Identifier: BSL-1.0
#include "assay/analysis/naming.hpp"

#include "support/catch.hpp"

#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

using namespace assay::analysis;

namespace {

std::vector<naming_code> codes_of(std::string_view name) {
  std::vector<naming_code> out;
  for (const naming_finding& f : check_name(name)) out.push_back(f.code);
  return out;
}

constexpr std::string_view good[] = {
    "customer.query.received", "customer.query.processed", "customer.query.completed",
    "ai.model.selected",       "ai.response.generated",    "ai.error.occurred",
    "system.cache.hit",        "system.cache.miss",        "system.retry.attempted",
    "user.login.attempted",    "user.login.succeeded",     "user.login.failed",
    "ai.model.switched",       "operation.started",        "operation.completed",
    "operation.failed",        "error.occurred",           "error.recovered",
    "low.confidence.detected", "ai.initialization",        "ai.model.upgraded",
    "ai.completion.ready",     "api.call.attempted",       "order.payment.sent",
    "job.rolled_back",         "order.payment.processed",  "cache.miss.detected",
    "user_account.created",    "event.broadcast",          "debt.forgiven",
    "order.not_found"};

struct bad_name {
  std::string_view name;
  naming_code code;
  std::size_t offset, size;
  std::string_view suggestion;
};
constexpr bad_name bad[] = {
    {"user.logged_in", naming_code::state_based, 5, 9, "user.login.succeeded"},
    {"ai.model_is_gpt4", naming_code::state_based, 9, 2, "ai.model.changed"},
    {"ai.response_ready", naming_code::state_based, 3, 14, "ai.response.completed"},
    {"event1", naming_code::generic_name, 0, 6, "operation.completed"},
    {"something_happened", naming_code::generic_name, 0, 18, "operation.completed"},
    {"error", naming_code::generic_name, 0, 5, "error.occurred"},
    {"user.is_logged_in", naming_code::state_based, 5, 2, "user.login.succeeded"},
    {"userLogin.failed", naming_code::camel_case, 4, 1, "user_login.failed"},
    {"User.login.failed", naming_code::upper_case, 0, 1, "user.login.failed"},
    {"order.total", naming_code::not_an_action, 6, 5, "order.total.completed"},
    {"payment.fail", naming_code::not_an_action, 8, 4, "payment.failed"},
    {"agent.finish", naming_code::not_an_action, 6, 6, "agent.finished"},
    {"payment_failed", naming_code::too_few_segments, 0, 14, "payment.failed"},
    {"chunks.sending", naming_code::not_an_action, 7, 7, "chunks.sent"},
    {"pipecat.error", naming_code::not_an_action, 8, 5, "pipecat.error.occurred"},
    {"lamp.turned_off", naming_code::state_based, 5, 10, "lamp.disabled"},
    {"order.was_created", naming_code::state_based, 6, 3, "order.created"},
    {"client.offline", naming_code::state_based, 7, 7, "client.disconnected"},
    {"", naming_code::empty_name, 0, 0, "operation.completed"},
    {"user..failed", naming_code::empty_segment, 4, 1, "user.failed"},
    {"user login.failed", naming_code::white_space, 4, 1, "user.login.failed"},
    {"user-login.failed", naming_code::invalid_character, 4, 1, "user.login.failed"},
    {"recovered", naming_code::too_few_segments, 0, 9, "operation.recovered"},
    {"user.logged_off", naming_code::state_based, 5, 10, "user.logout.succeeded"},
    {"user.logged_on", naming_code::state_based, 5, 9, "user.login.succeeded"},
    {"payment.was_not_authorized", naming_code::state_based, 8, 3, "payment.changed"},
    {"order.was_never_shipped", naming_code::state_based, 6, 3, "order.changed"},
    {"order.will_be_shipped", naming_code::state_based, 11, 2, "order.changed"},
    {"order.to_be_deleted", naming_code::state_based, 9, 2, "order.changed"},
    {"user.not_logged_in", naming_code::state_based, 5, 13, "user.changed"},
    {"order.success", naming_code::not_an_action, 6, 7, "order.succeeded"},
    {"order.failure", naming_code::not_an_action, 6, 7, "order.failed"},
    {"_user.created", naming_code::stray_underscore, 0, 1, "user.created"},
    {"user.created_", naming_code::stray_underscore, 12, 1, "user.created"},
    {"user.a__b.created", naming_code::stray_underscore, 7, 1, "user.a_b.created"},
    {"user.__.created", naming_code::stray_underscore, 5, 1, "user.created"},
    {"user_.created", naming_code::stray_underscore, 4, 1, "user.created"},
    {"user.logged.in", naming_code::not_an_action, 12, 2, "user.logged.in.completed"},
    {"user.present", naming_code::state_based, 5, 7, "user.found"},
    {"job_finished", naming_code::too_few_segments, 0, 12, "job.finished"},
    {"system.ready", naming_code::state_based, 7, 5, "system.completed"},
    {"ai.response.ready", naming_code::state_based, 12, 5, "ai.response.completed"},
    {"caf\xC3\xA9.closed", naming_code::invalid_character, 3, 2, "caf.closed"},
    {"a.\xE4\xBA\x88\xE7\xB4\x84.closed", naming_code::invalid_character, 2, 3, "a.closed"},
    {"a\xF0\x9F\x98\x80z.closed", naming_code::invalid_character, 1, 4, "az.closed"},
    {"a\xC2\xA0z.closed", naming_code::invalid_character, 1, 2, "az.closed"},
    {"a\x80.closed", naming_code::invalid_character, 1, 1, "a.closed"},
    {"a\xE4\xBA.closed", naming_code::invalid_character, 1, 2, "a.closed"},
    {"a\xC3.closed", naming_code::invalid_character, 1, 1, "a.closed"},
    {"user.loginFailed", naming_code::camel_case, 10, 1, "user.login_failed"},
    {"User.loginFailed", naming_code::camel_case, 10, 1, "user.login_failed"},
    {"API.callFailed", naming_code::camel_case, 8, 1, "api.call_failed"},
};

static_assert(is_conventional_name("user.login.failed") && !is_conventional_name("user.logged_in"));

} // namespace

TEST_CASE("naming: conventional names have no findings") {
  for (const std::string_view name : good) {
    INFO(name);
    CHECK(codes_of(name).empty());
    CHECK(is_conventional_name(name));
  }
}

TEST_CASE("naming: each fault has its code, its place and a suggestion without faults") {
  for (const bad_name& b : bad) {
    INFO(b.name);
    const auto found = check_name(b.name);
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == b.code);
    CHECK(found[0].offset == b.offset);
    CHECK(found[0].size == b.size);
    CHECK(found[0].suggestion == b.suggestion);
    CHECK_FALSE(is_conventional_name(b.name));
    CHECK(is_conventional_name(found[0].suggestion));
  }
}

TEST_CASE("naming: several faults in one name are all reported, in the order of the codes") {
  CHECK(codes_of("Event2") == std::vector{naming_code::upper_case, naming_code::generic_name});
  CHECK(codes_of("model_is_gpt4") ==
        std::vector{naming_code::too_few_segments, naming_code::state_based});
  CHECK(codes_of("x.") == std::vector{naming_code::empty_segment, naming_code::too_few_segments,
                                      naming_code::not_an_action});
  CHECK(check_name("a.b c.d")[0].segment == 1);
  // Other letters than ASCII in the last segment may be a past tense of another language; in
  // earlier segments they make no difference.
  CHECK(codes_of("caf\xC3\xA9.total") ==
        std::vector{naming_code::invalid_character, naming_code::not_an_action});
  CHECK(codes_of("order.t\xC3\xA9l") == std::vector{naming_code::invalid_character});
  CHECK(codes_of("text_output") ==
        std::vector{naming_code::too_few_segments, naming_code::not_an_action});
  CHECK(codes_of("userLoggedIn") == std::vector{naming_code::camel_case,
                                                naming_code::too_few_segments,
                                                naming_code::state_based});
}

TEST_CASE(
    "naming: for any bytes, a suggestion is conventional and nothing beyond the name is read") {
  std::uint32_t state = 20260612;
  const auto below = [&](std::uint32_t n) {
    state = state * 1664525 + 1013904223;
    return (state >> 8) % n;
  };
  constexpr std::string_view pieces[] = {
      "user", ".", "_", "logged",   "in",     "is",    "Ready",        "Q",
      " ",    "-", "9", "\xC3\xA9", "failed", "event", "\xE4\xBA\x88", "\xF0\x9F\x98\x80"};
  for (int i = 0; i < 20'000; ++i) {
    std::string name;
    for (std::uint32_t n = below(6); n != 0; --n) name += pieces[below(std::size(pieces))];
    const auto found = check_name(name);
    CHECK(found.empty() == is_conventional_name(name));
    for (const naming_finding& f : found) {
      INFO(name << " -> " << f.suggestion);
      CHECK(f.offset + f.size <= name.size());
      for (const std::size_t edge : {f.offset, f.offset + f.size}) // whole characters
        CHECK((edge == name.size() || (name[edge] & 0xC0) != 0x80));
      CHECK(is_conventional_name(f.suggestion));
    }
  }
}

TEST_CASE("naming: a finding for people has the rule, a suggestion and the code") {
  CHECK(to_string(check_name("user.logged_in").at(0)) ==
        "the name describes a state, not what happened; for example "
        "user.login.succeeded [state_based]");
}
