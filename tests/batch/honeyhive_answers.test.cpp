#include "assay/batch/honeyhive_answers.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace honeyhive_answers_test {

using assay::batch_answer;
using assay::event_rejection;
using assay::honeyhive::read_batch_answer;

namespace {

const std::vector<std::string_view> named = {R"({"event_id":"a"})", R"({"event_id":"\u0062"})",
                                             R"({"event_id":"c"})"};
const std::vector<std::string_view> some_named = {R"({"event_id":"a"})", R"({})", R"({})"};

std::string refusal_of(std::string_view body, const std::vector<std::string_view>& events,
                       int status = 200) {
  const batch_answer a = read_batch_answer(body, events, status);
  CHECK(a.accepted + a.rejected.size() + a.unnamed == 0);
  return a ? "" : a.violations[0].path + ' ' + std::string(name_of(a.violations[0].code));
}

} // namespace

TEST_CASE("honeyhive answers: as many ids as events, those of their own among them, is all") {
  const batch_answer a = read_batch_answer(R"({"event_ids":["a","b","c"],"success":true})", named);
  CHECK(a);
  CHECK(a.accepted == 3);
  CHECK(a.fits(3));
  CHECK(read_batch_answer(R"({"event_ids":["x","y","a"]})", some_named).accepted == 3);
  CHECK(refusal_of(R"({"event_ids":["a","b"]})", named) == "/event_ids members_disagree");
  CHECK(refusal_of(R"({"event_ids":["a","b","x"]})", named) == "/event_ids members_disagree");
  CHECK(refusal_of(R"({"success":true})", named) == "/event_ids missing_member");
  CHECK(refusal_of("OK", named) == " invalid_syntax");
}

TEST_CASE("honeyhive answers: of a partial failure the events that are not named may go again") {
  const batch_answer a =
      read_batch_answer(R"({"event_ids":["c"],"errors":["no"],"success":true})", named, 500);
  CHECK(a.accepted == 1);
  CHECK(a.rejected == std::vector<event_rejection>{{0, 500, "no", false}, {1, 500, "no", false}});
  CHECK(a.fits(3));
  CHECK(refusal_of(R"({"event_ids":["x"],"errors":["no"]})", named, 500) ==
        "/event_ids members_disagree");
  CHECK(refusal_of(R"({"event_ids":["a","b","c","d"],"errors":["no"]})", named, 500) ==
        "/event_ids members_disagree");
}

TEST_CASE("honeyhive answers: events without ids cannot be told apart, and are not sent again") {
  const batch_answer a =
      read_batch_answer(R"({"event_ids":["a","y"],"errors":["no","never"]})", some_named, 500);
  CHECK(a);
  CHECK(a.accepted == 2);
  CHECK(a.unnamed == 1);
  CHECK(a.rejected.empty());
  CHECK(a.message == "no; never");
  CHECK(a.fits(3));
}

} // namespace honeyhive_answers_test
