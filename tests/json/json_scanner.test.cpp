// SPDX-License-Identifier: BSL-1.0
#include "assay/json/json_scanner.hpp"

#include "support/catch.hpp"
#include "support/guarded_text.hpp"

#include <string>
#include <string_view>

#include "assay/json/escapes.hpp"

using assay::faults;
using assay::json_scanner;
using assay::text_end;

namespace {

/// Returns the size of the value at the text's beginning; npos when scanning stops.
std::size_t length_of_value(std::string_view text, faults f) {
  const assay_test::guarded_text guarded(text);
  json_scanner s({}, f);
  s.start(guarded.view(), text_end::bracket);
  const char* const end = s.value(guarded.view().data(), s.max_depth());
  return end == nullptr ? std::string_view::npos
                        : static_cast<std::size_t>(end - guarded.view().data());
}

} // namespace

TEST_CASE("json_scanner: a value ends at its own end, whatever follows it") {
  for (const std::string_view element :
       {"1", "-0.5e+7", "true", "false", "null", "\"\"", "\"}],\\\"\"", "[]", "{}", "[[],{}]",
        R"({"a":{"b":[1,"]"]}})", "NaN", "Infinity", "-Infinity", R"(["\ud800",NaN])"}) {
    INFO(element);
    for (const std::string_view behind : {"]", ",1]", " }", "}"})
      CHECK(length_of_value(std::string(element) + std::string(behind), faults::that_hide_ends) ==
            element.size());
  }
}

TEST_CASE("json_scanner: text that is not a value has no end") {
  for (const std::string_view text :
       {"]",        "}",     ",]",   "tru]",       "Na]",   "Inf]",     "-]",  "-Inf]",
        "-NaN]",    "01]",   "1.]",  "\"]",        "\"\\]", "\"\\u00]", "[1}", "{\"a\"}",
        "{\"a\":}", "{1:2}", "[1,]", "{\"a\":1,}", "[[]",   "{}"}) {
    INFO(text);
    // "{}" is not the whole text here: the scanner expects more after it
    for (const faults f : {faults::all, faults::that_hide_ends})
      CHECK(length_of_value(text, f) == std::string_view::npos);
  }
}

TEST_CASE("json_scanner: the members and elements of a container are visited in order") {
  const std::string text = R"({ "a" : 1 , "\u0062":[ 2 , [3] ] , "":"x"})";
  json_scanner s({}, faults::that_hide_ends);
  s.start(text, text_end::bracket);
  std::string seen;
  const auto take_member = [&](std::string_view name, const char* at) {
    seen += name;
    seen += assay::spells(name, "b") ? '!' : '.';
    if (*at != '[') return s.value(at, 9);
    const char* const end = s.elements(at, [&](const char* element) {
      seen += *element;
      return s.value(element, 9);
    });
    return end + 1;
  };
  const char* const close =
      s.members(text.data(), take_member, [&](const char* name) { seen += *name; });
  CHECK(close == text.data() + text.size() - 1);
  CHECK(seen == R"-("a."\u0062!2[".)-");
}

TEST_CASE("json_scanner: faults that do not hide ends are ignored only with that_hide_ends") {
  for (const std::string_view value :
       {"NaN", "-Infinity", R"("\ud800")", R"([["\udc00"]])", R"({"a":Infinity})"}) {
    CAPTURE(value);
    const std::string text = std::string(value) + ']';
    CHECK(length_of_value(text, faults::that_hide_ends) == value.size());
    CHECK(length_of_value(text, faults::all) == std::string_view::npos);
  }
}

TEST_CASE("json_scanner: a text with a NUL after it may end in any byte") {
  json_scanner s;
  for (const std::string text : {"1", "true", "\"a\"", "{}", "[[1]]"}) {
    s.start(text, text_end::nul);
    const char* const end = s.value(text.data(), s.max_depth());
    CHECK(end == text.data() + text.size());
    CHECK(s.is_end(end));
    CHECK_FALSE(s.has_fault());
  }
}

TEST_CASE("json_scanner: containers may be nested up to the given depth") {
  const std::string text = "[[[]],";
  for (const faults f : {faults::all, faults::that_hide_ends}) {
    json_scanner s({.limits = {.max_depth = 7}}, f);
    CHECK(s.max_depth() == 7);
    s.start(text, text_end::nul);
    CHECK(s.value(text.data() + 1, 2) == text.data() + 5);
    CHECK_FALSE(s.has_fault());
    CHECK(s.value(text.data() + 1, 1) == nullptr);
    CHECK(s.has_fault());
    CHECK(s.stopped_at() == text.data() + 2);
  }
}

TEST_CASE("json_scanner: the report names the fault, and start forgets it") {
  json_scanner s;
  assay::report report;
  const std::string text = R"({"a":[1,tru]})";
  s.start(text, text_end::bracket);
  const auto take = [&](std::string_view, const char* at) { return s.value(at, 1); };
  REQUIRE(s.members(text.data(), take) == nullptr);
  s.put_report(report);
  CHECK_FALSE(report.accepted());
  REQUIRE(report.violations().size() == 1);
  CHECK(report.violations()[0].code == assay::code::invalid_syntax);
  CHECK(report.violations()[0].path == "/a/1");
  CHECK(report.violations()[0].offset == text.find(']'));
  s.start("[]", text_end::bracket);
  CHECK_FALSE(s.has_fault());
}

TEST_CASE("json_scanner: the caller's faults are reported, and at the text's end as unterminated") {
  const std::string text = R"({"a":1,"a":2})";
  const auto told = [&](auto fault) {
    json_scanner s;
    s.start(text, text_end::nul);
    CHECK(fault(s) == nullptr);
    assay::report report;
    json_scanner copy(s); // keeps the fault
    copy.put_report(report);
    return report.violations()[0];
  };
  const auto duplicate =
      told([&](json_scanner& s) { return s.fail_as_duplicate(text.data() + 7, text.data() + 1); });
  CHECK(duplicate.code == assay::code::duplicate_member);
  CHECK(duplicate.offset == 7u);
  CHECK(duplicate.first_offset == 1u);
  const auto other = told([&](json_scanner& s) {
    return s.fail(assay::code::type_mismatch, text.data() + 5, "string");
  });
  CHECK(other.code == assay::code::type_mismatch);
  CHECK(other.path == "/a");
  CHECK(other.expected == "string");
  CHECK(other.actual == assay::kind::number);
  const auto end = told([&](json_scanner& s) {
    return s.fail(assay::code::invalid_syntax, text.data() + text.size());
  });
  CHECK(end.code == assay::code::unterminated);
}
