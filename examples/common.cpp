// SPDX-License-Identifier: BSL-1.0

// One view over several systems: makes records for the timeline and for analysis.
#include <assay/analysis.hpp>
#include <assay/common.hpp>
#include <assay/common/analysis.hpp>

#include <iostream>
#include <vector>

int main() {
  // [records]
  std::vector<assay::common::record> records;
  append_records(records, assay::trajectory::telemetry_event{.event_type = "user.accept",
                                                             .session_id = "s-1"});
  append_records(records,
                 assay::producttelemetry::event{
                     .event_name = "error.Timeout",
                     .event_type = "error",
                     .session_id = "s-1",
                     .properties = {{"error_type", "Timeout"}, {"error_message", "late"}}});
  append_records(
      records,
      assay::noveum::span{.span_id = "a", .trace_id = "t-1", .name = "retrieve", .status = "ok"});

  std::vector<assay::analysis::event_record> events; // views into the records
  for (const assay::common::record& r : records) events.push_back(analysis_record_of(r));
  for (const assay::analysis::error_group& e : assay::analysis::errors_of(events))
    std::cout << e.count << " x " << e.type << ": " << e.message << '\n';
  for (const assay::analysis::naming_finding& f : assay::analysis::check_name("user.logged_in"))
    std::cout << to_string(f) << '\n';
  // [/records]
  return records.size() == 3 ? 0 : 1;
}
