// SPDX-License-Identifier: BSL-1.0
#include "assay/testing/reduce.hpp"

#include "assay/json/parse_raw.hpp"
#include "assay/json/walk.hpp"
#include "assay/testing/source.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

using assay::testing::reduce;
using assay::testing::reduction;

namespace {

constexpr std::string_view purchase =
    R"({"id":"o-17","lines":[{"sku":"a\u00e9-1","count":3,"price":12.50},)"
    R"({"sku":"b-2","count":9007199254740993,"price":0.10}],"paid":true,"note":null})";

bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

/// Returns the text of a member of the order: of its line at `index`.
std::string_view count_of(std::string_view text, std::string_view index) {
  return assay::find_value(text, "/lines/" + std::string(index) + "/count");
}

std::string without(std::string_view text, std::size_t i, std::size_t n = 1) {
  return std::string(text.substr(0, i)).append(text.substr(i + n));
}

} // namespace

TEST_CASE("reduce: parts that the predicate does not need are dropped") {
  CHECK(reduce(purchase, [](std::string_view) { return true; }).text.empty());
  for (const std::string_view part : {"9007199254740993", "paid", "\\u00e9", "0.1", "}]"}) {
    const reduction r = reduce(purchase, [&](std::string_view t) { return contains(t, part); });
    CHECK(r.text == part);
    CHECK(r.is_minimal);
  }
}

TEST_CASE("reduce: if the text must remain JSON, members, elements and characters are dropped") {
  const auto is_object = [](std::string_view t) { return assay::parse_raw_object(t).has_value(); };
  CHECK(reduce(purchase, is_object).text == "{}");
  CHECK(reduce(purchase, [&](std::string_view t) {
          return is_object(t) && !count_of(t, "0").empty();
        }).text == R"({"lines":[{"count":0}]})");
  CHECK(reduce(purchase, [&](std::string_view t) {
          return is_object(t) && !assay::find_value(t, "/lines/1").empty();
        }).text == R"({"lines":[0,0]})");
  CHECK(reduce(purchase, [&](std::string_view t) {
          return is_object(t) && count_of(t, "1").size() == 16 && count_of(t, "1").ends_with('3');
        }).text == R"({"lines":[0,{"count":1000000000000003}]})");
}

TEST_CASE("reduce: numbers and strings become simple, and as short as allowed") {
  const auto reduced = [](std::string_view text, auto fails) { return reduce(text, fails).text; };
  const auto is_number = [](std::string_view t) { return assay::is_json_number(t); };
  CHECK(reduced("-123.4567e+89", is_number) == "0");
  CHECK(reduced("-123.4567e+89",
                [&](std::string_view t) { return is_number(t) && contains(t, "."); }) == "0.0");
  CHECK(reduced("987654321", [&](std::string_view t) {
          return is_number(t) && assay::compare_decimals(t, "1000") > 0;
        }) == "1001");
  CHECK(reduced(R"("x\ud83d\ude00\n\"yz")", [&](std::string_view t) {
          return assay::is_valid_json(t) && t.starts_with('"') && t.size() > 4;
        }) == R"("\"a")");
  CHECK(reduced(R"({"\u0069\u0064\u0000":1})", [](std::string_view t) {
          return assay::is_valid_json(t) &&
                 !assay::find_member(t, std::string_view("id\0", 3)).empty();
        }) == R"({"id\u0000":0})");
  CHECK(reduced(R"(["x\ud83d\ude00"])", [&](std::string_view t) {
          return assay::is_valid_json(t) && contains(t, R"(\ud83d)");
        }) == R"("\ud83d\udeaa")");
}

TEST_CASE("reduce: values replace those around them") {
  std::string deep(500, '[');
  deep.append(R"({"a":{"b":[true,"needle"]}})").append(500, ']');
  CHECK(reduce(deep, [](std::string_view t) {
          return assay::is_valid_json(t) && contains(t, "needle");
        }).text == R"("needle")");
  CHECK(reduce(R"({"a":[[1,{"b":{"c":[]}}],2]})", [](std::string_view t) {
          return assay::is_valid_json(t) && contains(t, "{") && contains(t, "[");
        }).text == R"({"":[]})");
}

TEST_CASE("reduce: ids that must agree become simple together") {
  const std::string_view text = R"({"id":"session-17","seq":4711,"key":"session-17:xy:4711"})";
  CHECK(reduce(text, [](std::string_view t) {
          if (!assay::is_valid_json(t)) return false;
          const std::string_view id = assay::find_member(t, "id"),
                                 key = assay::find_member(t, "key");
          const std::string_view seq = assay::find_member(t, "seq");
          return id.size() > 2 && id.starts_with('"') && !seq.empty() && seq != "\"\"" &&
                 key == std::string(id.substr(0, id.size() - 1)).append(":xy:").append(seq) + '"';
        }).text == R"({"id":"a","seq":0,"key":"a:xy:0"})");
}

TEST_CASE("reduce: text that is not JSON, or nearly JSON, is reduced as well") {
  const auto cut = purchase.substr(0, 100);
  CHECK(reduce(cut, [](std::string_view t) {
          return contains(t, R"("sku")") && !assay::is_valid_json(t) && t.starts_with('{');
        }).text == R"({"sku")");
  CHECK(reduce(R"({"a":1,"b":[NaN,2],"c":{"d":"e"}})", [](std::string_view t) {
          return t.starts_with('{') && t.ends_with('}') && contains(t, "[NaN");
        }).text == "{[NaN}");
  CHECK(reduce(R"({"a":1,"b":[NaN,2],"c":{"d":"e"}})", [](std::string_view t) {
          return t.starts_with(R"({")") && t.ends_with('}') && contains(t, "NaN");
        }).text == R"({"NaN})");
  CHECK(reduce("{\"a\":\"\xff\xfe\",\"b\":2} {\"c\":3}", [](std::string_view t) {
          return contains(t, "\xfe") && contains(t, "} {");
        }).text == "\xfe} {");
  CHECK(reduce(std::string(3000, '[') + "x", [](std::string_view t) {
          return contains(t, "x");
        }).text == "x"); // deeper than any recursion
  CHECK(reduce(" \n[1]\t", [](std::string_view t) { return contains(t, "\n"); }).text == "\n");
  for (const std::string_view odd : {"", "\"", "\\", "{", "{\"", "{\"a", "{\"a\"", "{\"a\":", "[,]",
                                     "]", "\"\\", "{\"\\u12\":\"\\u\"}", "[\"a"})
    CHECK(reduce(odd, [](std::string_view) { return true; }).text.empty());
}

TEST_CASE("reduce: the result fails, is not larger, and no byte of it can be dropped") {
  // Predicates without special steps: some bytes in order, and a remainder of the length.
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    assay::testing::source s(seed);
    std::string text(purchase);
    for (std::size_t n = s.below(4); n != 0; --n) text.erase(s.below(text.size()), s.below(9));
    std::string wanted;
    for (std::size_t i = 0; i < text.size() && wanted.size() < s.between(1, 6); ++i)
      if (s.one_in(20)) wanted += text[i];
    std::size_t calls = 0;
    const auto fails = [&](std::string_view t) {
      ++calls;
      std::size_t i = 0;
      for (const char c : t) i += i < wanted.size() && c == wanted[i];
      return i == wanted.size();
    };
    const reduction r = reduce(text, fails, 100'000);
    CAPTURE(seed, text, wanted, r.text);
    CHECK(r.calls == calls);
    CHECK(r.is_minimal);
    CHECK(r.text == wanted);
    CHECK(reduce(text, fails, 100'000) == r);
  }
}

TEST_CASE("reduce: a minimal text has no value that can be dropped, and stays the same") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    assay::testing::source s(seed);
    const std::size_t brackets = s.below(7), commas = s.below(5), digits = s.below(9);
    const auto count = [](std::string_view t, std::string_view of) {
      std::size_t n = 0;
      for (const char c : t) n += of.find(c) != of.npos;
      return n;
    };
    const auto fails = [&](std::string_view t) {
      return assay::is_valid_json(t) && count(t, "{[") >= brackets && count(t, ",") >= commas &&
             count(t, "0123456789") >= digits;
    };
    const reduction r = reduce(purchase, fails);
    CAPTURE(seed, r.text);
    if (!fails(purchase)) {
      CHECK(r == reduction{std::string(purchase), 1, false});
      continue;
    }
    CHECK(r.is_minimal);
    CHECK(fails(r.text));
    CHECK(r.text.size() <= purchase.size());
    for (std::size_t i = 0; i < r.text.size(); ++i)
      for (std::size_t n = 1; n <= std::min<std::size_t>(2, r.text.size() - i); ++n)
        CHECK_FALSE(fails(without(r.text, i, n)));
    CHECK(reduce(r.text, fails).text == r.text);
  }
}

TEST_CASE("reduce: it does not exceed the limit of calls, and returns the best text so far") {
  const auto fails = [](std::string_view t) {
    return assay::is_valid_json(t) && contains(t, "9007199254740993");
  };
  std::size_t before = purchase.size();
  for (const std::size_t limit : {0u, 1u, 2u, 5u, 10u, 20u, 40u, 1000u}) {
    std::size_t calls = 0;
    const reduction r = reduce(
        purchase, [&](std::string_view t) { return ++calls, fails(t); }, limit);
    CHECK(calls == r.calls);
    CHECK(calls <= limit);
    CHECK(fails(r.text));
    CHECK(r.text.size() <= before);
    CHECK(r.is_minimal == (limit == 1000));
    before = r.text.size();
  }
  CHECK(before == 16);
}

TEST_CASE("reduce: a text for which the predicate is false is returned unchanged") {
  const reduction r = reduce(purchase, [](std::string_view) { return false; });
  CHECK(r == reduction{std::string(purchase), 1, false});
}

TEST_CASE("reduce: exceptions of the predicate pass through") {
  const auto fails = [](std::string_view t) -> bool {
    return t == purchase ? true : throw std::runtime_error("no");
  };
  CHECK_THROWS_AS(reduce(purchase, fails), std::runtime_error);
}

TEST_CASE("reduce: a large text takes calls in proportion to what must remain") {
  std::string text = "[";
  for (std::size_t i = 0; i < 20'000; ++i)
    text += (i == 0 ? "" : ",") + std::string(i == 13'131 ? "{\"x\":-7}" : "{\"n\":1}");
  text += ']';
  const reduction r = reduce(text, [](std::string_view t) {
    return assay::is_valid_json(t) && contains(t, "-") && t.starts_with('[');
  });
  CHECK(r.text == "[-0]");
  CHECK(r.calls < 200);
}
