// SPDX-License-Identifier: BSL-1.0

// Reads any text as an event: the verdict and the violations are those of a check, whatever the
// object held before.

#include "event_laws.hpp"
#include "input.hpp"
#include "mutator.hpp"

#include <assay/promptetheus.hpp>

#include <iterator>
#include <string>
#include <string_view>
#include <vector>

using assay::options;
using assay::report;
using assay::promptetheus::event;
using assay_fuzz::must;
using assay_fuzz::same;

namespace {

/// Values that an object may hold before another event is read into it. Each leads the reader into
/// other branches.
const std::vector<event>& earlier_values() {
  static const std::vector<event> values = [] {
    options o;
    o.keep_unknown_types = true;
    const std::string_view payloads[] = {
        R"("none","payload":{"kept":"whole"},"metadata":{"a":1},"parent_id":null,"more":[1],"and":{"more":2})",
        R"("retrieval","payload":{"query":"q","documents":["raw",{"id":"a","b":1},7],"x":null,"metadata":{}},"span_id":"s")",
        R"("replay_artifact","payload":{"artifact_type":"screen_recording","event_time_map":{"a":1,"b":2,"c":3},"size_bytes":null})",
    };
    std::vector<event> list(std::size(payloads));
    assay::validator<event> reader(o);
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string head =
          R"({"session_id":"s","timestamp":"t","seq":1,"idempotency_key":"k","type":)";
      const std::string text = head + std::string(payloads[i]) + "}";
      must(reader.read(text, list[i]), "an earlier value is valid", text);
    }
    return list;
  }();
  return values;
}

void read_document(std::string_view text, const options& o) {
  assay::validator<event> checker(o);
  const bool accepted = checker.check(text);
  const report& r = checker.report();

  assay::validator<event> reader(o);
  event fresh;
  must(reader.read(text, fresh) == accepted, "check and read agree on the verdict", text);
  must(same(r, reader.report()), "check and read agree on the violations", text);
  assay_fuzz::check_header(reader, text);

  // One of them per input is enough: the fuzzer tries the others with later inputs.
  event value = earlier_values()[text.size() % earlier_values().size()];
  must(reader.read(text, value) == accepted && same(r, reader.report()),
       "the object's earlier value does not change the violations", text);
  must(!accepted || value == fresh, "the object's earlier value leaves no trace", text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assay_fuzz::input in(data, size);
  options o = in.limited_options();
  for (const assay::level l : assay_fuzz::levels) {
    o.level = l;
    read_document(in.text(), o);
  }
  return 0;
}
ASSAY_FUZZ_MUTATES(event);
