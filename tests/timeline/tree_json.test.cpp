// SPDX-License-Identifier: BSL-1.0
#include <assay/timeline/tree_json.hpp>

#include "support/catch.hpp"
#include "support/timeline.hpp"

#include <boost/json/parse.hpp>

#include <limits>
#include <string>

using namespace assay::timeline;
using assay_test::end_of;
using assay_test::log_of;
using assay_test::sample;
using assay_test::start_of;

namespace {

std::string json_of(const std::vector<sample>& events) {
  const auto log = log_of(events);
  const ordering o(log);
  assay::text_buffer out;
  REQUIRE(append_json(out, span_tree(o.sessions()[0])));
  return std::string(out.view());
}

std::string double_as_json(double value) {
  assay::text_buffer out;
  assay::json_output to(out);
  assay::detail::append_double(to, value);
  return std::string(out.view());
}

} // namespace

TEST_CASE("tree JSON: members, their order, and null for missing values") {
  CHECK(
      json_of({{.seq = 0},
               start_of(1, "a", "gone", "pl\"an"),
               start_of(2, "b", "a", ""),
               {.seq = 18446744073709551615u, .span = "c", .parent = "a"},
               end_of(5, "a", 40)}) ==
      R"({"session_id":"s","tree":[)"
      R"({"span_id":null,"parent_id":null,"name":null,"start_seq":null,"end_seq":null,"duration_ms":null,"event_seqs":[0],"children":[]},)"
      R"({"span_id":"a","parent_id":"gone","name":"pl\"an","start_seq":1,"end_seq":5,"duration_ms":40.0,"event_seqs":[1,5],"children":[)"
      R"({"span_id":"b","parent_id":"a","name":null,"start_seq":2,"end_seq":null,"duration_ms":null,"event_seqs":[2],"children":[]},)"
      R"({"span_id":"c","parent_id":"a","name":null,"start_seq":null,"end_seq":null,"duration_ms":null,"event_seqs":[18446744073709551615],"children":[]}]}]})");
}

TEST_CASE("tree JSON: commas and brackets are right in trees of any shape") {
  assay_test::random_numbers random(6);
  for (int round = 0; round < 200; ++round) {
    std::vector<sample> events;
    for (std::uint64_t i = 0, n = 1 + random.below(20); i < n; ++i)
      events.push_back(
          {.seq = i,
           .span = std::to_string(i),
           .parent = i == 0 || random.below(4) == 0 ? "" : std::to_string(random.below(i))});
    std::size_t nodes = 0;
    boost::json::parse_options deep;
    deep.max_depth = 100;
    const boost::json::value value = boost::json::parse(json_of(events), {}, deep);
    std::vector<const boost::json::array*> open{&value.at("tree").as_array()};
    while (!open.empty()) {
      const boost::json::array& list = *open.back();
      open.pop_back();
      nodes += list.size();
      for (const auto& n : list) open.push_back(&n.at("children").as_array());
    }
    REQUIRE(nodes == events.size());
  }
}

TEST_CASE("tree JSON: doubles are written as by the reference") {
  CHECK(double_as_json(0) == "0.0");
  CHECK(double_as_json(-0.0) == "-0.0");
  CHECK(double_as_json(40) == "40.0");
  CHECK(double_as_json(0.1) == "0.1");
  CHECK(double_as_json(12.5) == "12.5");
  CHECK(double_as_json(-7) == "-7.0");
  CHECK(double_as_json(1234567) == "1234567.0");
  CHECK(double_as_json(1e6) == "1000000.0");
  CHECK(double_as_json(9007199254740993e0) == "9007199254740992.0");
  CHECK(double_as_json(1e16) == "1e+16");
  CHECK(double_as_json(0.0001) == "0.0001");
  CHECK(double_as_json(0.00001) == "1e-05");
  CHECK(double_as_json(1.2345678901234567e-4) == "0.00012345678901234567");
  CHECK(double_as_json(std::numeric_limits<double>::max()) == "1.7976931348623157e+308");
}

TEST_CASE("tree JSON: a text that is not UTF-8 cannot be written and leaves the buffer unchanged") {
  for (const sample& bad :
       {sample{.span = "\xFF"}, sample{.session = "s\xC3"}, start_of(0, "a", "", "\xED\xA0\x80")}) {
    const auto log = log_of({bad});
    const ordering o(log);
    assay::text_buffer out;
    out.append("before");
    CHECK(append_json(out, span_tree(o.sessions()[0])) == assay::code::invalid_value);
    CHECK(out.view() == "before");
  }
}

TEST_CASE("tree JSON: a chain of a hundred thousand spans needs no recursion") {
  std::vector<sample> events;
  constexpr std::size_t count = 100'000;
  for (std::size_t i = 0; i < count; ++i)
    events.push_back(
        {.seq = i, .span = std::to_string(i), .parent = i == 0 ? "" : std::to_string(i - 1)});
  const std::string json = json_of(events);
  CHECK(json.find(R"("children":[]}]}]})") != json.npos); // the innermost, and those around it
  CHECK(json.ends_with("]}]}]}"));
  CHECK(json.size() < count * 200);
}
