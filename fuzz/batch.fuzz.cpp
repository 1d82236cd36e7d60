// SPDX-License-Identifier: BSL-1.0

// Each event of a body gets the verdict that it gets by itself, every response is JSON, and the
// events' chunks are bodies again.

#include "input.hpp"
#include "mutator.hpp"

#include <assay/batch/promptetheus.hpp>
#include <assay/promptetheus.hpp>

#include <boost/json/parse.hpp>

#include <string>
#include <string_view>

using assay::promptetheus::event;
using assay_fuzz::must;

namespace {

bool is_json(std::string_view text) {
  boost::system::error_code error;
  boost::json::parse_options deep;
  deep.max_depth = 4096;
  (void)boost::json::parse({text.data(), text.size()}, error, {}, deep);
  return !error || error == boost::json::error::exponent_overflow; // see grammar.fuzz.cpp
}

void check_body(std::string_view body, const assay::options& o) {
  assay::promptetheus::batch_validator batches(o);
  const assay::batch_verdict& verdict = batches.check(body, "session");
  must(verdict.readable() || verdict.events().empty(), "a rejected body has no events", body);
  must(verdict.accepted() + verdict.rejected().size() == verdict.events().size(),
       "each event has one verdict", body);

  assay::validator<event> alone(o);
  auto rejected = verdict.rejected().begin();
  for (const assay::checked_event& e : verdict.events()) {
    const bool valid = alone.check(e.text);
    if (e.what != assay::outcome::rejected) {
      must(valid, "an accepted event is valid by itself", body);
      continue;
    }
    must(&verdict.events()[rejected->index] == &e, "rejected events are in order", body);
    must(valid == (rejected->reason_code == assay::code::sequence_conflict),
         "a rejected event is invalid by itself or a conflict", body);
    ++rejected;
  }

  if (verdict && !body.empty() && o.lone_surrogates == assay::surrogate_policy::reject) {
    const bool has_mark = body.starts_with("\xEF\xBB\xBF");
    must(is_json(body.substr(has_mark ? 3 : 0)), "a body of valid events is JSON", body);
  }

  assay::text_buffer out;
  using append_function = int (*)(assay::text_buffer&, const assay::batch_verdict&);
  for (const append_function append :
       {append_function(assay::append_response), append_function(assay::append_multi_status)}) {
    out.clear();
    append(out, verdict);
    must(is_json(out.view()), "a response is JSON", body);
  }
  out.clear();
  append_otlp_response(out, verdict);
  must(is_json(out.view()), "a response is JSON", body);

  // The events of a body can form a body again.
  std::string put_together;
  assay::chunker chunker(
      {.max_events = verdict.events().size() + 1, .max_bytes = 2 * body.size() + 64});
  for (const assay::checked_event& e : verdict.events())
    must(chunker.push(e.text).complete == nullptr, "there is room", body);
  const assay::chunk_step step = chunker.finish();
  if (step.complete == nullptr) return;
  step.complete->for_each_piece([&](std::string_view piece) { put_together += piece; });
  must(put_together.size() == step.complete->body_size(), "a chunk's body has the counted size",
       body);
  assay::batch_body again;
  must(again.split(put_together), "a chunk's body can be split", body);
  must(again.events().size() == verdict.events().size(), "a chunk's body has the same events",
       body);
  for (std::size_t i = 0; i < verdict.events().size(); ++i)
    must(again.events()[i] == verdict.events()[i].text, "a chunk's body has the same events", body);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assay_fuzz::input in(data, size);
  const std::string_view text = in.text();
  const assay::options o = in.limited_options();
  check_body(text, o);
  // Most seeds are single events: also place each between neighbors, which it must not affect
  // unless its end cannot be found.
  const std::string good =
      R"({"type":"metric","session_id":"s","timestamp":"t","seq":0,"idempotency_key":"k","payload":{"name":"n","value":1}})";
  std::string body = R"({"events":[)";
  body.append(good).append(",").append(text).append(",").append(good).append("]}");
  check_body(body, o);
  return 0;
}
ASSAY_FUZZ_MUTATES(event);
