// SPDX-License-Identifier: BSL-1.0
#include "assay/noveum/relations.hpp"

#include "support/catch.hpp"

#include "assay/json/validator.hpp"
#include "assay/noveum/export_request.hpp"

#include <string>
#include <string_view>
#include <vector>

using assay::level;

namespace noveum_relations_test {

using lines = std::vector<std::string>;

struct related_span {
  std::string_view id, parent = "null", trace = R"("t")";
};

std::string span_text(const related_span& s) {
  std::string out = R"({"span_id":)";
  ((out += s.id) += R"(,"trace_id":)") += s.trace;
  (out += R"(,"parent_span_id":)") += s.parent;
  return out +
         R"(,"name":"n","start_time":"2026-06-12T09:01:00Z","status":"ok","attributes":{},"events":[],"links":[]})";
}

std::string trace_text(const std::vector<related_span>& spans, std::string_view id = R"("t")") {
  std::string all;
  for (const related_span& s : spans) all += (all.empty() ? "" : ",") + span_text(s);
  return R"({"trace_id":)" + std::string(id) +
         R"(,"name":"n","start_time":"2026-06-12T09:01:00Z","status":"ok","span_count":)" +
         std::to_string(spans.size()) +
         R"(,"error_count":0,"attributes":{},"metadata":{"tags":{},"custom_attributes":{}},"spans":[)" +
         all + R"(],"events":[]})";
}

/// The violations of the text. Also checks that each offset is that of its place.
template <class T>
lines told(const std::string& text, level l = level::strict) {
  INFO(text);
  assay::validator<T> v({.level = l, .limits = {.max_violations = 1000}});
  const bool accepted = v.check(text);
  CHECK(accepted == v.report().violations().empty());
  lines out;
  for (const assay::violation& x : v.report().violations()) {
    CHECK(x.code == assay::code::members_disagree);
    CHECK(text.at(*x.offset) == '"');
    out.push_back(x.path);
  }
  CHECK(assay::check<T>(text, {.level = l}) == out.empty());
  return out;
}
lines told_of_trace(const std::vector<related_span>& spans) {
  return told<assay::noveum::trace>(trace_text(spans));
}

TEST_CASE("noveum relations: a span cannot be its own parent") {
  using assay::noveum::span;
  CHECK(told<span>(span_text({R"("a")", R"("b")"})) == lines{});
  CHECK(told<span>(span_text({R"("a")", R"("a")"})) == lines{"/parent_span_id"});
  CHECK(told<span>(span_text({R"("\u0061")", R"("a")"})) == lines{"/parent_span_id"});
  CHECK(told<span>(span_text({R"("a")", R"("a")"}), level::published) == lines{});
}

TEST_CASE("noveum relations: each occurrence of an id after the first is reported") {
  CHECK(told_of_trace({{R"("a")"}, {R"("b")"}, {R"("a")"}, {R"("\u0061")"}, {R"("b")"}}) ==
        lines{"/spans/2/span_id", "/spans/3/span_id", "/spans/4/span_id"});
  std::vector<related_span> many(20, {R"("a")"});
  CHECK(told_of_trace(many).size() == 19);
}

TEST_CASE("noveum relations: every cycle is reported once, where it closes, and so is every span "
          "that is its own parent") {
  CHECK(told_of_trace({{R"("a")", R"("b")"},
                       {R"("b")", R"("a")"},
                       {R"("c")", R"("d")"},
                       {R"("d")", R"("c")"},
                       {R"("e")", R"("e")"}}) ==
        lines{"/spans/1/parent_span_id", "/spans/3/parent_span_id", "/spans/4/parent_span_id"});
  CHECK(told_of_trace({{R"("x")", R"("a")"}, {R"("a")", R"("b")"}, {R"("b")", R"("a")"}}) ==
        lines{"/spans/2/parent_span_id"});
}

TEST_CASE("noveum relations: every missing parent and every id of another trace is reported") {
  CHECK(told_of_trace({{R"("a")", R"("y")"}, {R"("b")", R"("a")"}, {R"("c")", R"("z")"}}) ==
        lines{"/spans/0/parent_span_id", "/spans/2/parent_span_id"});
  CHECK(told_of_trace({{R"("a")", "null", R"("u")"},
                       {R"("b")", "null", R"("\u0074")"},
                       {R"("c")", "null", R"("\u0075")"}}) ==
        lines{"/spans/0/trace_id", "/spans/2/trace_id"});
}

TEST_CASE("noveum relations: the traces of a request are unique, and spans are compared within "
          "their trace") {
  const auto request = [](const lines& traces) {
    std::string out = R"({"traces":[)";
    for (const std::string& t : traces) out += (out.back() == '[' ? "" : ",") + t;
    return out + R"(],"timestamp":1795345079.5})";
  };
  using assay::noveum::export_request;
  const std::string t = trace_text({{R"("a")"}}),
                    u = trace_text({{R"("a")", "null", R"("u")"}}, R"("u")"),
                    escaped = trace_text({{R"("a")"}}, R"("\u0074")");
  CHECK(told<export_request>(request({t, u})) == lines{});
  CHECK(told<export_request>(request({t, u, escaped, t})) ==
        lines{"/traces/2/trace_id", "/traces/3/trace_id"});
  CHECK(told<export_request>(request({t, t}), level::published) == lines{});
  CHECK(told<export_request>(request({trace_text({{R"("a")", R"("a")"}}), u})) ==
        lines{"/traces/0/spans/0/parent_span_id"});
}

} // namespace noveum_relations_test
