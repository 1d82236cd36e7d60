// SPDX-License-Identifier: BSL-1.0
#include "assay/json/detail/value/walk.hpp"

#include "assay/honeyhive.hpp"
#include "assay/json/boost_json.hpp"
#include "assay/noveum.hpp"
#include "assay/producttelemetry.hpp"
#include "assay/promptetheus.hpp"
#include "assay/testing/almost_valid.hpp"
#include "assay/testing/mutate.hpp"
#include "assay/testing/source.hpp"
#include "assay/testing/valid.hpp"
#include "assay/trajectory.hpp"
#include "schema/zoo.hpp"
#include "support/catch.hpp"
#include "support/corpus.hpp"
#include "support/events.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

// The text's reader accepts everything that the walk accepts, without a violation. A check of a
// value finds the same violations as a check of its text.

namespace value_walks {
namespace {

using assay::level;
using assay::testing::source;
using boost::json::value;
using namespace std::string_literals;

struct tally {
  std::size_t values = 0, clean = 0, sure = 0;
};

std::vector<assay::options> all_options() {
  std::vector<assay::options> out;
  for (const level l : {level::reference, level::published, level::strict}) {
    out.push_back({.level = l});
    out.push_back({.level = l, .keep_unknown_types = true, .reject_unknown_members = true});
    out.push_back({.level = l,
                   .lone_surrogates = assay::surrogate_policy::replace,
                   .null_characters = assay::null_character_policy::replace,
                   .reject_number_overflow = true});
    out.push_back({.level = l, .null_characters = assay::null_character_policy::reject});
    out.back().limits.max_violations = 0;
    out.push_back({.level = l, .keep_unknown_types = true});
    out.back().limits = {.max_depth = 4,
                         .max_document_bytes = 2000,
                         .max_string_bytes = 200,
                         .max_members = 3,
                         .max_violations = 3};
  }
  return out;
}

std::string in_words(const assay::report& r) {
  std::string out = r.accepted() ? "accepted" : "rejected";
  if (r.truncated()) out += ", and more";
  for (const assay::violation& v : r.violations()) out += "\n" + to_string(v);
  return out;
}

/// Checks values of one type of event with the same options.
template <class T>
struct court {
  explicit court(const assay::options& o) : text(o), of_value(o), walk(o), options(o) {}

  /// Returns what is wrong with the checks of a value; empty if they agree.
  std::string judge(const value& v, tally& to) {
    const std::string json = boost::json::serialize(v);
    text.check(std::string_view(json));
    const std::string expected = in_words(text.report());
    const bool accepted = of_value.check(v);
    const bool is_sure = walk.accepts(v, assay::detail::value_shape_of<T>);
    const bool is_clean = expected == "accepted";
    ++to.values;
    to.clean += is_clean;
    to.sure += is_sure;
    if (is_sure && !is_clean) return "the walk was sure, and wrong: " + json + "\n" + expected;
    if (in_words(of_value.report()) != expected || accepted != text.report().accepted())
      return "a value is judged otherwise than its text: " + json + "\n" + expected + "\n" +
             in_words(of_value.report());
    for (const assay::violation& found : of_value.report().violations())
      if (found.offset || found.first_offset) return "a value has no offsets";
    return {};
  }

  assay::validator<T> text;
  assay::value_validator<T> of_value;
  assay::detail::value_walk walk;
  assay::options options;
};

template <class T>
struct courts {
  void judge(const value& v, tally& to) {
    for (const auto& c : all) {
      const std::string wrong = c->judge(v, to);
      if (wrong.empty()) continue;
      INFO("level " << name_of(c->options.level) << ", options " << (&c - all.data()) % 5);
      REQUIRE(wrong == "");
    }
  }

  std::vector<std::unique_ptr<court<T>>> all = [] {
    std::vector<std::unique_ptr<court<T>>> out;
    for (const assay::options& o : all_options()) out.push_back(std::make_unique<court<T>>(o));
    return out;
  }();
};

value nested(std::size_t depth, bool in_objects) {
  value v = 1;
  for (std::size_t i = 0; i < depth; ++i)
    v = in_objects ? value(boost::json::object{{"o", std::move(v)}})
                   : value(boost::json::array{std::move(v)});
  return v;
}

/// Unusual values, many of which cannot be written as a text.
const std::vector<value>& unusual_values() {
  static const std::vector<value> all = [] {
    using limits = std::numeric_limits<double>;
    std::vector<value> out{nullptr,
                           true,
                           false,
                           0,
                           -1,
                           1,
                           99,
                           std::uint64_t{3},
                           std::uint64_t{1} << 63,
                           std::numeric_limits<std::int64_t>::min(),
                           std::numeric_limits<std::int64_t>::max(),
                           std::numeric_limits<std::uint64_t>::max(),
                           0.0,
                           -0.0,
                           0.1,
                           1.0,
                           1.5,
                           -1e22,
                           1e22,
                           123456789012345678.0,
                           1e-320,
                           3.4028234663852886e38,
                           3.4028235677973366e38,
                           limits::max(),
                           limits::lowest(),
                           limits::quiet_NaN(),
                           limits::infinity(),
                           -limits::infinity()};
    const std::string strings[] = {"",
                                   "x",
                                   "xyz",
                                   "a\0b"s,
                                   "\0"s,
                                   "\x01",
                                   "\x7F",
                                   "\"",
                                   "\\",
                                   "\\u0000",
                                   "\n and / more than eight",
                                   "\xFF",
                                   "\x80",
                                   "\xC3",
                                   "\xC3\xA9",
                                   "\xE2\x82",
                                   "\xE2\x82\xAC",
                                   "\xED\xA0\x80",
                                   "\xF0\x9F\x98\x80",
                                   "\xF4\x90\x80\x80",
                                   "sixteen bytes and \xFF behind them",
                                   "sixteen bytes and \0 behind them"s,
                                   "sixteen bytes and a cut one \xE2\x82",
                                   "many characters that are none of ASCII: \xC3\xA9\xC3\xA9",
                                   "2026-06-12T12:34:56Z",
                                   "2026-06-12T12:34:56.123456789+01:00",
                                   "2026-13-12T12:34:56Z",
                                   "red",
                                   "text",
                                   "tool_call",
                                   "ses_1",
                                   "ses_1:0a1b2c3d:7",
                                   "{\"a\":1}",
                                   std::string(31, 'a'),
                                   std::string(33, 'a'),
                                   std::string(34, 'a'),
                                   std::string(200, 'a'),
                                   std::string(33, '\x02'),
                                   std::string(300, '"')};
    for (const std::string& s : strings) out.emplace_back(s);
    for (const std::size_t depth : {1u, 2u, 3u, 4u, 5u, 127u, 128u, 129u, 600u})
      for (const bool in_objects : {false, true}) out.push_back(nested(depth, in_objects));
    out.push_back(boost::json::object());
    out.push_back(boost::json::array());
    out.push_back(boost::json::array{1, 1});
    out.push_back(boost::json::array{"a", "b", "c", "d"});
    out.push_back(boost::json::object{{"a", 1}, {"b", 2}, {"c", 3}, {"d", 4}});
    out.push_back(boost::json::object{{"x", 1}, {"y", 1}});
    out.push_back(boost::json::object{{"type", "text"}, {"text", "t"}});
    out.push_back(boost::json::object{{"type", 1}});
    return out;
  }();
  return all;
}

/// Returns all containers in a value, itself included.
void containers_of(value& v, std::vector<value*>& out) {
  if (v.is_structured()) out.push_back(&v);
  if (v.is_array())
    for (value& e : v.get_array()) containers_of(e, out);
  if (v.is_object())
    for (auto& m : v.get_object()) containers_of(m.value(), out);
}

value pick(source& from, const value& whole) {
  if (from.one_in(3)) { // a part of the same value
    value copy = whole;
    std::vector<value*> all;
    containers_of(copy, all);
    return all.empty() ? copy : value(*all[from.below(all.size())]);
  }
  return unusual_values()[from.below(unusual_values().size())];
}

/// Changes one thing in a value, possibly to one that no text has.
void mutate(source& from, value& v) {
  std::vector<value*> all;
  containers_of(v, all);
  if (all.empty()) {
    v = pick(from, v);
    return;
  }
  value& in = *all[from.below(all.size())];
  const value other = pick(from, v);
  if (in.is_array()) {
    auto& a = in.get_array();
    const std::size_t at = from.below(a.size() + 1);
    if (at == a.size()) a.push_back(other);
    else if (from.one_in(3)) a.erase(a.begin() + static_cast<std::ptrdiff_t>(at));
    else a[at] = other;
    return;
  }
  auto& o = in.get_object();
  static const std::string names[] = {"x",
                                      "",
                                      "\xFF",
                                      "n\0"s,
                                      "\xC3\xA9",
                                      "\"",
                                      "type",
                                      "metadata",
                                      "deprecated",
                                      "a name that is longer than a key of a member may be",
                                      std::string(250, 'n')};
  if (o.empty() || from.one_in(4)) {
    o[names[from.below(std::size(names))]] = other;
    return;
  }
  const auto at = o.begin() + static_cast<std::ptrdiff_t>(from.below(o.size()));
  const std::string name(at->key());
  switch (from.below(4)) {
  case 0: o.erase(name); break;
  case 1: { // at the end
    value moved = at->value();
    o.erase(name);
    o[name] = std::move(moved);
    break;
  }
  default: o[name] = other;
  }
}

/// Checks events of the test kit, and mutations of them.
template <class T>
tally try_made(std::uint64_t seeds) {
  courts<T> c;
  tally out;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    source from(seed);
    const level at = static_cast<level>(seed % 3);
    const std::string valid = assay::testing::valid<T>(from, at);
    for (const std::string& text : {valid, assay::testing::mutated<T>(valid, from, at),
                                    assay::testing::almost_valid<T>(from, at).text}) {
      boost::json::error_code error;
      value v = boost::json::parse(text, error);
      if (error) continue;
      c.judge(v, out);
      for (int i = 0; i < 4; ++i) {
        mutate(from, v);
        c.judge(v, out);
      }
    }
  }
  return out;
}

/// Checks all objects in the lines of a recorded file as each of these types.
template <class... T>
void try_recorded(std::string_view file) {
  std::tuple<courts<T>...> all;
  tally seen;
  for (const std::string& line : assay_test::recorded_lines(file)) {
    boost::json::error_code error;
    value whole = boost::json::parse(line, error);
    if (error) continue;
    std::vector<value*> parts;
    containers_of(whole, parts);
    for (std::size_t i = 0; i < parts.size() && i < 40; ++i)
      if (parts[i]->is_object()) (std::get<courts<T>>(all).judge(*parts[i], seen), ...);
  }
}

struct slim {
  std::int8_t tiny{};
  std::optional<std::array<std::uint8_t, 2>> pair{};
  std::optional<std::string> a_name_that_is_too_long_to_be_a_key_{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(slim, (), (tiny, pair, a_name_that_is_too_long_to_be_a_key_, additional))

struct awaited {
  std::optional<assay::raw_json> later{};
  assay::optional_or_null<assay::raw_json> or_null{};
  std::optional<assay::raw_json> not_null{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(awaited, (), (later, or_null, not_null, additional))
consteval auto rules_of(const awaited*) {
  using namespace assay;
  return rules(field<&awaited::later>("", required_from(level::published)),
               field<&awaited::or_null>("", required_from(level::strict)),
               field<&awaited::not_null>("", assay::not_null(level::strict)));
}

} // namespace

TEST_CASE("value walk: accepts usual events at every level") {
  for (const level l : {level::reference, level::published, level::strict}) {
    assay::detail::value_walk walk({.level = l});
    for (const auto& [type, payload] : assay_test::sample_payloads) {
      value v = boost::json::parse(assay_test::event_text(
          type, payload, R"(,"metadata":{"a":["\u00e9",{}]},"span_id":"s","parent_id":null)"));
      INFO(v);
      CHECK(walk.accepts(v, assay::detail::value_shape_of<assay::promptetheus::event>));
      v.as_object()["idempotency_key"] = "ses_1:0a1b2c3d:8";
      CHECK(walk.accepts(v, assay::detail::value_shape_of<assay::promptetheus::event>) ==
            (l != level::strict));
    }
  }
}

TEST_CASE("value walk: limits apply to any text that the value may have") {
  const auto accepts = [](const value& v, const assay::limits& limits) {
    assay::detail::value_walk walk({.level = level::reference, .limits = limits});
    return walk.accepts(v, assay::detail::value_shape_of<slim>);
  };
  const auto with = [](const auto& x) { return value{{"tiny", 1}, {"x", x}}; };
  CHECK(accepts(with("a"), {}));
  CHECK(accepts(with(nested(128, true)), {}));
  CHECK_FALSE(accepts(with(nested(129, true)), {}));
  CHECK(accepts(with(nested(3, false)), {.max_depth = 4}));
  CHECK_FALSE(accepts(with(nested(4, false)), {.max_depth = 4}));
  CHECK_FALSE(accepts(with(std::string(100, '\1')), {.max_string_bytes = 599}));
  CHECK(accepts(with(std::string(100, '\1')), {.max_string_bytes = 600}));
  CHECK_FALSE(accepts(with(std::string(1000, '\1')), {.max_document_bytes = 6000}));
  CHECK_FALSE(accepts(value{{"tiny", 1}, {"x", 1}, {"y", 1}}, {.max_members = 1}));
  CHECK_FALSE(accepts(value{{"tiny", 128}}, {}));
  CHECK(accepts(value{{"tiny", -128}, {"pair", {0, 255}}}, {}));
  CHECK_FALSE(accepts(value{{"tiny", 0}, {"pair", {0, 255, 1}}}, {}));
  CHECK(accepts(value{{"a_name_that_is_too_long_to_be_a_key", "a"}, {"tiny", 0}}, {}));
  CHECK_FALSE(accepts(value{{"a_name_that_is_too_long_to_be_a_key", "\xFF"}, {"tiny", 0}}, {}));
}

TEMPLATE_TEST_CASE("value walk: agrees with the text's reader on the objects of a system", "",
                   assay::promptetheus::event, assay::promptetheus::trace, assay::noveum::trace,
                   assay::noveum::export_request, assay::producttelemetry::event,
                   assay::producttelemetry::ingest_request,
                   assay::producttelemetry::identify_request,
                   assay::producttelemetry::deletion_request, assay::trajectory::telemetry_event,
                   assay::trajectory::stored_trajectory,
                   assay::honeyhive::event<assay::honeyhive::dialect::v0>,
                   assay::honeyhive::event_request<assay::honeyhive::dialect::public_api>,
                   assay::honeyhive::session_request<assay::honeyhive::dialect::legacy>,
                   assay::honeyhive::event_batch<assay::honeyhive::dialect::v1>) {
  const tally seen = try_made<TestType>(40);
  CAPTURE(seen.values, seen.clean, seen.sure);
  CHECK(seen.clean > 0);
  CHECK(seen.sure * 5 > seen.clean); // otherwise the walk saves too little
}

TEMPLATE_TEST_CASE("value walk: agrees with the text's reader on objects with every kind of rule",
                   "", assay_zoo::event, assay_zoo::integers, assay_zoo::reals, assay_zoo::texts,
                   assay_zoo::containers, assay_zoo::presence, assay_zoo::across, assay_zoo::crowd,
                   assay_zoo::closing, assay_zoo::ignoring, assay_zoo::part, assay_zoo::parts,
                   assay_zoo::node, slim, awaited) {
  const tally seen = try_made<TestType>(60);
  CAPTURE(seen.values, seen.clean, seen.sure);
  CHECK(seen.sure > 0);
}

TEST_CASE("value walk: agrees with the text's reader on recorded events") {
  namespace hh = assay::honeyhive;
  for (const std::string_view file :
       {"promptetheus/sessions.ndjson", "promptetheus/mutants.ndjson",
        "promptetheus/wire_requests.ndjson", "promptetheus/mined_tests.ndjson",
        "promptetheus/raw_oddities.ndjson", "promptetheus/session_oracles.ndjson"})
    try_recorded<assay::promptetheus::event>(file);
  for (const std::string_view file : {"noveum/requests.ndjson", "noveum/traces.ndjson"})
    try_recorded<assay::noveum::trace, assay::noveum::export_request>(file);
  try_recorded<assay::producttelemetry::event, assay::producttelemetry::ingest_request>(
      "producttelemetry/requests.ndjson");
  for (const std::string_view file : {"honeyhive/requests.ndjson", "honeyhive/mutants.ndjson"})
    try_recorded<hh::event<hh::dialect::v0>, hh::event_request<hh::dialect::public_api>,
                 hh::session_request<hh::dialect::legacy>, hh::event_batch<hh::dialect::v1>>(file);
}

} // namespace value_walks
