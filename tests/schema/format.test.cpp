// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/format.hpp"

#include "support/catch.hpp"
#include "support/guarded_text.hpp"

#include <cstddef>
#include <random>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

using namespace assay;

static_assert(has_format(text_format::date, "2026-06-12"), "usable at compile time");
static_assert(row_of(text_format::date_time).accepts == is_rfc3339);

namespace {

/// Returns texts of the format, to make mutants of.
std::vector<std::string_view> texts_of(text_format f) {
  switch (f) {
  case text_format::any: return {"any"};
  case text_format::date_time: return {"2026-06-12T12:34:56.789-08:00", "2016-12-31T23:59:60Z"};
  case text_format::date: return {"2026-06-12", "2000-02-29"};
  case text_format::time: return {"12:34:56.789-08:00", "23:59:60Z"};
  case text_format::uuid: return {"f81d4fae-7dec-11d0-a765-00a0c91e6bf6"};
  case text_format::ulid: return {"01ARZ3NDEKTSV4RRFFQ69G5FAV", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"};
  case text_format::uri: return {"https://u@[::1]:80/a%20b?c#d", "urn:x:1"};
  case text_format::email: return {"a.b@example.org", "\"a b\"@[192.0.2.1]"};
  case text_format::hostname:
    return {"www.example.org", "a-1.b",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.b"};
  case text_format::ipv4: return {"192.0.2.1", "255.249.100.0"};
  case text_format::ipv6: return {"2001:db8::1", "::ffff:192.0.2.1"};
  case text_format::hex: return {"0af7651916cd43DD", "0"};
  case text_format::base64: return {"Zm9vYmFy", "Zm9vYg==", "Zm8=", ""};
  case text_format::dotted_name: return {"user.accept", "tool_call"};
  }
  return {};
}

template <class F>
void for_each_mutant(std::string_view text, std::string_view characters, F f) {
  std::mt19937 random(static_cast<unsigned>(text.size()));
  for (int round = 0; round < 500; ++round) {
    std::string mutant(text);
    for (auto changes = random() % 4; changes > 0; --changes) {
      const std::size_t i = random() % (mutant.size() + 1);
      const char c = characters[random() % characters.size()];
      if (i == mutant.size() || random() % 3 == 0) mutant.insert(i, 1, c);
      else if (random() % 2 == 0) mutant[i] = c;
      else mutant.erase(i, 1);
    }
    f(mutant);
  }
}

constexpr std::string_view any_characters = "0159AFGIZafgiz.-:@/[]+=_%\"\\ \n\xC3\xA9?#TZ";

} // namespace

TEST_CASE("format: each has a row in its place, and a unique name") {
  CHECK(format_count == 14);
  for (std::size_t i = 0; i < format_count; ++i) {
    const text_format_row& row = format_table[i];
    CAPTURE(row.name);
    CHECK(static_cast<std::size_t>(row.format) == i);
    CHECK(&row_of(row.format) == &row);
    CHECK(name_of(row.format) == row.name);
    CHECK_FALSE(row.name.empty());
    CHECK_FALSE(row.words.empty());
    CHECK(row.source.empty() == (row.format == text_format::any));
    for (std::size_t j = 0; j < i; ++j) {
      CHECK(format_table[j].name != row.name);
      CHECK(format_table[j].words != row.words);
      CHECK(format_table[j].accepts != row.accepts);
    }
  }
}

TEST_CASE("format: each accepts the texts of its format") {
  for (const text_format_row& row : format_table) {
    CAPTURE(row.name);
    REQUIRE_FALSE(texts_of(row.format).empty());
    for (const std::string_view text : texts_of(row.format)) {
      CAPTURE(text);
      CHECK(has_format(row.format, text));
      CHECK(row.accepts(text));
    }
    CHECK(has_format(row.format, "no form \xFF") == (row.format == text_format::any));
  }
}

TEST_CASE("format: a format without a name in JSON Schema has a pattern") {
  for (const text_format_row& row : format_table) {
    CAPTURE(row.name);
    if (row.format == text_format::any) CHECK_FALSE(row.is_json_schema_format);
    else CHECK((row.is_json_schema_format || !row.pattern.empty()));
  }
}

TEST_CASE("format: a pattern matches what the predicate accepts, and an exact one nothing else") {
  for (const text_format_row& row : format_table) {
    if (row.pattern.empty()) continue;
    CAPTURE(row.name, row.pattern);
    const std::regex pattern(row.pattern.begin(), row.pattern.end(), std::regex::ECMAScript);
    std::size_t taken = 0, refused = 0;
    for (const std::string_view text : texts_of(row.format))
      for_each_mutant(text, any_characters, [&](const std::string& mutant) {
        CAPTURE(mutant);
        const bool is_taken = row.accepts(mutant);
        ++(is_taken ? taken : refused);
        const bool is_matched = std::regex_search(mutant, pattern);
        if (row.is_pattern_exact || mutant.find(":60") == mutant.npos)
          REQUIRE(is_matched == is_taken);
        else REQUIRE((is_matched || !is_taken));
      });
    CHECK(row.is_pattern_exact ==
          (row.format != text_format::date_time && row.format != text_format::time));
    CHECK(taken > 50);
    CHECK(refused > 100);
  }
}

TEST_CASE("format: no predicate reads beyond the text") {
  for (const text_format_row& row : format_table)
    for (const std::string_view text : texts_of(row.format)) {
      assay_test::guarded_text guarded("");
      for (std::size_t size = 0; size <= text.size(); ++size) {
        guarded.assign(text.substr(0, size));
        CHECK(row.accepts(guarded) == row.accepts(std::string(text.substr(0, size))));
      }
      for_each_mutant(text, any_characters, [&](const std::string& mutant) {
        guarded.assign(mutant);
        REQUIRE(row.accepts(guarded) == row.accepts(mutant));
      });
    }
}

TEST_CASE("format: long texts take linear time", "[long]") {
  // A predicate that reads the text again for each of its parts would not end.
  for (const std::string_view part : {"a", "1", "a.", "1:", "a@", "%41", "=", "[", "?#", "\\\""}) {
    std::string text;
    while (text.size() < 200'000) text += part;
    for (const std::string_view start : {"", "x:", "x://", "\"", "x://[", "::", "12:34:56.", "a@"})
      for (const text_format_row& row : format_table) {
        CAPTURE(part, start, row.name);
        const std::string all = std::string(start) + text;
        const bool is_bounded = row.format != text_format::any && row.format != text_format::uri &&
                                row.format != text_format::hex &&
                                row.format != text_format::base64 &&
                                row.format != text_format::dotted_name;
        CHECK_FALSE((row.accepts(all) && is_bounded));
      }
  }
}
