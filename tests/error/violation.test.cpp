// SPDX-License-Identifier: BSL-1.0
#include "assay/error/violation.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

using assay::code;
using assay::kind;
using assay::severity;
using assay::violation;

TEST_CASE("violation: severities have names") {
  CHECK(name_of(severity::error) == "error");
  CHECK(name_of(severity::warning) == "warning");
}

TEST_CASE("violation: on one line, one of each category") {
  // syntax
  CHECK(to_string(violation{.code = code::invalid_syntax,
                            .path = "/payload",
                            .expected = "',' or '}'",
                            .offset = 40}) ==
        "/payload: invalid JSON: expected ',' or '}' [invalid_syntax]");
  CHECK(to_string(violation{.code = code::unterminated, .offset = 40}) ==
        "(event): the text ends before the event is complete [unterminated]");
  // encoding
  CHECK(to_string(violation{.code = code::invalid_utf8, .path = "/payload/content"}) ==
        "/payload/content: this byte does not begin a valid UTF-8 character [invalid_utf8]");
  CHECK(to_string(violation{.code = code::lone_surrogate, .path = "/a"}) ==
        "/a: this surrogate escape lacks its other half [lone_surrogate]");
  // limit
  CHECK(to_string(violation{.code = code::depth_exceeded,
                            .path = "/a/0",
                            .expected = "at most 2 levels of nesting"}) ==
        "/a/0: expected at most 2 levels of nesting [depth_exceeded]");
  CHECK(to_string(violation{.code = code::integer_overflow,
                            .path = "/seq",
                            .expected = "integer of at most 64 bits"}) ==
        "/seq: expected integer of at most 64 bits, found an integer that does not fit in 64 bits "
        "[integer_overflow]");
  // schema
  CHECK(to_string(violation{.code = code::type_mismatch,
                            .path = "/seq",
                            .expected = "integer >= 0",
                            .actual = kind::boolean}) ==
        "/seq: expected integer >= 0, found boolean [type_mismatch]");
  CHECK(to_string(violation{.code = code::missing_member, .path = "/type", .expected = "string"}) ==
        "/type: the member is missing: expected string [missing_member]");
  CHECK(to_string(violation{
            .code = code::duplicate_member, .path = "/seq", .offset = 90, .first_offset = 17}) ==
        "/seq: duplicate member; first occurrence at byte 17 [duplicate_member]");
  CHECK(to_string(violation{.code = code::not_one_of,
                            .path = "/a",
                            .expected = "\"x\" or \"y\"",
                            .actual = kind::string,
                            .length = 3}) ==
        "/a: expected \"x\" or \"y\", found a different string of 3 bytes [not_one_of]");
  CHECK(to_string(violation{.code = code::out_of_range,
                            .path = "/a",
                            .expected = "integer >= 0",
                            .actual = kind::number}) ==
        "/a: expected integer >= 0, found a number out of range [out_of_range]");
  CHECK(to_string(violation{
            .code = code::unknown_member, .severity = severity::warning, .path = "/a~1b"}) ==
        "/a~1b: warning: the member is not in the schema [unknown_member]");
  // value
  CHECK(to_string(violation{.code = code::invalid_value, .expected = "text in UTF-8"}) ==
        "(event): JSON cannot express the value: text in UTF-8 [invalid_value]");
}

TEST_CASE("violation: the length of the found string is in bytes") {
  violation v{.code = code::type_mismatch, .expected = "integer", .actual = kind::string};
  CHECK(message_of(v) == "expected integer, found string");
  v.length = 0;
  CHECK(message_of(v) == "expected integer, found string of 0 bytes");
  v.length = 1;
  CHECK(message_of(v) == "expected integer, found string of 1 byte");
  v.length = 20'000;
  CHECK(message_of(v) == "expected integer, found string of 20000 bytes");
}

TEST_CASE(
    "violation: the message says how many characters a string has if they are not its bytes") {
  violation v{.code = code::too_short,
              .expected = "string of at least 2 characters",
              .actual = kind::string,
              .length = 2,
              .characters = 1};
  CHECK(message_of(v) ==
        "expected string of at least 2 characters, found string of 2 bytes (1 character)");
  v.length = 7, v.characters = 3;
  CHECK(message_of(v).ends_with("found string of 7 bytes (3 characters)"));
  v.clear();
  CHECK(v == violation{});
}

TEST_CASE("violation: braces in expected are not placeholders") {
  CHECK(message_of(violation{.code = code::invalid_syntax, .expected = "',' or '}' {actual}"}) ==
        "invalid JSON: expected ',' or '}' {actual}");
}

TEST_CASE("violation: no name of a member can break the line") {
  violation v{.code = code::unknown_member, .path = ""};
  for (int c = 0; c < 256; ++c) v.path += static_cast<char>(c);
  const std::string line = to_string(v);
  CHECK(std::none_of(line.begin(), line.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }));
  // Everything else stays unchanged.
  CHECK(line.find(" !\"#$%&'()*+,-./0123456789") != line.npos);
  CHECK(line.find("xyz{|}~ \x80\x81") != line.npos);
  CHECK(line.substr(line.size() - 16) == "[unknown_member]");
  // Nor can the words of a schema's author.
  CHECK(to_string(violation{
            .code = code::members_disagree, .path = "/a", .expected = "this\nor that\x1B"}) ==
        "/a: expected this or that  [members_disagree]");
}

TEST_CASE("violation: every message has only known placeholders, and they are filled in") {
  const std::set<std::string_view> known = {"expected", "actual", "first"};
  for (const assay::code_row& row : assay::code_table) {
    CAPTURE(name_of(row.code), row.message);
    std::string filled;
    for (std::string_view rest = row.message; !rest.empty();) {
      const std::size_t open = rest.find('{');
      filled += rest.substr(0, open);
      if (open == rest.npos) break;
      const std::size_t close = rest.find('}', open);
      REQUIRE(close != rest.npos);
      const std::string_view name = rest.substr(open + 1, close - open - 1);
      CHECK(known.count(name) == 1);
      filled += name == "expected" ? "EXPECTED"
                : name == "actual" ? "string of 2 bytes"
                                   : "; first occurrence at byte 77";
      rest.remove_prefix(close + 1);
    }
    CHECK(message_of(violation{.code = row.code,
                               .expected = "EXPECTED",
                               .actual = kind::string,
                               .length = 2,
                               .first_offset = 77}) == filled);
  }
}

TEST_CASE("violation: a long path is cut in the line") {
  std::string path;
  for (int i = 0; i < 1000; ++i) path += "/0";
  const std::string line = to_string(violation{.code = code::unknown_member, .path = path + "/b"});
  CHECK(line.size() < assay::max_path_size + 60);
  CHECK(line.starts_with("/0/0/0"));
  CHECK(line.find("/0/" + std::string(assay::cut_mark) + "/0/") != line.npos);
  CHECK(line.ends_with("/0/b: the member is not in the schema [unknown_member]"));
}

TEST_CASE("violation: a cleared violation is like a new one") {
  violation v{.code = code::too_short,
              .severity = severity::warning,
              .path = "/a",
              .expected = "b",
              .actual = kind::string,
              .length = 1,
              .offset = 2,
              .first_offset = 3,
              .path_is_cut = true};
  v.clear();
  CHECK(v == violation());
}

TEST_CASE("violation: a name cannot control a terminal") {
  const auto shown = [](std::string path) {
    return to_string(violation{.code = code::unknown_member, .path = std::move(path)});
  };
  const std::string rest = ": the member is not in the schema [unknown_member]";
  CHECK(shown("/a\x1B[31m\x7F") == "/a [31m " + rest);
  CHECK(shown("/\xC2\x9B"
              "31m\xC2\xA0") == "/  31m\xC2\xA0" + rest);
  CHECK(shown("/\xE2\x80\xAE\xE2\x81\xA6\xE2\x80\xA8") == "/         " + rest);
  CHECK(shown("/\xE2\x80\x93\xE2\x82\xAC\xC3\xA9") == "/\xE2\x80\x93\xE2\x82\xAC\xC3\xA9" + rest);
  CHECK(shown("/\xE2") == "/\xE2" + rest);
  CHECK(shown("/\u061C\u200B\U000E0041") == "/         " + rest);
}
