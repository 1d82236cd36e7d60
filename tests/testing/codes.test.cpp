// SPDX-License-Identifier: BSL-1.0
#include "assay/error/code.hpp"

#include "assay/batch/promptetheus.hpp"
#include "assay/json/lines.hpp"
#include "assay/json/text_buffer.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"
#include "assay/promptetheus/event.hpp"
#include "assay/testing/almost_valid.hpp"
#include "assay/testing/hostile.hpp"
#include "assay/testing/promptetheus.hpp"

#include "schema/zoo.hpp"
#include "support/catch.hpp"
#include "support/instances.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// Checks which generator makes each code, by running them.

using namespace assay;
using assay::testing::sample;
using assay::testing::source;

namespace {

/// The generators that made each code, as found by validators.
using codes_made = std::map<code, std::set<std::string_view>>;

/// Limits that a text of some kilobytes can reach, and that most valid events keep.
options with_small_limits(level l) {
  options o{.level = l};
  o.limits.max_depth = 40;
  o.limits.max_string_bytes = 3000;
  o.limits.max_document_bytes = 60'000;
  o.limits.max_members = 100;
  return o;
}

template <class T>
void note(codes_made& made, const sample& s, const options& o, std::string_view generator) {
  validator<T> v(o);
  v.check(s.text);
  INFO(s.text);
  REQUIRE(agrees(s, v.report()));
  if (s.violation) made[s.violation->code].insert(generator);
}

template <class T>
void note_almost_valid(codes_made& made, int rounds) {
  source from(1);
  for (int i = 0; i < rounds; ++i)
    for (const level l : {level::published, level::strict}) {
      const options o{.level = l};
      note<T>(made, testing::almost_valid<T>(from, l), o, "almost_valid");
    }
}

template <class T>
void note_hostile(codes_made& made, int rounds) {
  source from(2);
  for (int i = 0; i < rounds; ++i)
    for (const level l : {level::published, level::strict}) {
      const options o = with_small_limits(l);
      const testing::json_node event = testing::valid_tree_within<T>(from, o);
      for (const testing::hostile_kind& k : testing::hostile_kinds())
        if (const auto s = testing::make_hostile(k, event, schema_of_type<T>(), from, o))
          note<T>(made, *s, o, "hostile");
    }
}

void note_sessions(codes_made& made, int rounds) {
  source from(3);
  for (int i = 0; i < rounds; ++i) {
    const auto s = testing::promptetheus_session(from);
    dedupe_window window(dedupe_limits{.content_key = random_bytes<16>{}});
    promptetheus::batch_validator v;
    const std::string body = s.body();
    for (const rejected_event& r : v.check(body, {}, &window).rejected()) {
      const auto& e = s.events[r.index];
      const auto& expected = e.if_compared ? e.if_compared : e.violation;
      REQUIRE(expected);
      REQUIRE(expected->code == r.reason_code);
      made[r.reason_code].insert("session");
    }
  }
}

/// A code that no text can get, and why. `is_true` returns whether that still holds.
struct impossible_code {
  assay::code code;
  std::string_view reason;
  bool (*is_true)();
};

bool only_writing_finds_values_that_json_cannot_express() {
  promptetheus::event e;
  e.session_id = "\xFF";
  text_buffer out;
  const write_result written = write(e, out);
  bool only_there = !written && written.error() == code::invalid_value;
  for (const code_row& row : code_table)
    only_there &= (row.category == category::value) == (row.code == code::invalid_value);
  return only_there;
}

const impossible_code impossible_codes[] = {
    {code::invalid_value,
     "It is about C++ values: no text has one that JSON cannot express. Only writing finds it.",
     only_writing_finds_values_that_json_cannot_express},
};

/// The purpose of each generator. Others may make the code as well.
constexpr std::string_view maker_of(code c) {
  switch (c) {
  case code::sequence_conflict:
  case code::key_conflict: return "session";
  default:
    return category_of(c) == category::schema || c == code::integer_overflow ? "almost_valid"
                                                                             : "hostile";
  }
}

} // namespace

TEST_CASE("testing: each code is made by its generator, or is known to be impossible") {
  codes_made made;
  note_almost_valid<assay_zoo::event>(made, 100);
  note_almost_valid<assay_zoo::integers>(made, 100);
  note_almost_valid<assay_zoo::texts>(made, 100);
  note_almost_valid<assay_zoo::containers>(made, 100);
  note_almost_valid<assay_zoo::presence>(made, 60);
  note_almost_valid<promptetheus::event>(made, 60);
  note_hostile<promptetheus::event>(made, 6);
  note_sessions(made, 20);

  std::map<code, const impossible_code*> impossible;
  for (const impossible_code& i : impossible_codes) {
    INFO(name_of(i.code) << ": " << i.reason);
    CHECK(i.is_true());
    CHECK(impossible.emplace(i.code, &i).second);
  }
  for (const code_row& row : code_table) {
    INFO(name_of(row.code));
    if (impossible.contains(row.code)) CHECK(made[row.code].empty());
    else CHECK(made[row.code].contains(maker_of(row.code)));
  }
}

TEST_CASE("testing: hostile kinds have a row for each code of syntax, encoding and limits") {
  std::set<code> listed;
  for (const testing::hostile_kind& k : testing::hostile_kinds())
    if (k.code) listed.insert(*k.code);
  for (const code_row& row : code_table) {
    if (row.category == category::schema || row.category == category::value) continue;
    INFO(name_of(row.code));
    // Almost_valid makes it.
    CHECK(listed.contains(row.code) == (row.code != code::integer_overflow));
  }
}
