// SPDX-License-Identifier: BSL-1.0
#include "assay/testing/hostile.hpp"

#include "assay/honeyhive/batch.hpp"
#include "assay/json/lines.hpp"
#include "assay/json/text_buffer.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"
#include "assay/noveum/trace.hpp"
#include "assay/producttelemetry/event.hpp"
#include "assay/promptetheus/event.hpp"
#include "assay/trajectory/telemetry_event.hpp"

#include "schema/zoo.hpp"
#include "support/catch.hpp"
#include "support/exact_json.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using namespace assay;
using assay::testing::hostile_kind;
using assay::testing::hostile_kinds;
using assay::testing::json_node;
using assay::testing::sample;
using assay::testing::source;

namespace {

std::string hostile_told(const sample& s, const report& found) {
  std::string out(s.reason);
  out += s.accepted ? "\nexpected: accepted" : "\nexpected: rejected";
  if (s.violation) {
    (out += ", ") += name_of(s.violation->code);
    ((out += " at '") += s.violation->path) += "'";
    if (s.violation->offset) out += ", byte " + std::to_string(*s.violation->offset);
  }
  out += found.accepted() ? "\nfound: accepted" : "\nfound: rejected";
  for (const violation& v : found.violations()) {
    (out += "\n  ") += to_string(v);
    if (v.offset) out += ", byte " + std::to_string(*v.offset);
  }
  return (out += "\n") += s.text;
}

/// Returns whether all parts of an event are written back as read.
template <class T>
constexpr bool keeps_all = true;
template <>
constexpr bool keeps_all<assay_zoo::event> = false; // some of its parts ignore unknown members
template <>
constexpr bool keeps_all<assay_zoo::part> = false;
template <>
constexpr bool keeps_all<assay_zoo::closed> = false;

/// Checks a sample with all functions that give verdicts. Returns the difference, or nothing.
template <class T>
std::string hostile_fault(const sample& s, const options& o) {
  // Bytes after a text in memory do not belong to it, although they would complete a truncated
  // text.
  const std::string padded = s.text + R"(}]}}]}"}],"x":0}})";
  const std::string_view text = std::string_view(padded).substr(0, s.text.size());
  validator<T> v(o);
  v.check(text);
  if (!agrees(s, v.report())) return "checked: " + hostile_told(s, v.report());
  T value{};
  v.read(s.text, value);
  if (!agrees(s, v.report())) return "read: " + hostile_told(s, v.report());
  if (s.accepted && keeps_all<T> && o.lone_surrogates == surrogate_policy::reject &&
      o.null_characters != null_character_policy::replace) {
    text_buffer written;
    const std::size_t mark = s.text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    if (!write(value, written) ||
        !assay_test::is_same_json(std::string_view(s.text).substr(mark), written.view()))
      return "written: " + hostile_told(s, v.report()) + "\n" + std::string(written.view());
  }
  if (s.text.find('\n') != s.text.npos) return {};
  line_reader<T> lines(text, o);
  if (!lines.next()) // a blank line has none
    return s.violation && s.violation->code == code::unterminated ? "" : "no line: " + s.text;
  if (!agrees(s, lines.report())) return "as a line: " + hostile_told(s, lines.report());
  return lines.next() ? "a line too many: " + s.text : std::string();
}

/// Tests every kind several times, and reports the first fault of each.
template <class T>
void hostile_law(std::uint64_t seed, int rounds, const options& o) {
  source from(seed);
  std::vector<bool> failed(hostile_kinds().size());
  for (int i = 0; i < rounds; ++i) {
    const json_node event = testing::valid_tree_within<T>(from, o);
    for (std::size_t k = 0; k < failed.size(); ++k) {
      const auto s = testing::make_hostile(hostile_kinds()[k], event, schema_of_type<T>(), from, o);
      if (!s || failed[k]) continue;
      const std::string fault = hostile_fault<T>(*s, o);
      failed[k] = !fault.empty();
      CHECK(fault == "");
    }
  }
}

template <class T>
void hostile_law_at_all_levels(std::uint64_t seed, int rounds) {
  for (const level l : {level::reference, level::published, level::strict}) {
    options o{.level = l};
    hostile_law<T>(seed, rounds, o);
    o.lone_surrogates = surrogate_policy::replace;
    o.null_characters = null_character_policy::reject;
    o.reject_number_overflow = true;
    o.limits.max_depth = 40;
    o.limits.max_string_bytes = 3000;
    o.limits.max_document_bytes = 60'000;
    o.limits.max_members = 50;
    hostile_law<T>(seed + 1, (rounds + 3) / 4, o);
    o.lone_surrogates = surrogate_policy::reject;
    o.null_characters =
        l == level::strict ? null_character_policy::replace : null_character_policy::warn;
    o.keep_unknown_types = o.reject_unknown_members = true;
    o.limits = {.max_violations = 1};
    hostile_law<T>(seed + 2, (rounds + 3) / 4, o);
  }
}

} // namespace

TEST_CASE("testing: every kind of hostile text can be made from an event with free-form parts") {
  options o;
  o.limits = {
      .max_depth = 40, .max_document_bytes = 60'000, .max_string_bytes = 3000, .max_members = 100};
  source from(1);
  std::vector<bool> made(hostile_kinds().size());
  for (int i = 0; i < 10; ++i) {
    const json_node event = testing::valid_tree_within<promptetheus::event>(from, o);
    for (std::size_t k = 0; k < made.size(); ++k)
      if (const auto s = testing::make_hostile(hostile_kinds()[k], event,
                                               schema_of_type<promptetheus::event>(), from, o)) {
        CHECK(s->reason == hostile_kinds()[k].reason);
        made[k] = true;
      }
  }
  for (std::size_t k = 0; k < made.size(); ++k) {
    INFO(hostile_kinds()[k].reason);
    CHECK(made[k]);
  }
}

TEST_CASE("testing: hostile samples depend only on their source, and all kinds occur") {
  source one(9), same(9);
  std::set<std::string_view> reasons;
  for (int i = 0; i < 1000; ++i) {
    const sample s = testing::hostile<promptetheus::event>(one);
    REQUIRE((s == testing::hostile<promptetheus::event>(same)));
    reasons.insert(s.reason);
  }
  // The kinds at the limits of size occur only with small limits.
  CHECK(reasons.size() + 5 == hostile_kinds().size());
}

TEST_CASE("testing: a source without more bytes makes the first kind of the simplest event") {
  const std::uint8_t byte = 0;
  for (std::size_t n : {0u, 1u}) {
    source from(std::span(&byte, n));
    const sample s = testing::hostile<assay_zoo::closed>(from);
    CHECK(s.text == "{,}"); // it has no member that could be wrong
    CHECK(
        (s.violation == testing::expected_violation{code::invalid_syntax, "", severity::error, 1}));
  }
}

TEST_CASE("testing: hostile texts are made even from an object without members") {
  const json_node event = testing::parse_tree("{}");
  const options o{.level = level::strict};
  int made = 0;
  for (const hostile_kind& k : hostile_kinds())
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      source from(seed);
      const auto s = testing::make_hostile(k, event, schema_of_type<assay_zoo::closed>(), from, o);
      if (!s) continue;
      ++made;
      REQUIRE(hostile_fault<assay_zoo::closed>(*s, o) == "");
    }
  CHECK(made > 200);
}

TEST_CASE("testing: every hostile sample gets its verdict, from every reader at every level") {
  const char* const wanted = std::getenv("ASSAY_HOSTILE_ROUNDS");
  const int rounds = wanted != nullptr ? std::atoi(wanted) : 5;
  SECTION("promptetheus") { hostile_law_at_all_levels<promptetheus::event>(1, rounds); }
  SECTION("trajectory") { hostile_law_at_all_levels<trajectory::telemetry_event>(2, rounds); }
  SECTION("producttelemetry") { hostile_law_at_all_levels<producttelemetry::event>(3, rounds); }
  SECTION("noveum") { hostile_law_at_all_levels<noveum::trace>(4, (rounds + 2) / 3); }
  SECTION("honeyhive") {
    hostile_law_at_all_levels<honeyhive::event_batch<honeyhive::dialect::legacy>>(5, rounds);
  }
  SECTION("the zoo") { hostile_law_at_all_levels<assay_zoo::event>(6, rounds); }
  SECTION("a union") { hostile_law_at_all_levels<assay_zoo::part>(7, rounds); }
}
