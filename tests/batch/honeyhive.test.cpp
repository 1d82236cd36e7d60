// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/honeyhive.hpp"

#include "assay/honeyhive/routes.hpp"
#include "assay/json/validator.hpp"
#include "support/catch.hpp"

#include <random>
#include <string>
#include <vector>

namespace honeyhive_batch_test {

using namespace assay::honeyhive;
using assay::validator;

namespace {

template <dialect D, class Event>
Event honeyhive_event(std::size_t i, std::size_t size) {
  Event e;
  if constexpr (D != dialect::v1) e.project = "p";
  e.source = "test";
  e.event_name = "e" + std::to_string(i);
  if constexpr (requires { e.event_type.value(); }) e.event_type = "tool";
  if constexpr (requires { e.config.value(); }) e.config = assay::raw_object();
  if constexpr (requires { e.inputs.value(); })
    e.inputs = assay::raw_object{{"text", std::string(size, 'x')}};
  if constexpr (requires { e.model.value(); } && D == dialect::v0) {
    e.model = "m";
    e.provider = "q";
    e.messages.emplace();
    e.response.emplace();
    e.usage.emplace();
  }
  e.duration = 1.5;
  return e;
}

/// Chunks the events and reads each body as a batch. Together the chunks must contain all events,
/// in order.
template <dialect D, batch_use U>
void chunks_are_batches(const assay::batch_wrapper& wrapper, bool shared) {
  using batch = basic_batch<D, U>;
  using event_type =
      basic_event<D, U == batch_use::model_events ? event_use::model : event_use::in_batch>;
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    std::vector<event_type> events, together;
    for (std::size_t i = 0, n = random() % 30; i < n; ++i)
      events.push_back(honeyhive_event<D, event_type>(i, random() % 100));
    assay::chunk_options o;
    o.wrapper = wrapper;
    o.max_events = 1 + random() % 6;
    o.max_bytes = 700;
    assay::text_buffer body;
    validator<batch> v;
    for (const assay::chunk_step& step : assay::chunks(events, o)) {
      REQUIRE_FALSE(step.refused.has_value());
      body.clear();
      step.complete->append_body(body);
      CHECK(body.size() <= o.max_bytes);
      batch read;
      const bool valid = v.read(body.view(), read);
      INFO(body.view());
      if (!v.report().violations().empty()) UNSCOPED_INFO(to_string(v.report().violations()[0]));
      REQUIRE(valid);
      CHECK(read.additional.list.empty());
      if constexpr (U != batch_use::of_session) CHECK(shares_session(read) == shared);
      auto& part = [&]() -> auto& {
        if constexpr (U == batch_use::model_events) return read.model_events;
        else return read.events;
      }
      ();
      together.insert(together.end(), part->begin(), part->end());
    }
    CHECK(together == events);
  }
}

template <dialect D>
void events_are_chunked() {
  chunks_are_batches<D, batch_use::events>(event_batch_wrapper, false);
  chunks_are_batches<D, batch_use::events>(single_session_wrapper(D), true);
}
template <dialect D>
void model_events_are_chunked() {
  chunks_are_batches<D, batch_use::model_events>(model_event_batch_wrapper, false);
  chunks_are_batches<D, batch_use::model_events>(single_session_model_wrapper(D), true);
}

} // namespace

TEST_CASE("honeyhive batch: chunks are batches of their dialect and together contain all events") {
  events_are_chunked<dialect::v0>();
  events_are_chunked<dialect::public_api>();
  events_are_chunked<dialect::legacy>();
  events_are_chunked<dialect::v1>();
  chunks_are_batches<dialect::v1, batch_use::of_session>(event_batch_wrapper, false);
  model_events_are_chunked<dialect::v0>();
  model_events_are_chunked<dialect::public_api>();
  model_events_are_chunked<dialect::legacy>();
}

TEST_CASE("honeyhive batch: a wrapper that contains the session members of the whole batch") {
  event_batch<dialect::v1> b;
  CHECK(opening_of(b).value() == R"({"events":[)");
  b.events.emplace(3);
  b.single_session = true;
  b.session_properties.emplace().session_name = "s";
  b.session_properties->additional.list.emplace_back("session_id", "7");
  const std::string opening = opening_of(b).value();
  CHECK(
      opening ==
      R"({"single_session":true,"session_properties":{"session_name":"s","session_id":"7"},"events":[)");
  chunks_are_batches<dialect::v1, batch_use::events>({opening, ",", "]}"}, true);

  model_event_batch<dialect::public_api> m;
  m.model_events.emplace(1);
  m.is_single_session = false;
  CHECK(opening_of(m).value() == R"({"is_single_session":false,"model_events":[)");

  b.session_properties->session_name = "\xff";
  CHECK(opening_of(b).error() == assay::make_error_code(assay::code::invalid_value));
}

} // namespace honeyhive_batch_test
