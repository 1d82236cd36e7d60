// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/catch.hpp"

#include <assay/batch/promptetheus.hpp>
#include <assay/json/validator.hpp>
#include <assay/json/write.hpp>
#include <assay/promptetheus/event.hpp>
#include <assay/timeline/irregularities.hpp>
#include <assay/timeline/promptetheus.hpp>

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace assay_test {

/// Returns the event's text, or an empty text, which is not an event, if it cannot be written. Safe
/// to call from several threads.
inline std::string text_of(const assay::promptetheus::event& e) {
  assay::text_buffer out;
  return assay::write(e, out) ? std::string(out.view()) : std::string();
}

/// Checks that these texts, in any order, are events of one session and valid at strict, and that
/// no receiver finds a duplicate or a conflict among them. Returns the number of instances in the
/// timeline.
inline std::size_t instances_of_one_session(const std::vector<std::string>& texts) {
  namespace agent = assay::promptetheus;
  REQUIRE_FALSE(texts.empty());
  assay::validator<agent::event> strict(
      {.level = assay::level::strict, .reject_unknown_members = true});
  std::set<std::string> keys;
  std::set<std::uint64_t> numbers;
  assay::timeline::event_log log;
  std::string body;
  agent::event e;
  for (const std::string& text : texts) {
    CAPTURE(text);
    REQUIRE(strict.read(text, e));
    REQUIRE(keys.insert(e.idempotency_key).second);
    REQUIRE(numbers.insert(e.seq).second);
    REQUIRE(add(log, e));
    body += (body.empty() ? R"({"events":[)" : ",") + text;
  }
  body += "]}";
  agent::batch_validator batches;
  assay::dedupe_window window;
  const assay::batch_verdict& verdict = batches.check(body, e.session_id, &window);
  REQUIRE(verdict);
  REQUIRE(verdict.accepted() == texts.size());
  REQUIRE(verdict.duplicates() == 0);

  const assay::timeline::ordering order(log);
  REQUIRE(order.sessions().size() == 1);
  const assay::timeline::ordered_session& session = order.sessions()[0];
  REQUIRE(session.events().size() == texts.size());
  REQUIRE(session.duplicates().empty());
  REQUIRE(conflicts_of(session).empty());
  REQUIRE(events_after_end(session).empty());
  return instances_of(session).size();
}

} // namespace assay_test
