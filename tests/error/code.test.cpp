// SPDX-License-Identifier: BSL-1.0
#include "assay/error/code.hpp"

#include "assay/batch/promptetheus.hpp"
#include "assay/promptetheus.hpp"
#include "support/catch.hpp"
#include "support/events.hpp"
#include "support/shop.hpp"

#include <boost/describe/class.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>
#include <set>
#include <string>
#include <string_view>

using assay::code;

TEST_CASE("code: names are unique and in snake case, and each row is documented") {
  std::set<std::string_view> names;
  for (const assay::code_row& row : assay::code_table) {
    const std::string_view name = assay::name_of(row.code);
    INFO(name);
    CHECK(names.insert(name).second);
    CHECK(std::all_of(name.begin(), name.end(),
                      [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || c == '8'; }));
    CHECK_FALSE(row.message.empty());
    CHECK(row.about.ends_with("."));
    CHECK(&assay::row_of(row.code) == &row);
    CHECK(assay::category_of(row.code) == row.category);
  }
  CHECK(names.size() == assay::code_count);
}

namespace labels {

constexpr bool is_even(std::int64_t n) { return n % 2 == 0; }

/// A struct with rules that no event of Promptetheus has.
struct label {
  std::optional<std::string> name{};
  std::optional<assay::number> price{};
  std::optional<std::vector<std::string>> tags{};
  std::optional<std::int64_t> count{};
  std::optional<std::int64_t> amount{};
};
BOOST_DESCRIBE_STRUCT(label, (), (name, price, tags, count, amount))

consteval auto rules_of(const label*) {
  using namespace assay;
  return rules(ignores_unknown_members(), field<&label::name>("", max_length(3)),
               field<&label::price>("", multiple_of("0.05")),
               field<&label::tags>("", min_count(1), max_count(2), unique_elements()),
               field<&label::count>("", satisfies<is_even>("an even number")),
               field<&label::amount>("", deprecated("send `count`")));
}

} // namespace labels

namespace {

/// A text and options that cause the code.
struct occurrence {
  std::string text{};
  assay::options how{};
};

template <class Change>
assay::options with(Change change) {
  assay::options o;
  change(o);
  return o;
}

occurrence occurrence_of(code c) {
  using assay_test::event_text;
  const auto metric = [](std::string_view value) {
    return event_text("metric", R"({"name":"m","value":)" + std::string(value) + "}");
  };
  const auto strict = with([](auto& o) { o.level = assay::level::strict; });
  switch (c) {
  case code::invalid_syntax: return {metric("01")};
  case code::unterminated: return {metric("1").substr(0, 100)};
  case code::trailing_content: return {metric("1") + "{}"};
  case code::nonfinite_number: return {metric("-Infinity")};
  case code::unsupported_encoding: return {std::string("{\0\"\0t\0", 6)};
  case code::invalid_utf8: return {event_text("user_message", "{\"content\":\"\xC3\"}")};
  case code::control_character: return {event_text("user_message", "{\"content\":\"\t\"}")};
  case code::invalid_escape: return {event_text("user_message", R"({"content":"\x"})")};
  case code::lone_surrogate: return {event_text("user_message", R"({"content":"\ud800"})")};
  case code::null_character: return {event_text("user_message", R"({"content":"\u0000"})"), strict};
  case code::number_overflow: return {metric("1e400"), strict};
  case code::depth_exceeded:
    return {metric("[[1]]"), with([](auto& o) { o.limits.max_depth = 3; })};
  case code::document_too_large:
    return {metric("1"), with([](auto& o) { o.limits.max_document_bytes = 100; })};
  case code::string_too_long:
    return {metric("1"), with([](auto& o) { o.limits.max_string_bytes = 20; })};
  case code::too_many_members:
    return {event_text("metric", R"({"a":1,"b":2})"),
            with([](auto& o) { o.limits.max_members = 1; })};
  case code::integer_overflow:
    return {event_text("screenshot", R"({"size_bytes":99999999999999999999})")};
  case code::type_mismatch: return {metric("null")};
  case code::missing_member: return {"{}"};
  case code::duplicate_member: return {event_text("metric", R"({"name":"a","name":"b"})")};
  case code::unknown_member: return {event_text("metric", R"({"nmae":1})"), strict};
  case code::forbidden_member: return {event_text("llm_call", R"({"model":"m","prompt":"p"})")};
  case code::unknown_type: return {event_text("metrics", "{}")};
  case code::not_one_of: return {event_text("screenshot", R"({"source_type":"url"})")};
  case code::out_of_range: return {event_text("screenshot", R"({"size_bytes":-1})")};
  case code::too_short: return {event_text("llm_call", R"({"model":""})")};
  case code::invalid_format: return {R"({"timestamp":"now"})", strict};
  case code::key_disagrees:
    return {R"({"session_id":"a","seq":1,"idempotency_key":"a:n:2"})", strict};
  case code::too_long: return {R"({"name":"abcd"})"};
  case code::not_multiple_of: return {R"({"price":0.12})"};
  case code::too_few_elements: return {R"({"tags":[]})"};
  case code::too_many_elements: return {R"({"tags":["a","b","c"]})"};
  case code::repeated_element: return {R"({"tags":["a","a"]})"};
  case code::predicate_failed: return {R"({"count":3})"};
  case code::deprecated_member: return {R"({"amount":1})"};
  case code::members_disagree: break;  // not in events of Promptetheus
  case code::sequence_conflict: break; // in a batch
  case code::key_conflict: break;      // in a batch
  case code::invalid_value: break;     // on writing
  }
  return {};
}

} // namespace

TEST_CASE("code: each code can occur") {
  using assay_test::event_text;
  for (const assay::code_row& row : assay::code_table) {
    INFO(assay::name_of(row.code));
    if (row.code == code::invalid_value) {
      assay::promptetheus::event e;
      e.session_id = "\xFF";
      assay::text_buffer out;
      CHECK(assay::write(e, out) == code::invalid_value);
      continue;
    }
    if (row.code == code::sequence_conflict || row.code == code::key_conflict) {
      assay::promptetheus::batch_validator v;
      assay::dedupe_window window({.content_key = assay::random_bytes<16>{}});
      std::string other = event_text("metric", R"({"name":"m","value":1})");
      const std::string first = other;
      if (row.code == code::sequence_conflict) other.replace(other.find(":0a1b"), 5, ":0a1c");
      else other.replace(other.find("\"value\":1"), 9, "\"value\":2");
      const std::string body = R"({"events":[)" + first + "," + other + "]}";
      REQUIRE(v.check(body, {}, &window).rejected().size() == 1);
      CHECK(v.verdict().rejected()[0].reason_code == row.code);
      continue;
    }
    if (row.code == code::members_disagree) {
      assay::validator<shop::payment> v({.level = assay::level::strict});
      CHECK_FALSE(v.check(
          R"({"id":"1","parts":[],"total":{"amount":1,"currency":"EUR"},"fee":{"amount":1,"currency":"EUR"}})"));
      CHECK(v.report().violations()[0].code == code::members_disagree);
      continue;
    }
    const occurrence o = occurrence_of(row.code);
    assay::validator<assay::promptetheus::event> v(o.how);
    assay::validator<labels::label> other(o.how);
    v.check(o.text);
    other.check(o.text);
    const auto is_found = [&](const assay::report& r) {
      return std::any_of(r.violations().begin(), r.violations().end(),
                         [&](const assay::violation& x) { return x.code == row.code; });
    };
    CHECK((is_found(v.report()) || is_found(other.report())));
  }
}
