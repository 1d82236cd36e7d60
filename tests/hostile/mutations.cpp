// SPDX-License-Identifier: BSL-1.0

// Events cut off at every byte, and with every byte replaced by every other. The reader must not
// read past the end. All its ways of reading must agree with each other, and with Boost.JSON on
// whether the text is JSON. The writer must write an accepted event unchanged.

#include "mutations.hpp"

#include "support/events.hpp"
#include "support/guarded_text.hpp"

#include <assay/honeyhive.hpp>
#include <assay/json.hpp>
#include <assay/noveum.hpp>
#include <assay/producttelemetry.hpp>
#include <assay/promptetheus.hpp>
#include <assay/trajectory.hpp>

#include <boost/json/error.hpp>
#include <boost/json/stream_parser.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace hostile {
namespace {

struct fixture {
  std::string name, text;
};

/// The reader's verdict on the text's grammar.
enum class grammar { json, not_json, unknown };

grammar grammar_of(const assay::report& r) {
  bool is_broken = false;
  for (const assay::violation& v : r.violations()) {
    const assay::category c = category_of(v.code);
    if (c == assay::category::limit && v.code != assay::code::integer_overflow &&
        v.code != assay::code::number_overflow)
      return grammar::unknown; // the text after an exceeded limit was not read
    is_broken = is_broken || c == assay::category::syntax ||
                (c == assay::category::encoding && v.code != assay::code::null_character);
  }
  if (is_broken) return grammar::not_json;
  return r.truncated() ? grammar::unknown : grammar::json;
}

boost::system::error_code boost_json_says(std::string_view text) {
  boost::json::parse_options deep;
  deep.max_depth = 4096;
  unsigned char room[16 << 10];
  boost::json::stream_parser parser({}, deep, room);
  boost::system::error_code error;
  if (text.starts_with(assay::byte_order_mark)) text.remove_prefix(assay::byte_order_mark.size());
  parser.write(text.data(), text.size(), error);
  if (!error) parser.finish(error);
  return error;
}

/// Checks texts as events of one type. Reuses the readers for all texts, as programs do.
template <class T>
class judge {
 public:
  explicit judge(mutation_counts& counts) : counts_(counts) {}

  /// `must_be_rejected`: by every level.
  void look_at(const assay_test::guarded_text& text, const std::string& what,
               bool must_be_rejected) {
    ++counts_.texts;
    const auto fail = [&](const char* why) {
      counts_.findings.push_back(what + ": " + why + ": " + std::string(text.view()));
    };
    bool accepted_below = true;
    for (step& s : steps_) {
      const bool accepted = s.checker.check(text.view());
      const assay::report& report = s.checker.report();
      const bool read = s.reader.read(text.view(), value_);
      if (accepted != read || accepted != report.accepted()) fail("check and read disagree");
      if (!same(report, s.reader.report())) fail("check and read report different violations");
      if (accepted && !accepted_below)
        fail("a level accepts an event that the level below rejects");
      if (accepted && must_be_rejected) fail("a text that is cut off is accepted");
      if (accepted == has_error(report)) fail("the verdict does not match the violations");
      for (const assay::violation& v : report.violations())
        if (!v.offset || *v.offset > text.view().size()) fail("a violation is outside of the text");
      if (accepted) look_at_accepted(s, fail);
      if (&s == steps_.data()) compare_grammar(text.view(), report, fail);
      ++(accepted ? counts_.accepted : counts_.rejected);
      accepted_below = accepted;
    }
    if (text.view().find('\n') == std::string_view::npos) look_at_line(text.view(), fail);
  }

 private:
  struct step {
    explicit step(assay::level l) : options{.level = l}, checker(options), reader(options) {}
    assay::options options;
    assay::validator<T> checker, reader;
  };

  static bool same(const assay::report& a, const assay::report& b) {
    return std::equal(a.violations().begin(), a.violations().end(), b.violations().begin(),
                      b.violations().end());
  }
  static bool has_error(const assay::report& r) {
    return std::any_of(r.violations().begin(), r.violations().end(),
                       [](const auto& v) { return v.severity == assay::severity::error; });
  }

  template <class Fail>
  void look_at_accepted(step& s, Fail fail) {
    written_.clear();
    if (!assay::write(value_, written_)) return fail("an accepted event cannot be written");
    if (!s.checker.read(written_.view(), again_)) return fail("a written event is rejected");
    if (!(again_ == value_)) fail("a written event reads back as another value");
  }

  template <class Fail>
  void compare_grammar(std::string_view text, const assay::report& ours, Fail fail) {
    const grammar g = grammar_of(ours);
    const bool is_no_object = std::any_of(
        ours.violations().begin(), ours.violations().end(), [](const assay::violation& v) {
          return v.path.empty() && v.code == assay::code::type_mismatch;
        });
    if (g == grammar::unknown || is_no_object) return;
    const boost::system::error_code theirs = boost_json_says(text);
    if (theirs == boost::json::error::exponent_overflow) return;
    if (theirs.failed() != (g == grammar::not_json)) fail("Boost.JSON says otherwise");
  }

  template <class Fail>
  void look_at_line(std::string_view text, Fail fail) {
    assay::line_reader<T> lines(text, steps_.back().options);
    const bool is_there = lines.next(again_);
    if (!is_there) {
      if (text.find_first_not_of(" \t\r") != text.npos && text != assay::byte_order_mark)
        fail("a line is skipped");
      return;
    }
    const bool accepted = steps_.back().checker.check(text);
    if (lines.accepted() != accepted) fail("the verdict on the line is different");
  }

  mutation_counts& counts_;
  std::array<step, 3> steps_{step(assay::level::reference), step(assay::level::published),
                             step(assay::level::strict)};
  T value_, again_;
  assay::text_buffer written_;
};

template <class T>
void mutate(const std::vector<fixture>& fixtures, const mutation_plan& plan,
            mutation_counts& counts) {
  judge<T> j(counts);
  assay_test::guarded_text guarded("");
  std::size_t place = 0; // continues from fixture to fixture, so that samples differ
  for (const fixture& f : fixtures) {
    ++counts.fixtures;
    for (std::size_t cut = 0; cut < f.text.size(); ++cut, ++place) {
      if (place % plan.every_cut != 0) continue;
      guarded.assign(std::string_view(f.text).substr(0, cut));
      j.look_at(guarded, f.name + " cut off at " + std::to_string(cut), true);
    }
    std::string text = f.text;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char original = text[i];
      for (int c = 0; c < 256; ++c, ++place) {
        if (place % plan.every_byte != 0) continue;
        text[i] = static_cast<char>(c);
        guarded.assign(text);
        j.look_at(guarded, f.name + " with byte " + std::to_string(c) + " at " + std::to_string(i),
                  false);
      }
      text[i] = original;
    }
  }
}

// --- Events to start from ----------------------------------------------------------------------

std::vector<fixture> samples_of_promptetheus() {
  std::vector<fixture> out;
  for (const auto& [type, payload] : assay_test::sample_payloads)
    out.push_back({std::string(type), assay_test::event_text(type, payload)});
  out.push_back(
      {"a payload before its type",
       R"({"payload":{"value":1,"name":"m"},"seq":0,"idempotency_key":"s:n:0","timestamp":"2026-06-12T12:00:00Z","session_id":"s","type":"metric","x":[{"a":null}]})"});
  return out;
}

/// Returns recorded events or requests that are not too long, spread over their file: its lines, or
/// the values at a JSON Pointer in them.
std::vector<fixture> recorded(std::string_view file, std::string_view pointer, std::size_t count) {
  const char* const named = std::getenv("ASSAY_CORPUS");
  const std::filesystem::path directory =
      named != nullptr ? named : ASSAY_SOURCE_DIR "/../shared/corpus";
  constexpr std::size_t longest = 1500;
  std::vector<fixture> all;
  std::ifstream in(directory / file, std::ios::binary);
  std::size_t number = 1;
  for (std::string line; std::getline(in, line); ++number)
    if (const std::string_view text = assay::find_value(line, pointer);
        text.starts_with('{') && text.size() < longest)
      all.push_back({std::string(file) + ":" + std::to_string(number), std::string(text)});
  std::vector<fixture> out;
  const std::size_t step = std::max<std::size_t>(1, all.size() / std::max<std::size_t>(count, 1));
  for (std::size_t i = 0; i < all.size() && out.size() < count; i += step) out.push_back(all[i]);
  return out;
}

constexpr const char* batch_sample =
    R"({"events":[{"event_type":"model","event_name":"chat","source":"s","inputs":{"q":"\u00e9"},"config":{},"start_time":1781270381274,"end_time":1781270382938.5,"duration":1664.5,"outputs":{},"error":null,"event_id":"a","parent_id":"b","children_ids":["c"]},{"event_type":"chain","event_name":"run","inputs":{},"event_id":"b","children_ids":["a"]}],"is_single_session":true,"session_properties":{"session_id":"s","x":1}})";
constexpr const char* export_sample =
    R"({"traces":[{"trace_id":"t","name":"n","start_time":"2026-06-12T09:00:00Z","end_time":"2026-06-12T09:00:01.5Z","duration_ms":1500.0,"status":"ok","span_count":2,"error_count":0,"attributes":{},"metadata":{"session_id":"s"},"spans":[{"span_id":"a","trace_id":"t","parent_span_id":"b","name":"x","start_time":"2026-06-12T09:00:00Z","status":"ok","attributes":{},"events":[{"name":"a.failed","timestamp":"2026-06-12T09:00:00Z","attributes":{"e":"E"}}],"links":[{"trace_id":"u","span_id":"v"}]},{"span_id":"b","trace_id":"t","name":"y"}],"events":[]}],"timestamp":1795345079.77})";
constexpr const char* ingest_sample =
    R"({"events":[{"event_name":"n","event_type":"usage","client_id":"c","session_id":"s","timestamp":"2026-11-22T10:51:00.415364Z","properties":{"a":[1.5e3,null],"b":"\ud83d\ude00"}}]})";
constexpr const char* trajectory_sample =
    R"({"event_type":"user.accept","session_id":"s","properties":{"n":12345678901234567890.0},"event_id":"0123456789abcdef0123456789abcdef","timestamp":"2026-06-12T12:34:56.789012+00:00","user_id":null,"trajectory_id":null,"trace_id":"t","source":"sdk","metadata":null})";

} // namespace

mutation_counts mutate_all(const mutation_plan& plan) {
  namespace honeyhive = assay::honeyhive;
  mutation_counts counts;
  std::vector<fixture> events = samples_of_promptetheus();
  const auto with_recorded = [&](std::vector<fixture> own, std::string_view file,
                                 std::string_view pointer = "/body") {
    std::vector<fixture> more = recorded(file, pointer, plan.recorded);
    counts.recorded += more.size();
    own.insert(own.end(), more.begin(), more.end());
    return own;
  };
  mutate<assay::promptetheus::event>(with_recorded(events, "promptetheus/sessions.ndjson", ""),
                                     plan, counts);
  mutate<honeyhive::event_batch<honeyhive::dialect::legacy>>(
      with_recorded({{"HoneyHive batch", batch_sample}}, "honeyhive/requests.ndjson"), plan,
      counts);
  mutate<assay::noveum::export_request>(
      with_recorded({{"Noveum request", export_sample}}, "noveum/requests.ndjson"), plan, counts);
  mutate<assay::producttelemetry::ingest_request>(
      with_recorded({{"ProductTelemetry request", ingest_sample}},
                    "producttelemetry/requests.ndjson"),
      plan, counts);
  mutate<assay::trajectory::telemetry_event>({{"Trajectory event", trajectory_sample}}, plan,
                                             counts);
  return counts;
}

} // namespace hostile
