// SPDX-License-Identifier: BSL-1.0

// JSON's grammar, token by token. Each text is checked and read, as a document and as a line, with
// its last byte the last readable one. Each token is both near the end of the text and far from it,
// where blocks are compared.

#include <assay/json/detail/text/scanner.hpp>

#include "support/catch.hpp"
#include "support/judged.hpp"

#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using assay::code;
using assay::options;
using assay_test::judge_document;
using assay_test::judge_line;
using assay_test::judged;

namespace {

const std::string before =
    R"({"type":"tool_result","session_id":"s","timestamp":"t","seq":0,"idempotency_key":"k","payload":{"call_id":"c","result":)";

/// Text that may follow the value without changing the event. The second keeps the end of the text
/// far away.
const std::string rests[] = {
    "}}",
    R"(},"span_id":"a span id that is longer than any block of bytes that the scanner looks at in one step"})"};

/// Returns an event with this value.
struct event_around {
  std::string text;
  explicit event_around(std::string_view value, const std::string& rest)
      : text(before + std::string(value) + rest) {}
};

void accepts(std::string_view value, const options& o = {}) {
  for (const std::string& rest : rests) {
    const event_around e(value, rest);
    INFO(e.text);
    const judged document = judge_document(e.text, o);
    CHECK(document.accepted);
    CHECK(document.violations.empty());
    CHECK(document.agreed);
    for (const std::string_view tail : {"", "\n", "\r\n", " "}) {
      const auto line = judge_line(e.text, o, tail);
      REQUIRE(line);
      CHECK(line->accepted);
      CHECK(line->agreed);
    }
  }
}

/// Checks that the only violation has this code, at this byte of the value.
void rejects(std::string_view value, code expected, std::size_t at, const options& o = {}) {
  for (const std::string& rest : rests) {
    const event_around e(value, rest);
    INFO(e.text);
    judged document = judge_document(e.text, o);
    CHECK(document.agreed);
    for (const std::string_view tail : {"", "\n", "\r\n", " "}) {
      const auto line = judge_line(e.text, o, tail);
      REQUIRE(line);
      CHECK(line->agreed);
      CHECK(assay_test::same(*line, document));
    }
    CHECK_FALSE(document.accepted);
    REQUIRE(document.violations.size() == 1);
    CHECK(name_of(document.violations[0].code) == name_of(expected));
    CHECK(document.violations[0].offset == before.size() + at);
  }
}

std::string in_quotes(std::string_view s) { return '"' + std::string(s) + '"'; }

} // namespace

TEST_CASE("scanner: values of every type are accepted") {
  for (const char* value :
       {"null", "true", "false", "{}", "[]", "\"\"", R"({"":[]})",
        R"([[],{},"",0,true,false,null])", R"({"a":1,"a":2})", R"([{"a":[{"b":{}}]}])"})
    accepts(value);
}

TEST_CASE("scanner: exactly JSON's white space is accepted around tokens") {
  for (const char* value :
       {" 1", "1 ", "\t1\t", "\r1\r", "  \t\r 1 \t \r  ", "[ ]", "{ }", "[ 1 , 2 ]",
        R"({ "a" : 1 , "b" : 2 })", "[\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t1\r\r\r\r\r]"})
    accepts(value);
  rejects("\v1", code::invalid_syntax, 0);
  rejects("1\f", code::invalid_syntax, 1);
  rejects("[ \x01 1]", code::invalid_syntax, 2);
  rejects("\xC2\xA0"
          "1",
          code::invalid_syntax, 0); // a no-break space
  rejects("[1,\xEF\xBB\xBF"
          "2]",
          code::invalid_syntax, 3); // a byte order mark
  SECTION("a newline is white space in a document, and ends a line") {
    const std::string text = before + "[\n1\n,\n2\n]\n" + rests[0];
    CHECK(judge_document(text).accepted);
    const auto line = judge_line(text);
    REQUIRE(line->violations.size() == 1);
    CHECK(line->violations[0].code == code::unterminated);
    CHECK(line->violations[0].offset == before.size() + 1);
  }
}

TEST_CASE("scanner: structure") {
  struct wrong {
    const char* value;
    std::size_t at;
  };
  for (const auto& [value, at] : {wrong{"", 0},
                                  {",", 0},
                                  {":", 0},
                                  {"]", 0},
                                  {"[", 1},
                                  {"[,]", 1},
                                  {"[1,]", 3},
                                  {"[1 2]", 3},
                                  {"[1,,2]", 3},
                                  {"[1:2]", 2},
                                  {"[1}", 2},
                                  {"{]", 1},
                                  {"{,}", 1},
                                  {R"({"a"})", 4},
                                  {R"({"a",})", 4},
                                  {R"({"a":})", 5},
                                  {R"({"a":1,})", 7},
                                  {R"({"a":1,,"b":1})", 7},
                                  {R"({"a":1 "b":1})", 7},
                                  {R"({"a"::1})", 5},
                                  {R"({"a":1]})", 6},
                                  {"{1:2}", 1},
                                  {"{a:2}", 1},
                                  {"{'a':2}", 1},
                                  {"{null:2}", 1},
                                  {"{[]:2}", 1},
                                  {"'a'", 0},
                                  {"/**/1", 0},
                                  {"1//", 1},
                                  {"+1", 0},
                                  {"$", 0},
                                  {"\x7F", 0},
                                  {"\xFF", 0},
                                  {"[1]]", 3}})
    rejects(value, code::invalid_syntax, at);
  rejects("{}}", code::trailing_content,
          4); // the extra brace closes the payload, the next one the event
}

TEST_CASE("scanner: literals") {
  struct wrong {
    const char* value;
    std::size_t at;
  };
  for (const auto& [value, at] :
       {wrong{"t", 1},   {"tr", 2},    {"tru", 3},   {"trux", 3},  {"truE", 3}, {"f", 1},
        {"fa", 2},       {"fal", 3},   {"fals", 4},  {"falsy", 4}, {"n", 1},    {"nu", 2},
        {"nul", 3},      {"nulL", 3},  {"nil", 1},   {"True", 0},  {"None", 0}, {"undefined", 0},
        {"truetrue", 4}, {"nulls", 4}, {"false0", 5}})
    rejects(value, code::invalid_syntax, at);
}

TEST_CASE("scanner: numbers") {
  for (const char* value : {"0",
                            "-0",
                            "1",
                            "-1",
                            "9",
                            "10",
                            "12345678",
                            "123456789",
                            "1234567890123456",
                            "18446744073709551615",
                            "18446744073709551616",
                            "-9223372036854775808",
                            "-9223372036854775809",
                            "123456789012345678901234567890123456789012345678901234567890",
                            "0.0",
                            "-0.0",
                            "0.5",
                            "1.25",
                            "-1.25",
                            "0.12345678",
                            "0.123456789012345678901234567890",
                            "1e0",
                            "1E0",
                            "1e+0",
                            "1e-0",
                            "1e5",
                            "1E-5",
                            "0e0",
                            "-0e-0",
                            "1.5e10",
                            "1.5E+10",
                            "1e00",
                            "1e0123456789",
                            "1e400",
                            "1e-400",
                            "1e99999999999999999999"})
    accepts(value);
  struct wrong {
    const char* value;
    std::size_t at;
  };
  for (const auto& [value, at] : {wrong{"-", 1},       {"--1", 1},
                                  {"-a", 1},           {"-.5", 1},
                                  {".5", 0},           {"00", 0},
                                  {"01", 0},           {"-00", 1},
                                  {"-01", 1},          {"007", 0},
                                  {"0123456789", 0},   {"0000000000000000", 0},
                                  {"1.", 2},           {"1.e5", 2},
                                  {"1.x", 2},          {"0.", 2},
                                  {"1..5", 2},         {"1.2.3", 3},
                                  {"1e", 2},           {"1E", 2},
                                  {"1e+", 3},          {"1e-", 3},
                                  {"1ex", 2},          {"1e+x", 3},
                                  {"1e5.5", 3},        {"1e5e5", 3},
                                  {"1x", 1},           {"1-", 1},
                                  {"1+1", 1},          {"0x10", 1},
                                  {"1_000", 1},        {"1f", 1},
                                  {"12345678x", 8},    {"1234567812345678x", 16},
                                  {"0.12345678x", 10}, {"1 2", 2}})
    rejects(value, code::invalid_syntax, at);
  rejects("NaN", code::nonfinite_number, 0);
  rejects("-NaN", code::nonfinite_number, 1);
  rejects("Infinity", code::nonfinite_number, 0);
  rejects("-Infinity", code::nonfinite_number, 1);
  rejects("[1,-Infinity]", code::nonfinite_number, 4);
  rejects("nan", code::invalid_syntax, 1);
  rejects("inf", code::invalid_syntax, 0);
  rejects("Inf", code::invalid_syntax, 0);
  rejects("NaM", code::invalid_syntax, 0);
}

TEST_CASE("scanner: numbers end at any place before the end of the text") {
  // Digits are read eight at a time if eight bytes remain.
  for (std::size_t digits = 1; digits <= 40; ++digits) {
    accepts("1" + std::string(digits - 1, '0'));
    accepts("0." + std::string(digits, '9'));
    accepts("1e" + std::string(digits, '1'));
    rejects("1" + std::string(digits, '2') + "x", code::invalid_syntax, digits + 1);
    rejects("0" + std::string(digits, '2'), code::invalid_syntax, 0);
  }
}

TEST_CASE("scanner: every byte after a backslash") {
  constexpr std::string_view known = R"("\/bfnrt)";
  for (int c = 0; c < 256; ++c) {
    const std::string escape = {'\\', static_cast<char>(c)};
    if (c == 'u' || c == '\n') continue; // below; and a line break ends a line
    if (known.find(static_cast<char>(c)) != known.npos) accepts(in_quotes("a" + escape + "b"));
    else rejects(in_quotes("a" + escape + "b"), code::invalid_escape, 2);
  }
}

TEST_CASE("scanner: escapes with four hexadecimal digits") {
  for (const char* digits : {"0000", "0022", "005c", "005C", "00e9", "20AC", "abcd", "ABCD", "d7ff",
                             "e000", "ffff", "FFFF", "FFFE"})
    accepts(in_quotes("\\u" + std::string(digits)));
  // One of the four is not a digit: the neighbors of the digits in ASCII, and others.
  for (std::size_t place = 0; place < 4; ++place)
    for (const char c : std::string_view("/:@GgZz`{ -+xX\"\\\x01\x10\x80\xFF")) {
      std::string digits = "1234";
      digits[place] = c;
      rejects(in_quotes("ab\\u" + digits), code::invalid_escape, 3);
    }
  for (const char* cut : {"\\u", "\\u1", "\\u12", "\\u123"})
    rejects(in_quotes(cut), code::invalid_escape, 1);
}

TEST_CASE("scanner: surrogates") {
  options replacing;
  replacing.lone_surrogates = assay::surrogate_policy::replace;
  for (const char* pair :
       {"\\ud800\\udc00", "\\uDBFF\\uDFFF", "\\ud83d\\ude00", "\\uD83D\\uDE00\\ud83d\\ude00"}) {
    accepts(in_quotes(pair));
    accepts(in_quotes(pair), replacing);
  }
  struct lone {
    const char* text;
    std::size_t at;
  };
  for (const auto& [text, at] : {lone{"\\ud800", 1},
                                 {"\\udbff", 1},
                                 {"\\udc00", 1},
                                 {"\\udfff", 1},
                                 {"\\ud800x", 1},
                                 {"\\ud800\\n", 1},
                                 {"\\ud800\\u0041", 1},
                                 {"\\ud800\\ud800\\udc00", 1},
                                 {"\\udc00\\ud800", 1},
                                 {"\\ud83d\\ude00\\ude00", 13},
                                 {"\\u0041\\ud800", 7},
                                 {"\\ud800\\ue000", 1}}) {
    rejects(in_quotes(text), code::lone_surrogate, at);
    accepts(in_quotes(text), replacing);
  }
  rejects(in_quotes("\\ud800\\u12"), code::invalid_escape, 7);
  rejects(in_quotes("\\ud800\\u12"), code::invalid_escape, 7, replacing);
  rejects(in_quotes("\\ud800\\udc0g"), code::invalid_escape, 7);
}

TEST_CASE("scanner: every control character in a string") {
  for (int c = 0; c < 0x20; ++c) {
    if (c == '\n') continue; // ends a line; see the next test
    for (const std::size_t at : std::initializer_list<std::size_t>{0, 1, 7, 8, 15, 16, 17, 40})
      rejects(in_quotes(std::string(at, 'a') + static_cast<char>(c) + "b"), code::control_character,
              1 + at);
    rejects("{" + in_quotes(std::string(1, static_cast<char>(c))) + ":1}", code::control_character,
            2);
  }
  accepts(in_quotes("\x7F")); // DEL need not be escaped
}

TEST_CASE("scanner: every byte in a string of a text that is shorter than a block") {
  for (int c = 0; c < 0x80; ++c) {
    if (c == '"' || c == '\\') continue;
    const judged document = judge_document(std::string("{\"k") + static_cast<char>(c) + "\":?}");
    CAPTURE(c);
    REQUIRE(document.violations.size() == 1);
    CHECK(name_of(document.violations[0].code) ==
          name_of(c < 0x20 ? code::control_character : code::invalid_syntax));
    CHECK(document.violations[0].offset == (c < 0x20 ? 3 : 6)); // that byte, or the value
  }
}

TEST_CASE("scanner: a raw line break in a string") {
  const std::string text = before + "\"a\nb\"" + rests[0];
  const judged document = judge_document(text);
  REQUIRE(document.violations.size() == 1);
  CHECK(document.violations[0].code == code::control_character);
  CHECK(document.violations[0].offset == before.size() + 2);
  const auto line = judge_line(text);
  REQUIRE(line->violations.size() == 1);
  CHECK(line->violations[0].code == code::unterminated);
  CHECK(line->violations[0].offset == before.size() + 2);
}

TEST_CASE("scanner: UTF-8, the first and the last character of every row of Unicode's table 3-7") {
  for (const char* text :
       {"\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xE0\xBF\xBF", "\xE1\x80\x80", "\xEC\xBF\xBF",
        "\xED\x80\x80", "\xED\x9F\xBF", "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80",
        "\xF0\xBF\xBF\xBF", "\xF1\x80\x80\x80", "\xF3\xBF\xBF\xBF", "\xF4\x80\x80\x80",
        "\xF4\x8F\xBF\xBF"})
    for (const std::size_t at : std::initializer_list<std::size_t>{0, 1, 13, 14, 15, 16, 31})
      accepts(in_quotes(std::string(at, 'a') + text + "b" + text + text));
}

TEST_CASE("scanner: UTF-8, bytes just outside the table") {
  for (const char* text : {
           "\x80",
           "\xBF",
           "\xC0\x80",
           "\xC0\xBF",
           "\xC1\x80",
           "\xC1\xBF", // not lead bytes; overlong
           "\xC2\x7F",
           "\xC2\xC0",
           "\xC2",
           "\xDF\x7F",
           "\xDF\xC0", // two bytes
           "\xE0\x9F\xBF",
           "\xE0\x80\x80",
           "\xE0\xC0\x80",
           "\xE0\xA0\x7F",
           "\xE0\xA0\xC0", // three; overlong
           "\xE1\x7F\x80",
           "\xE1\xC0\x80",
           "\xE1\x80\x7F",
           "\xE1\x80\xC0",
           "\xE1\x80",
           "\xEF\xBF", //
           "\xED\xA0\x80",
           "\xED\xAF\xBF",
           "\xED\xB0\x80",
           "\xED\xBF\xBF", // encoded surrogates
           "\xF0\x8F\xBF\xBF",
           "\xF0\x80\x80\x80",
           "\xF0\x90\x80\x7F",
           "\xF0\x90\x7F\x80", // four; overlong
           "\xF1\x7F\x80\x80",
           "\xF1\xC0\x80\x80",
           "\xF1\x80\xC0\x80",
           "\xF1\x80\x80\xC0",
           "\xF1\x80\x80",
           "\xF1\x80",
           "\xF1",
           "\xF4\x90\x80\x80",
           "\xF4\xBF\xBF\xBF",
           "\xF5\x80\x80\x80",
           "\xF8\x88\x80\x80\x80",
           "\xFE",
           "\xFF" // beyond U+10FFFF
       })
    for (const std::size_t at : std::initializer_list<std::size_t>{0, 1, 13, 14, 15, 16, 31}) {
      rejects(in_quotes(std::string(at, 'a') + text), code::invalid_utf8, 1 + at);
      rejects(in_quotes(std::string(at, 'a') + text + "b"), code::invalid_utf8, 1 + at);
      rejects(in_quotes(std::string(at, 'a') + "\xE2\x82\xAC" + text + "b"), code::invalid_utf8,
              4 + at);
    }
}

TEST_CASE("scanner: strings end at any place before the end of the text") {
  for (std::size_t length = 0; length <= 70; ++length) {
    const std::string a(length, 'a');
    accepts(in_quotes(a));
    accepts(in_quotes(a + "\\n"));
    accepts(in_quotes(a + "\\\\"));
    accepts(in_quotes(a + "\xC3\xA9"));
    accepts("{" + in_quotes(a) + ":" + in_quotes(a) + "}");
    rejects(in_quotes(a) + "x", code::invalid_syntax, length + 2);
  }
}

TEST_CASE("scanner: nesting up to the limit and one level more") {
  constexpr unsigned around = 2; // the event and the payload
  const auto arrays = [](std::size_t n) { return std::string(n, '[') + std::string(n, ']'); };
  const auto objects = [](std::size_t n) {
    std::string text;
    for (std::size_t i = 0; i < n; ++i) text += R"({"a":)";
    return text + "0" + std::string(n, '}');
  };
  for (const unsigned limit : {4u, 5u, 63u, 64u, 65u, 66u, 67u, 128u, 1024u}) {
    options o;
    o.limits.max_depth = limit;
    const std::size_t free = limit - around;
    accepts(arrays(free), o);
    accepts(objects(free), o);
    accepts("[" + arrays(free - 1) + "," + arrays(free - 1) + "]", o);
    rejects(arrays(free + 1), code::depth_exceeded, free, o);
    rejects(objects(free + 1), code::depth_exceeded, 5 * free, o);
    rejects("[[]," + arrays(free) + "]", code::depth_exceeded, 4 + free - 1, o);
  }
  SECTION("the event and its parts count") {
    options o;
    o.limits.max_depth = 2;
    accepts("1", o);
    rejects("{}", code::depth_exceeded, 0, o);
    for (const unsigned limit : {0u, 1u}) {
      o.limits.max_depth = limit;
      const judged j = judge_document(before + "1}}", o);
      REQUIRE(j.violations.size() == 1);
      CHECK(j.violations[0].code == code::depth_exceeded);
      CHECK(j.violations[0].offset == (limit == 0 ? 0 : before.rfind('{')));
    }
  }
  SECTION("with the defaults, and however deep it goes") {
    accepts(arrays(options().limits.max_depth - around));
    rejects(arrays(100'000), code::depth_exceeded, options().limits.max_depth - around);
    rejects(std::string(100'000, '['), code::depth_exceeded, options().limits.max_depth - around);
    rejects(objects(100'000), code::depth_exceeded, 5 * (options().limits.max_depth - around));
    options o;
    o.limits.max_depth = 4'000'000'000;
    constexpr std::size_t greatest = assay::detail::nesting::max_depth - around;
    accepts(arrays(greatest), o);
    accepts(objects(greatest), o);
    rejects(arrays(100'000), code::depth_exceeded, greatest, o);
    CHECK_FALSE(judge_document(std::string(100'000, '['), o).accepted);
    CHECK_FALSE(judge_document(objects(100'000), o).accepted);
  }
}

TEST_CASE("scanner: nested arrays and objects are distinguished at every depth") {
  // One bit a level, in words: the pattern of brackets differs from word to word, and from one
  // sibling to the next.
  struct brackets {
    std::string open, close;
    brackets(std::size_t depth, bool flipped) {
      for (std::size_t i = 0; i < depth; ++i) {
        const bool object = ((i * i + depth) % 3 == 0) != flipped;
        open += object ? R"({"":)" : "[";
        close.insert(close.begin(), object ? '}' : ']');
      }
    }
  };
  for (std::size_t depth = 1; depth <= 200; ++depth) {
    const brackets some(depth, false), others(depth, true);
    accepts(some.open + "1" + some.close);
    accepts("[" + some.open + "1" + some.close + "," + others.open + "1" + others.close + "," +
            some.open + "1" + some.close + "]");
    std::string wrong = some.close;
    wrong[depth / 2] = wrong[depth / 2] == '}' ? ']' : '}';
    rejects(some.open + "1" + wrong, code::invalid_syntax, some.open.size() + 1 + depth / 2);
  }
}

TEST_CASE("scanner: strings and names up to the limit and one byte more") {
  for (const std::size_t limit : std::initializer_list<std::size_t>{20, 31, 32, 33, 64, 100}) {
    options o;
    o.limits.max_string_bytes = limit;
    const auto judge = [&](const std::string& value) {
      return judge_document(before + value + rests[0], o);
    };
    const std::string longest(limit, 'a');
    CHECK(judge(in_quotes(longest)).accepted);
    CHECK(judge("{" + in_quotes(longest) + ":1}").accepted);
    CHECK(judge(in_quotes(std::string(limit - 2, 'a') + "\\n"))
              .accepted); // as it is written in the text
    for (const std::string& value :
         {in_quotes(longest + "b"), in_quotes(std::string(limit - 1, 'a') + "\\n"),
          in_quotes(longest + "\xC3\xA9"), in_quotes(std::string(1000, 'a'))}) {
      const judged j = judge(value);
      CHECK(j.agreed);
      REQUIRE(j.violations.size() == 1);
      CHECK(j.violations[0].code == code::string_too_long);
      CHECK(j.violations[0].offset == before.size());
    }
    const judged name = judge("{" + in_quotes(longest + "b") + ":1}");
    REQUIRE(name.violations.size() == 1);
    CHECK(name.violations[0].code == code::string_too_long);
    CHECK(name.violations[0].offset == before.size() + 1);
  }
}

TEST_CASE("scanner: the lengths of a member's earlier texts have no effect") {
  // Few lengths, so that a guess is often right, or wrong by one byte.
  std::mt19937 random(64);
  const std::string_view parts[] = {"a",        "a",       "a",    "a",    "\\n", "\\\"",
                                    "\xC3\xA9", "\\u00e9", "\xFF", "\x01", "\\x", "\\ud800"};
  const auto text = [&] {
    const bool plain = random() % 2 == 0;
    std::string out;
    while (out.size() < 62 + random() % 4)
      out += plain ? parts[0] : parts[random() % std::size(parts)];
    return out.substr(0, random() % 3 == 0 ? random() % 4 : out.size());
  };
  std::vector<std::string> events;
  std::string stream;
  for (int i = 0; i < 4000; ++i) {
    events.push_back(R"({"type":"metric","session_id":")" + text() +
                     R"(","timestamp":"t","seq":0,"idempotency_key":")" + text() +
                     R"(","payload":{"name":"n","value":1}})");
    stream += events.back() + '\n';
  }
  options o;
  o.limits.max_string_bytes = 64;
  assay::line_reader<assay::promptetheus::event> lines(std::string_view(stream), o);
  for (const std::string& event : events) {
    CAPTURE(event);
    REQUIRE(lines.next());
    const judged alone = judge_document(event, o);
    REQUIRE(lines.accepted() == alone.accepted);
    REQUIRE(lines.report().violations().size() == alone.violations.size());
    for (std::size_t i = 0; i < alone.violations.size(); ++i)
      REQUIRE(to_string(lines.report().violations()[i]) == to_string(alone.violations[i]));
  }
}

TEST_CASE("scanner: text that is not an event") {
  struct text {
    const char* bytes;
    code expected;
    std::size_t at;
  };
  for (const auto& [bytes, expected, at] :
       {text{"x", code::invalid_syntax, 0},   {"}", code::invalid_syntax, 0},
        {"]", code::invalid_syntax, 0},       {",{}", code::invalid_syntax, 0},
        {"[]", code::type_mismatch, 0},       {"[{}]", code::type_mismatch, 0},
        {"null", code::type_mismatch, 0},     {"1", code::type_mismatch, 0},
        {"\"{}\"", code::type_mismatch, 0},   {"NaN", code::nonfinite_number, 0},
        {"nul", code::unterminated, 3},       {"[", code::unterminated, 1},
        {"[{}", code::unterminated, 3},       {"{", code::unterminated, 1},
        {"\"}", code::unterminated, 2},       {"\"", code::unterminated, 1},
        {"-", code::unterminated, 1},         {"1.", code::unterminated, 2},
        {"1e", code::unterminated, 2},        {"\"\\", code::unterminated, 2},
        {"\xEF\xBB", code::invalid_syntax, 0}}) {
    INFO(bytes);
    const judged document = judge_document(bytes);
    CHECK(document.agreed);
    REQUIRE(document.violations.size() == 1);
    CHECK(name_of(document.violations[0].code) == name_of(expected));
    CHECK(document.violations[0].offset == at);
    const auto line = judge_line(bytes);
    REQUIRE(line);
    CHECK(line->agreed);
    CHECK(assay_test::same(*line, document));
  }
  for (const char* blank : {"", " ", "\n", " \r\n\t "}) {
    const judged document = judge_document(blank);
    REQUIRE(document.violations.size() == 1);
    CHECK(document.violations[0].code == code::unterminated);
    CHECK_FALSE(judge_line(blank));
  }
}
