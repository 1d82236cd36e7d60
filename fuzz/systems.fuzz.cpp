// The other systems' objects, any text as each of them: check and read agree, each level asks for
// what the one before asks for, and nothing that is accepted is lost. Patterns and saved queues
// take any text too.

#include "roundtrip.hpp"

#include <assay/analysis/patterns.hpp>
#include <assay/honeyhive.hpp>
#include <assay/json/parse_raw.hpp>
#include <assay/noveum.hpp>
#include <assay/producttelemetry.hpp>
#include <assay/producttelemetry/queue_file.hpp>
#include <assay/trajectory.hpp>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

namespace {

using assay_fuzz::must;

template <class T>
void check_object(std::string_view text, assay::options o) {
  bool accepted_below = true;
  for (const assay::level l : assay_fuzz::levels) {
    o.level = l;
    assay::validator<T> checker(o), reader(o);
    T value;
    const bool accepted = checker.check(text);
    must(reader.read(text, value) == accepted, "check and read agree", text);
    const auto checked = checker.report().violations(), read = reader.report().violations();
    must(std::equal(checked.begin(), checked.end(), read.begin(), read.end()),
         "check and read find the same", text);
    must(accepted_below || !accepted, "a level asks for what the one before asks for", text);
    must(assay_fuzz::check_roundtrip<T>(text, o) == accepted, "a verdict is the same each time",
         text);
    accepted_below = accepted;
  }
}

void check_patterns(std::string_view text) {
  if (!assay::is_valid_json(text)) return;
  const assay::analysis::pattern_event events[] = {
      {"a.started", text}, {"a.attempted", text}, {"a.failed", text}, {"a.completed", text}};
  for (const auto& f : assay::analysis::check_patterns(events))
    must(f.event < std::size(events), "a finding is of an event", text);
}

void check_queue_file(std::string_view text) {
  const auto file = assay::producttelemetry::read_queue_file(text);
  std::vector<std::string_view> events(file.events.begin(), file.events.end());
  assay::text_buffer saved;
  assay::producttelemetry::append_queue_file(saved, events);
  const auto again = assay::producttelemetry::read_queue_file(saved.view());
  must(again.has_header && again.damaged.empty() && again.events == file.events,
       "what is saved is restored", text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace honeyhive = assay::honeyhive;
  const assay_fuzz::input in(data, size);
  const std::string_view text = in.text();
  const assay::options o = in.options();
  check_object<honeyhive::event_batch<honeyhive::dialect::v1>>(text, o);
  check_object<honeyhive::model_event_batch<honeyhive::dialect::v0>>(text, o);
  check_object<honeyhive::event_request<honeyhive::dialect::public_api>>(text, o);
  check_object<honeyhive::session_request<honeyhive::dialect::legacy>>(text, o);
  check_object<assay::trajectory::telemetry_event>(text, o);
  check_object<assay::producttelemetry::ingest_request>(text, o);
  check_object<assay::noveum::export_request>(text, o);
  check_patterns(text);
  check_queue_file(text);
  return 0;
}
