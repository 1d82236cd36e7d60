// SPDX-License-Identifier: BSL-1.0
#include "gateway/load/event_bodies.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace gateway_test {

event_bodies::event_bodies(std::string session, std::size_t events)
    : session_(std::move(session)), events_(events), body_(R"({"events":[)") {
  for (std::size_t i = 0; i < events_; ++i) {
    if (i != 0) body_ += ',';
    append_event();
  }
  body_ += "]}";
}

void event_bodies::append_event() {
  constexpr const char* no_number = "0000000000";
  body_ += R"({"type":"tool_call","session_id":")" + session_ +
           R"(","timestamp":"2026-06-12T12:34:56.789012Z","seq":)";
  places_.push_back(body_.size());
  body_ += no_number;
  body_ += R"(,"idempotency_key":")" + session_ + ":0a1b2c3d:";
  places_.push_back(body_.size());
  body_ += no_number;
  body_ += R"(","payload":{"tool_name":"search_flights","arguments":{"from":"OSL","to":"TRD",)"
           R"("seats":2,"flexible":true}}})";
}

const std::string& event_bodies::next() {
  for (std::size_t i = 0; i < places_.size(); i += 2) {
    char digits[10];
    std::to_chars(digits, digits + sizeof digits, number_++);
    for (const std::size_t place : {places_[i], places_[i + 1]})
      std::copy(digits, digits + sizeof digits, body_.begin() + static_cast<std::ptrdiff_t>(place));
  }
  return body_;
}

} // namespace gateway_test
