// SPDX-License-Identifier: BSL-1.0

// Events that are cut off at every place, and changed at random ones. The reader must not read out
// of bounds, all its ways of reading must agree, and it must agree with Boost.JSON on what is valid
// JSON. The fuzz targets do the same without end; every run of the tests does this part.

#include <assay/json/detail/read/reader.hpp>

#include "support/catch.hpp"
#include "support/effort.hpp"
#include "support/events.hpp"
#include "support/exact_json.hpp"
#include "support/judged.hpp"
#include "support/seed_events.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using assay::category;
using assay::code;
using assay::options;
using assay::violation;
using assay_test::judge_document;
using assay_test::judge_line;
using assay_test::judged;

namespace {

options at(assay::level l) {
  options o;
  o.level = l;
  return o;
}

/// Returns one event of each type with all its members, and those seeds that are one accepted event
/// in one line.
const std::vector<assay_test::seed>& events() {
  static const auto all = [] {
    auto seeds = assay_test::seeds();
    std::erase_if(seeds, [](const assay_test::seed& s) {
      return s.text.find('\n') != s.text.npos ||
             !judge_document(s.text, at(assay::level::reference)).accepted;
    });
    for (const auto& [type, payload] : assay_test::sample_payloads)
      seeds.push_back({"sample of " + std::string(type), assay_test::event_text(type, payload)});
    return seeds;
  }();
  return all;
}

boost::system::error_code boost_json_says(std::string_view text) {
  boost::system::error_code error;
  boost::json::parse({text.data(), text.size()}, error, {}, assay_test::deep_grammar());
  return error;
}

bool any(const judged& j, bool (*wanted)(const violation&)) {
  return std::any_of(j.violations.begin(), j.violations.end(), wanted);
}

/// Returns whether the fault is in the text itself. Boost.JSON must agree, except for
/// tests/support/known_differences.hpp.
bool is_not_json(const violation& v) {
  return category_of(v.code) == category::syntax || category_of(v.code) == category::encoding;
}
bool is_no_object(const violation& v) { return v.code == code::type_mismatch && v.path.empty(); }

/// Changes the text at one or two places.
void mutate(std::string& text, std::mt19937& random) {
  static constexpr char characters[] =
      "{}[],:\"\\0123456789-+.eEtfnu/ \t\r\x00\x1F\x7F\x80\xC2\xED\xF4\xFF";
  static constexpr std::string_view telling(characters,
                                            sizeof characters - 1); // NUL is one of them
  for (auto edits = 1 + random() % 2; edits != 0 && !text.empty(); --edits) {
    const std::size_t place = random() % text.size();
    switch (random() % 6) {
    case 0: text[place] = static_cast<char>(random()); break;
    case 1: text[place] = telling[random() % telling.size()]; break;
    case 2: text.erase(place, 1); break;
    case 3: text.insert(place, 1, telling[random() % telling.size()]); break;
    case 4: text.insert(place, text.substr(random() % text.size(), random() % 20)); break;
    default: text.erase(place, random() % 20);
    }
  }
  std::replace(text.begin(), text.end(), '\n', ' '); // a line break would split the line
}

} // namespace

TEST_CASE("reader: events are accepted with any white space after them") {
  REQUIRE(events().size() >= 40);
  for (const auto& [name, text] : events())
    for (const std::string_view tail : {"", "\n", " ", "\r\n", " \t \r\n\n"}) {
      INFO(name);
      const judged document = judge_document(text + std::string(tail), at(assay::level::reference));
      const auto line = judge_line(text, at(assay::level::reference), tail);
      REQUIRE(line);
      CHECK(document.accepted);
      CHECK(document.agreed);
      CHECK(line->agreed);
      CHECK(assay_test::same(document, *line));
    }
}

TEST_CASE("reader: an event that is cut off is rejected, at the cut or before it") {
  for (const auto& [name, text] : events())
    for (std::size_t cut = 0; cut < text.size(); ++cut)
      for (const std::string_view tail : {"", "\n", " ", "\r\n"}) {
        INFO(name << " cut at " << cut);
        const std::string_view part = std::string_view(text).substr(0, cut);
        const judged document =
            judge_document(std::string(part) + std::string(tail), at(assay::level::reference));
        const bool good =
            !document.accepted && document.agreed && document.first_error() != nullptr;
        if (!good) CHECK(good); // one assertion for each cut would take most of the time
        if (good && *document.first_error()->offset > cut)
          CHECK(*document.first_error()->offset <= cut);
        const auto line = judge_line(part, at(assay::level::reference), tail);
        if (!line) { // blank
          CHECK(part.find_first_not_of(" \t\r") == part.npos);
          continue;
        }
        const bool good_line = !line->accepted && line->agreed && line->first_error() != nullptr;
        if (!good_line) CHECK(good_line);
        if (good_line && *line->first_error()->offset > cut + tail.size())
          CHECK(*line->first_error()->offset <= cut + tail.size());
      }
}

TEST_CASE("reader: all ways of reading agree on events changed at random") {
  std::mt19937 random(20260612);
  std::size_t accepted = 0, rejected = 0;
  for (const auto& [name, original] : events())
    for (int round = 0; round < assay_test::effort(400); ++round) {
      std::string text = original;
      mutate(text, random);
      INFO(name << ": " << text);
      bool accepted_before = true;
      for (const assay::level l :
           {assay::level::reference, assay::level::published, assay::level::strict}) {
        const judged document = judge_document(text, at(l));
        const auto line = judge_line(text, at(l));
        bool good = document.agreed && document.accepted == (document.first_error() == nullptr);
        good = good && (accepted_before || !document.accepted);
        good = good && (!line || (line->agreed && line->accepted == document.accepted));
        if (!good) CHECK(good);
        accepted_before = document.accepted;
        ++(document.accepted ? accepted : rejected);
      }
      const judged j = judge_document(text, at(assay::level::reference));
      if (j.violations.size() == options().limits.max_violations || any(j, is_no_object)) continue;
      if (any(j, [](const violation& v) { return category_of(v.code) == category::limit; }))
        continue;
      const boost::system::error_code theirs = boost_json_says(text);
      const bool agree =
          any(j, is_not_json) == theirs.failed() || theirs == boost::json::error::exponent_overflow;
      if (!agree) CHECK(agree);
    }
  CHECK(accepted > 1000); // both must happen often for useful mutations
  CHECK(rejected > 1000);
}

TEST_CASE("reader: the written JSON is the same as the JSON that was read") {
  for (const auto& [name, text] : events())
    for (const assay::level l :
         {assay::level::reference, assay::level::published, assay::level::strict}) {
      INFO(name);
      assay::validator<assay::promptetheus::event> validator(at(l));
      assay::promptetheus::event value, again;
      if (!validator.read(text, value)) continue;
      assay::text_buffer out;
      REQUIRE(assay::write(value, out));
      CHECK(assay_test::is_same_json(text, out.view()));
      CHECK(validator.read(out.view(), again));
      CHECK(again == value);
    }
}

TEST_CASE("reader: warnings are reported once, whatever the object held") {
  const std::string text =
      R"({"type":"retrieval","session_id":"s","timestamp":"2026-06-12T12:00:00Z","seq":1,"idempotency_key":"s:n:1",)"
      R"("payload":{"query":"q","documents":[{"id":"a","new":1}],"newer":2},"newest":3})";
  options o = at(assay::level::strict);
  const judged j = judge_document(text, o);
  CHECK(j.accepted);
  CHECK(j.agreed);
  CHECK(j.violations.size() == 3);
  // An element that was kept raw is checked before it is read again.
  assay::validator<assay::promptetheus::event> relaxed, strict(o);
  assay::promptetheus::event value;
  const std::string raw =
      R"({"type":"retrieval","session_id":"s","timestamp":"t","seq":1,"idempotency_key":"k","payload":{"query":"q","documents":[1]}})";
  REQUIRE(relaxed.read(raw, value));
  CHECK(strict.read(text, value));
  CHECK(strict.report().violations().size() == 3);
}

TEST_CASE("reader: a duplicate has the place of the first, also when it replaces a warning") {
  const std::string text =
      R"({"a":1,"b":2,"type":"metric","session_id":"s","timestamp":"2026-06-12T12:00:00Z","seq":1,"idempotency_key":"s:n:1",)"
      R"("payload":{"name":"n","value":1},"seq":2})";
  options o = at(assay::level::strict);
  o.limits.max_violations = 1;
  const judged j = judge_document(text, o);
  REQUIRE(j.violations.size() == 1);
  CHECK(j.violations[0].code == code::duplicate_member);
  CHECK(j.violations[0].first_offset == text.find("\"seq\""));
}

// A copy would report into the original.
static_assert(!std::is_copy_constructible_v<assay::validator<assay::promptetheus::event>>);
static_assert(!std::is_copy_constructible_v<assay::line_reader<assay::promptetheus::event>>);

TEST_CASE("validator: an event that is too large shows nothing of the event before it") {
  options o;
  o.limits.max_document_bytes = 120;
  assay::validator<assay::promptetheus::event> v(o);
  REQUIRE(v.check(
      R"({"type":"metric","session_id":"s","timestamp":"t","seq":1,"idempotency_key":"k","payload":{}})"));
  CHECK_FALSE(assay::promptetheus::header_of(v).type.empty());
  CHECK_FALSE(v.check(std::string_view(std::string(121, ' '))));
  CHECK(assay::promptetheus::header_of(v).type.empty());
}
