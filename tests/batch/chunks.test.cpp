// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/chunks.hpp"

#include "assay/honeyhive/event.hpp"
#include "assay/promptetheus.hpp"
#include "support/catch.hpp"
#include "support/chunks.hpp"

#include <iterator>
#include <list>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using assay::chunk_options;
using assay::chunk_step;
using assay_test::keep;
using assay_test::words_of;

namespace {

using lines = std::vector<std::string>;

} // namespace

TEST_CASE("chunks: any range of texts or typed events is chunked") {
  const auto of = [](auto&& range,
                     const chunk_options& o = {.wrapper = assay::array_wrapper, .max_events = 2}) {
    lines out;
    for (const chunk_step& step : assay::chunks(range, o)) out.push_back(keep(step).body);
    return out;
  };
  const lines expected = {"[1,22]", "[333]"};
  CHECK(of(std::vector<std::string>{"1", "22", "333"}) == expected);
  CHECK(of(std::list<std::string_view>{"1", "22", "333"}) == expected);
  const char* const plain[] = {"1", "22", "333"};
  CHECK(of(plain) == expected);
  CHECK(of(std::vector<std::string>{}).empty());

  std::istringstream in("1 22 333"); // one string that is overwritten, so it must be copied
  CHECK(of(words_of{in}) == expected);

  std::vector<assay::promptetheus::event> typed(3);
  typed[1].session_id = "b";
  CHECK(of(typed).size() == 2);
  CHECK(of(typed, {.open_sessions = 1}).size() == 3);
}

TEST_CASE("chunks: both increment operators work as for any input iterator") {
  const lines texts = {"1", "22", "333"};
  auto range = assay::chunks(texts, {.wrapper = assay::array_wrapper, .max_events = 1});
  auto at = range.begin();
  CHECK(keep(*at).body == "[1]");
  at++;
  CHECK(keep(*at).body == "[22]");
  ++at;
  CHECK(keep(*at).body == "[333]");
  CHECK(at != range.end());
  at++;
  CHECK(at == range.end());
}

TEST_CASE("chunks: a typed event may have no session, and is still distinguished") {
  using assay::honeyhive::dialect;
  std::vector<assay::honeyhive::batched_event<dialect::v1>> typed(4);
  typed[0].session_id = typed[1].session_id = "a";
  typed[3].session_id = "b";
  std::vector<std::string> sessions;
  for (const chunk_step& step :
       assay::chunks(typed, {.wrapper = assay::array_wrapper, .open_sessions = 1})) {
    REQUIRE(step.complete != nullptr);
    sessions.push_back(std::string(step.complete->session()) +
                       std::to_string(step.complete->events().size()));
  }
  CHECK(sessions == std::vector<std::string>{"a2", "1", "b1"});
  assay::chunker chunker({.open_sessions = 1});
  CHECK(chunker.push_event(typed[0]).complete == nullptr);
  CHECK(chunker.push_event(typed[3]).complete->session() == "a");
}

TEST_CASE("chunks: the caller returns the session of a text") {
  const lines all = {"a1", "b2", "a3"};
  lines out;
  const auto session_of = [](std::string_view text) { return text.substr(0, 1); };
  for (const chunk_step& step :
       assay::chunks(all, {.wrapper = assay::array_wrapper, .open_sessions = 2}, session_of))
    out.push_back(std::string(step.complete->session()) + keep(step).body);
  CHECK(out == lines{"b[b2]", "a[a1,a3]"});
}
