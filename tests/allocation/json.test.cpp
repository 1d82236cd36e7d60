// SPDX-License-Identifier: BSL-1.0
#include "assay/json/boost_json.hpp"
#include "assay/json/detail/raw_access.hpp"
#include "assay/json/line_feeder.hpp"
#include "assay/json/lines.hpp"
#include "assay/json/report_json.hpp"
#include "assay/json/result.hpp"
#include "assay/json/stream_reader.hpp"
#include "assay/promptetheus.hpp"

#include "allocation/exhaustion.hpp"
#include "support/events.hpp"

#include <boost/json/parse.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using assay_test::event_text;
using assay_test::steps_on;
using assay_test::untouched_by_failures;

namespace {

using assay::promptetheus::event;

/// Accepted and rejected events, with and without warnings, with escapes, late payloads and
/// misfits, and texts that are not events.
std::vector<std::string> texts_to_judge() {
  std::vector<std::string> out;
  for (const auto& [type, payload] : assay_test::sample_payloads)
    out.push_back(event_text(type, payload));
  const std::string long_name(300, 'n');
  out.push_back(event_text(
      "metric", R"({"name":5,"value":"what does not fit, of a length that needs memory"})",
      R"(,"more":{"a":[1,{"b":2}]})"));
  out.push_back(event_text("a type that nobody knows",
                           R"({"\u0061 member":"and its rather long value, with \u00e9"})"));
  out.push_back(event_text(
      "llm_call", "{\"" + long_name + "\":[[[{\"\\u0061\":\"\\ud800\"}]]],\"model\":7,\"model\":8}",
      ",\"seq\":-1"));
  out.push_back(
      R"({"payload":{"content":"it comes before its type"},"type":"user_message","session_id":"\u0073ession","seq":1})");
  out.push_back(event_text(
      "retrieval",
      R"({"query":"q","documents":[7,{"id":"a document of its own"},{"id":5,"x":"raw, and long"}]})"));
  out.push_back(event_text("session_end", R"({"status":"completed"})") + "x");
  out.push_back(std::string("{\"\0\"", 4));
  out.push_back("[1,2]");
  out.push_back("cut off, and long enough for its copy to need memory");
  out.push_back(event_text("user_message", R"({"content":"an accepted one at the end"})"));
  return out;
}

assay::options judging(assay::level level, std::size_t max_violations) {
  assay::options o{.level = level, .keep_unknown_types = true};
  o.lone_surrogates = assay::surrogate_policy::replace;
  o.limits.max_violations = max_violations;
  return o;
}

void append_report(std::string& out, const assay::report& r) {
  out += r.accepted() ? "accepted" : "rejected";
  if (r.truncated()) out += ", and more";
  for (const assay::violation& v : r.violations())
    out += '\n' + to_string(v) + ' ' + std::to_string(v.first_offset.value_or(0));
  out += '\n';
}

/// A validator, its reports so far, and the event that it read.
template <class Validator>
struct judge {
  Validator validator;
  event value{};
  std::string said{};

  void note(bool has_value) {
    const untouched_by_failures here;
    append_report(said, validator.report());
    if (has_value && validator.report().accepted()) said += assay::write(value).value() + '\n';
  }
};

} // namespace

TEST_CASE("exhaustion: a validator gives no verdict when memory runs out, and the right one the "
          "next time") {
  for (const assay::level level :
       {assay::level::reference, assay::level::published, assay::level::strict})
    for (const std::size_t most : {0u, 2u, 32u}) {
      CAPTURE(level, most);
      using object = judge<assay::validator<event>>;
      steps_on<object> steps;
      for (const std::string& text : texts_to_judge()) {
        steps.push_back([text](object& j) { j.validator.check(text), j.note(false); });
        steps.push_back([text](object& j) { j.validator.read(text, j.value), j.note(true); });
      }
      const auto make = [&] { return object{assay::validator<event>(judging(level, most))}; };
      const auto said = [](const object& j) { return j.said; };
      assay_test::exhaust_unchanged(make, steps, said);
      assay_test::for_each_failure(
          make, steps,
          [](object& j, std::size_t) {
            REQUIRE_FALSE(j.validator.report().accepted());
            assay::text_buffer out;
            static_cast<void>(
                assay::write(j.value, out)); // it is still an event, whatever it contains
          },
          [](object&, std::size_t) {});
    }
}

TEST_CASE("exhaustion: a line reader skips no line when memory runs out") {
  std::string all;
  for (const std::string& text : texts_to_judge()) all += text + "\r\n";
  const std::string cut =
                        all + R"({"the last line":"is read from a copy that needs memory"})" + "\r",
                    empty;
  using object = judge<assay::line_reader<event>>;
  steps_on<object> steps;
  const auto restart = [&](const std::string& text, std::size_t line) {
    steps.push_back([&text, line](object& j) { j.validator.restart(text, line); });
  };
  const auto go_on = [&](int lines) {
    for (int i = 0; i < lines; ++i)
      steps.push_back([i](object& j) {
        const bool reads = i % 2 == 0;
        const bool is_there = reads ? j.validator.next(j.value) : j.validator.next();
        const untouched_by_failures here;
        j.said += is_there ? std::to_string(j.validator.line()) + ": " +
                                 std::string(j.validator.text()) + '\n'
                           : "the end\n";
        if (is_there) j.note(reads);
      });
  };
  const auto lines = static_cast<int>(texts_to_judge().size());
  restart(cut, 1), go_on(lines + 2), restart(all, 100), go_on(3), restart(cut, 7), go_on(lines + 2),
      restart(empty, 1), go_on(1);
  const auto make = [&] {
    return object{assay::line_reader<event>(std::string_view(), judging(assay::level::strict, 32))};
  };
  const auto said = [](const object& j) { return j.said; };
  assay_test::exhaust_keeping(make, steps, said, said);
}

namespace {

/// A feeder and the lines that it returned.
struct fed {
  assay::line_feeder feeder{2000};
  std::string given{};

  void note(std::span<const assay::line_block> blocks) {
    const untouched_by_failures here;
    for (const assay::line_block& b : blocks)
      given += std::to_string(b.first_line) + '+' + std::to_string(b.lines) + " @" +
               std::to_string(b.offset) + (b.is_cut ? " cut: " : ": ") + std::string(b.text) + '\n';
  }
  std::string seen() const {
    return given + std::to_string(feeder.bytes()) + " bytes, " + std::to_string(feeder.kept()) +
           " kept";
  }
};

/// Pieces of streams: complete and cut lines, too long lines, blank lines, and ends.
std::vector<std::string> pieces_to_feed() {
  std::vector<std::string> out;
  const auto many = [](std::size_t n, char c) { return std::string(n, c); };
  for (const std::string& piece :
       {std::string("a\nb\nc"), std::string("d"), "e\nf\n" + many(700, 'g'), many(700, 'h'),
        many(300, 'i') + "\nj\n" + many(100, 'k'), many(1950, 'l'), "m\nn" + many(1999, ' '),
        many(500, 'o'), "p\n" + many(3000, 'q') + "\n" + many(3000, 'r'), "s\n" + many(3000, ' '),
        many(10, ' ') + "\n" + many(1999, 't'), std::string("u\n\n"), std::string("v")})
    out.push_back(piece);
  return out;
}

} // namespace

TEST_CASE("exhaustion: a line feeder consumes all bytes or none") {
  static const std::vector<std::string> pieces = pieces_to_feed();
  steps_on<fed> steps;
  const auto feed_all = [&] {
    for (const std::string& piece : pieces)
      steps.push_back([&piece](fed& f) { f.note(f.feeder.feed(piece)); });
  };
  feed_all();
  steps.push_back([](fed& f) { f.note(f.feeder.finish()); });
  feed_all();
  steps.push_back([](fed& f) {
    assay::text_buffer other;
    f.feeder.exchange_joined(other);
  });
  steps.push_back([](fed& f) { f.feeder.restart(); });
  feed_all();
  assay_test::exhaust_unchanged([] { return fed(); }, steps, [](const fed& f) { return f.seen(); });
}

TEST_CASE("exhaustion: a stream reader loses no line when memory runs out") {
  std::string all = "\xEF\xBB\xBF";
  for (const std::string& text : texts_to_judge()) all += text + "\r\n";
  all += std::string(5000, 'x') + "\n" + texts_to_judge().front();
  for (const bool replaces : {false, true}) {
    assay::options o = judging(assay::level::strict, 32);
    o.limits.max_document_bytes = 4000;
    if (replaces) o.null_characters = assay::null_character_policy::replace;
    using object = judge<assay::stream_reader<event>>;
    steps_on<object> steps;
    const auto go_on = [&] {
      steps.push_back([](object& j) {
        for (;;) {
          const bool is_there =
              j.said.size() % 2 == 0 ? j.validator.next(j.value) : j.validator.next();
          const untouched_by_failures here;
          if (!is_there) break;
          j.said += std::to_string(j.validator.line()) + " @" +
                    std::to_string(j.validator.offset()) + ": " + std::string(j.validator.text()) +
                    '\n';
          j.note(false);
        }
      });
    };
    for (std::size_t at = 0, size = 1; at < all.size(); at += size, size = 1 + size * 3 % 1000) {
      const std::string_view piece = std::string_view(all).substr(at, size);
      steps.push_back([piece](object& j) { j.validator.feed(piece); });
      go_on();
    }
    steps.push_back([](object& j) { j.validator.finish(); });
    go_on();
    const auto make = [&] { return object{assay::stream_reader<event>(o)}; };
    const auto seen = [](const object& j) { return j.said + std::to_string(j.validator.bytes()); };
    const auto bytes = [](const object& j) { return std::to_string(j.validator.bytes()); };
    assay_test::exhaust_keeping(make, steps, seen, bytes);
  }
}

TEST_CASE("exhaustion: a validator of values gives no verdict when memory runs out") {
  using object = judge<assay::value_validator<event>>;
  steps_on<object> steps;
  for (const std::string& text : texts_to_judge()) {
    boost::json::error_code error;
    const boost::json::value value = boost::json::parse(text, error);
    if (error) continue;
    steps.push_back([value](object& j) { j.validator.check(value), j.note(false); });
    steps.push_back([value](object& j) { j.validator.read(value, j.value), j.note(true); });
  }
  const auto make = [] {
    return object{assay::value_validator<event>(judging(assay::level::strict, 32))};
  };
  assay_test::exhaust_keeping(
      make, steps, [](const object& j) { return j.said; }, [](const object& j) { return j.said; });
  assay_test::for_each_failure(
      make, steps, [](object& j, std::size_t) { REQUIRE_FALSE(j.validator.report().accepted()); },
      [](object&, std::size_t) {});
}

TEST_CASE("exhaustion: a text is appended to a buffer completely or not at all") {
  event e;
  assay::validator<event> v({.level = assay::level::strict});
  REQUIRE(v.read(texts_to_judge()[1], e));
  e.session_id = std::string(700, 's');
  event unwritable = e;
  unwritable.idempotency_key = "\xFF";
  assay::validator<event> of_bad({.level = assay::level::strict});
  const std::string bad = texts_to_judge()[18];
  REQUIRE_FALSE(of_bad.check(bad));
  const std::string long_text(10'000, '8');
  const steps_on<assay::text_buffer> steps{
      [](assay::text_buffer& out) { out.append("before"); },
      [&](assay::text_buffer& out) { static_cast<void>(assay::write(e, out)); },
      [&](assay::text_buffer& out) { static_cast<void>(assay::write(unwritable, out)); },
      [&](assay::text_buffer& out) { assay::append_json(out, of_bad.report(), bad); },
      [&](assay::text_buffer& out) {
        assay::append_json(out, of_bad.report().violations()[0], bad);
      },
      [](assay::text_buffer& out) { out.reserve(5000); },
      [&](assay::text_buffer& out) { out.append(long_text); },
      [](assay::text_buffer& out) { out.append('9'); },
      [](assay::text_buffer& out) { out.truncate(10); },
      [](assay::text_buffer& out) { out.reserve(20'000); },
      [](assay::text_buffer& out) { out = assay::text_buffer(); },
      [](assay::text_buffer& out) { out.append("anew"); },
  };
  assay_test::exhaust_unchanged(
      [] { return assay::text_buffer(); }, steps,
      [](const assay::text_buffer& out) { return std::string(out.view()); });
}

TEST_CASE("exhaustion: free-form values keep their text until they have another") {
  const assay::raw_object long_object{
      {"a member", "whose value is too long for a string without memory"}};
  const steps_on<assay::raw_json> steps{
      [&](assay::raw_json& j) { j = long_object; },
      [](assay::raw_json& j) {
        j = assay::raw_json("a string with \"quotes\" that must be escaped, and a length");
      },
      [](assay::raw_json& j) {
        j = assay::raw_json::array(
            {1, 2, "an element that is longer than the others", nullptr, true, 0.5});
      },
      [](assay::raw_json& j) {
        assay::detail::raw_access::assign(
            j, R"({"and":"a text that is taken over as it is, and needs memory"})");
      },
      [](assay::raw_json& j) {
        j = *assay::parse_raw_json(
            " [ 1,\n 2, \"which becomes one line, and needs memory for it\" ] ");
      },
      [](assay::raw_json& j) { assay::detail::raw_access::text_of(j).append(" "); },
      [](assay::raw_json& j) { j = assay::raw_json(assay::number(1e300)); },
  };
  assay_test::exhaust_unchanged([] { return assay::raw_json(); }, steps,
                                [](const assay::raw_json& j) { return std::string(j.text()); });
}

TEST_CASE("exhaustion: a member is appended to an object completely or not at all") {
  const assay::raw_json value("a value that is too long for a string without memory");
  const steps_on<assay::raw_object> steps{
      [&](assay::raw_object& o) { o.append("a member whose name is as long as its value", value); },
      [](assay::raw_object& o) { o.append("b", 1); },
      [](assay::raw_object& o) { o.append("itself", o); },
  };
  assay_test::exhaust_unchanged([] { return assay::raw_object(); }, steps,
                                [](const assay::raw_object& o) { return std::string(o.text()); });
}
