#pragma once

#include "gateway/faults/account.hpp"

#include <assay/batch/push.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace gateway_test {

/// Books what came of a push of these events. Throws when the result does not add up.
template <class Result>
void settle(std::span<sent_event* const> events, const Result& r) {
  std::vector<told> what(events.size(), told::stored);
  for (const assay::push_error& e : r.errors) {
    what.at(e.index) = told::skipped;
    events[e.index]->reason = e.message;
  }
  if constexpr (requires { r.rejected; })
    for (const auto& e : r.rejected) {
      what.at(e.index) = told::rejected;
      events[e.index]->status = e.status;
      events[e.index]->reason = e.reason;
    }
  for (const assay::unpushed_event& e : r.unpushed) what.at(e.index) = told::nothing;
  std::size_t stored = 0;
  for (std::size_t i = 0; i < events.size(); ++i) {
    events[i]->what = what[i];
    stored += what[i] == told::stored;
  }
  std::size_t counted = r.pushed;
  if constexpr (requires { r.duplicates; }) counted += r.duplicates;
  if (counted != stored || r.events() != events.size())
    throw std::logic_error("a push_result that does not add up");
}

template <class Response = assay::push_response>
Response make_response(int status, std::optional<std::chrono::seconds> retry_after,
                       std::string body) {
  Response r;
  r.status = status;
  r.retry_after = retry_after;
  if constexpr (requires { r.body; }) r.body = std::move(body);
  return r;
}

} // namespace gateway_test
