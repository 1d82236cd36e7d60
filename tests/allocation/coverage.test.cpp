// SPDX-License-Identifier: BSL-1.0
#include "assay/analysis/coverage_json.hpp"
#include "assay/analysis/coverage_text.hpp"
#include "assay/analysis/schema_coverage.hpp"
#include "assay/json/validator.hpp"

#include "allocation/exhaustion.hpp"
#include "schema/zoo.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace {

using counted_parts = assay::schema_coverage<assay_zoo::part>;

/// Names that are new, known, escaped and evicted; tags at the end; rejected texts.
const std::vector<std::string> counted_texts{
    R"({"type":"text","text":"","a name of more than sixteen bytes":1,"zz":1})",
    R"({"text":"","\u0061 name of more than thirty two bytes, escaped":1,"b":1,"type":"text"})",
    R"({"parts":[{"text":"","type":"text","c":1},{"parts":[],"type":"group","zz":1}],"type":"group"})",
    R"({"type":"text","text":7})",
    R"({"type":"image é","url":"u","width":0})",
    "{"};

void count_part(counted_parts& to, std::string_view text) {
  assay::report verdict;
  {
    const assay_test::untouched_by_failures judging; // only counting may fail
    assay::validator<assay_zoo::part> v;
    v.check(text);
    verdict = v.report();
  }
  to.add(verdict, text);
}

std::string seen_of_coverage(const counted_parts& c) {
  assay::text_buffer out;
  append_json(out, c.summary());
  return std::string(out.view());
}

} // namespace

TEST_CASE("exhaustion: an event is counted completely or not at all, and so is a merge") {
  assay_test::steps_on<counted_parts> steps;
  for (const std::string& text : counted_texts)
    steps.push_back([&](counted_parts& c) { count_part(c, text); });
  counted_parts other(2);
  for (const std::string& text : counted_texts) count_part(other, text);
  steps.push_back([&](counted_parts& c) { c.merge(other); });
  steps.push_back([&](counted_parts& c) { c = other; });
  for (const std::string& text : counted_texts)
    steps.push_back([&](counted_parts& c) { count_part(c, text); });
  assay_test::exhaust_unchanged([] { return counted_parts(3); }, steps, seen_of_coverage);
}

TEST_CASE("exhaustion: no part of a summary is appended when memory runs out") {
  counted_parts c(3);
  for (const std::string& text : counted_texts) count_part(c, text);
  const assay::coverage_summary s = c.summary();
  assay_test::steps_on<assay::text_buffer> steps{
      [&](assay::text_buffer& out) { append_text(out, s); },
      [&](assay::text_buffer& out) { append_json(out, s); }};
  assay_test::exhaust_unchanged([] { return assay::text_buffer(); }, steps,
                                [](const assay::text_buffer& b) { return std::string(b.view()); });
}

TEST_CASE("allocation: counting an event like an earlier one allocates nothing") {
  counted_parts c;
  std::vector<assay::report> reports;
  for (const std::string& text : counted_texts) {
    assay::validator<assay_zoo::part> v;
    v.check(std::string_view(text));
    reports.push_back(v.report());
    c.add(reports.back(), text);
  }
  for (std::size_t i = 0; i < reports.size(); ++i) {
    INFO(counted_texts[i]);
    const std::size_t before = assay_test::allocations;
    c.add(reports[i], counted_texts[i]);
    const std::size_t after = assay_test::allocations;
    CHECK(after == before);
  }
}
