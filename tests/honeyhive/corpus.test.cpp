// SPDX-License-Identifier: BSL-1.0

// Recorded requests of clients with the verdict of each published specification, if a corpus of
// them is available.

#include <assay/honeyhive.hpp>

#include "support/catch.hpp"
#include "support/corpus.hpp"
#include "support/exact_json.hpp"

#include "assay/json/boost_json.hpp"

#include <boost/describe/class.hpp>
#include <boost/json/parse.hpp>

#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace honeyhive_corpus {

using namespace assay;
using namespace assay::honeyhive;

/// One line of the corpus. The verdicts are true, the first error as text, or null if the
/// specification has no such route.
struct row {
  std::string path{};
  raw_json body{};
  std::optional<std::string> mutation{};
  std::optional<std::string> wire{};
  dictionary<raw_json> valid{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(row, (), (path, body, mutation, wire, valid, additional))

std::vector<row> rows(std::string_view file) {
  std::vector<row> all;
  validator<row> v;
  for (const std::string& line : assay_test::recorded_lines(file))
    REQUIRE(v.read(line, all.emplace_back()));
  return all;
}

std::optional<specification> specification_named(std::string_view name) {
  return name == "v0_1.0.4"          ? std::optional(specification::v0)
         : name == "public_1.1.0"    ? std::optional(specification::public_api)
         : name == "dataplane_1.2.1" ? std::optional(specification::data_plane)
                                     : std::nullopt;
}

std::string lines_of(const report& r) {
  std::string out;
  for (const violation& v : r.violations()) out += to_string(v) + "\n";
  return out;
}

/// The verdict on the body at `published`. Also checks everything that must hold with this verdict.
template <class T>
bool verdict(std::string_view body) {
  validator<T> checker, reader;
  const bool accepted = checker.check(body);
  T value;
  CHECK(reader.read(body, value) == accepted);
  CHECK(lines_of(reader.report()) == lines_of(checker.report()));
  // The verdict on the value is that on its text.
  value_validator<T> values;
  CHECK(values.check(boost::json::parse(body)) == accepted);
  CHECK(lines_of(values.report()) == lines_of(checker.report()));
  // Each level requires what the previous one requires.
  if (!accepted) CHECK_FALSE(check<T>(body, {.level = level::strict}));
  validator<T> at_reference({.level = level::reference});
  T lenient;
  const bool passes = at_reference.read(body, lenient);
  if (accepted) CHECK(passes);
  for (const T* const read : {accepted ? &value : nullptr, passes ? &lenient : nullptr}) {
    if (read == nullptr) continue;
    text_buffer out;
    REQUIRE(write(*read, out));
    CHECK(assay_test::is_same_json(out.view(), body));
    T again;
    CHECK(validator<T>({.level = level::reference}).read(out.view(), again));
    CHECK(again == *read);
  }
  return accepted;
}

void compare(const std::vector<row>& rows) {
  std::size_t verdicts = 0;
  for (const row& r : rows) {
    INFO(r.path << " " << r.mutation.value_or("") << "\n" << r.body.text());
    for (const auto& [name, expected] : r.valid) {
      INFO(name << ": " << expected.text());
      const auto s = specification_named(name);
      REQUIRE(s.has_value());
      const bool valid = expected.text() == "true"; // clang 14 cannot capture a structured binding
      const bool has_route = visit_route(*s, r.path, [&]<class T>() {
        ++verdicts;
        CHECK(verdict<T>(r.body.text()) == valid);
        if (r.wire) CHECK(verdict<T>(*r.wire) == valid);
      });
      CHECK(has_route == (expected.kind() != kind::null));
    }
  }
  if (!rows.empty()) CHECK(verdicts > 150);
}

} // namespace honeyhive_corpus

using namespace honeyhive_corpus;

TEST_CASE("honeyhive corpus: requests have the verdict of each specification and round-trip") {
  compare(rows("honeyhive/requests.ndjson"));
}

TEST_CASE("honeyhive corpus: mutated requests have the verdict of each specification") {
  compare(rows("honeyhive/mutants.ndjson"));
}

TEST_CASE("honeyhive corpus: the findings of strict in valid requests") {
  std::map<std::string, int> found;
  for (const row& r : rows("honeyhive/requests.ndjson"))
    for (const auto& [named, expected] : r.valid)
      if (const std::string& name = named; expected.text() == "true")
        visit_route(*specification_named(name), r.path, [&]<class T>() {
          validator<T> v({.level = level::strict});
          v.check(r.body.text());
          for (const violation& x : v.report().violations())
            if (x.severity == severity::error)
              ++found[name + " " + std::string(name_of(x.code)) + " " +
                      x.path.substr(x.path.rfind('/'))];
        });
  if (found.empty()) return; // there is no corpus
  // Each was examined. Some events have a duration of 42 ms whatever their times, and the session
  // in the specification's example ends before it starts. Bodies without the wrapper of their route
  // are valid in version 1.0.4, which does not require it.
  CHECK(found == std::map<std::string, int>{{"dataplane_1.2.1 members_disagree /duration", 3},
                                            {"dataplane_1.2.1 members_disagree /end_time", 1},
                                            {"v0_1.0.4 members_disagree /duration", 2},
                                            {"v0_1.0.4 missing_member /event", 2},
                                            {"v0_1.0.4 missing_member /session", 4}});
}

TEST_CASE("honeyhive corpus: mutated bytes do no harm, and accepted texts round-trip") {
  std::mt19937 random(20260612);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  constexpr std::string_view pieces[] = {"null",   "\"\"",        "{}", "[]",   "1.5",
                                         "-1e999", "\"\\ud800\"", "}",  "]",    ",",
                                         ":",      "\"",          "\\", "\xff", "{\"a\":"};
  for (const row& r : rows("honeyhive/requests.ndjson"))
    for (int i = 0; i < 40; ++i) {
      std::string text(r.body.text());
      for (std::size_t n = 1 + below(3); n != 0; --n) {
        const std::size_t at = below(text.size()), length = std::min(below(12), text.size() - at);
        text.replace(at, below(2) == 0 ? 0 : length, pieces[below(std::size(pieces))]);
      }
      for (const specification s :
           {specification::v0, specification::public_api, specification::data_plane})
        visit_route(s, r.path, [&]<class T>() {
          validator<T> checker({.level = level::strict}), reader({.level = level::strict}),
              lenient({.level = level::reference});
          T value;
          const bool accepted = checker.check(text);
          if (reader.read(text, value) != accepted ||
              lines_of(reader.report()) != lines_of(checker.report()))
            FAIL(text);
          if (lenient.read(text, value)) {
            text_buffer out;
            REQUIRE(write(value, out));
            if (!assay_test::is_same_json(out.view(), text)) FAIL(text);
          } else if (accepted) {
            FAIL(text);
          }
        });
    }
}
