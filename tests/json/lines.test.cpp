// SPDX-License-Identifier: BSL-1.0
#include "assay/json/lines.hpp"

#include "assay/promptetheus.hpp"
#include "support/catch.hpp"
#include "support/instances.hpp"
#include "support/events.hpp"

#include <random>

using assay::promptetheus::event;
using assay_test::event_text;

namespace {

const std::string valid_line = event_text("metric", R"({"name":"m","value":1})");

/// Returns "number accepted", or the number and the line's first violation.
std::string verdict_of(const assay::line_reader<event>& lines) {
  std::string out = std::to_string(lines.line()) + (lines.accepted() ? " accepted" : " rejected");
  if (!lines.report().violations().empty())
    out.append(" ").append(assay_test::summary_of(lines.report()).front());
  return out;
}

/// Returns the verdicts of all lines.
std::vector<std::string> lines_of(std::string_view text, const assay::options& o = {}) {
  std::vector<std::string> out;
  assay::line_reader<event> lines(text, o);
  while (lines.next()) out.push_back(verdict_of(lines));
  event e;
  std::size_t i = 0;
  for (assay::line_reader<event> again(text, o); again.next(e); ++i)
    CHECK(out[i].find(again.accepted() ? "accepted" : "rejected") != out[i].npos);
  CHECK(i == out.size());
  return out;
}

using list = std::vector<std::string>;

} // namespace

TEST_CASE("lines: blank lines are skipped and counted; the last line needs no newline") {
  CHECK(lines_of("").empty());
  CHECK(lines_of("\n\r\n \t \n").empty());
  CHECK(lines_of("  ").empty());
  CHECK(lines_of(valid_line) == list{"1 accepted"});
  CHECK(lines_of(valid_line + "\n") == list{"1 accepted"});
  CHECK(lines_of("\n\n" + valid_line + "\r\n\r\n" + valid_line + " ") ==
        list{"3 accepted", "5 accepted"});
  CHECK(lines_of(" \t" + valid_line + "\t\r\n" + valid_line + "\r") ==
        list{"1 accepted", "2 accepted"});
}

TEST_CASE("lines: a byte order mark is skipped at the very start only") {
  CHECK(lines_of("\xEF\xBB\xBF" + valid_line + "\n" + valid_line) ==
        list{"1 accepted", "2 accepted"});
  CHECK(lines_of(valid_line + "\n\xEF\xBB\xBF" + valid_line) ==
        list{"1 accepted", "2 rejected error invalid_syntax  @0"});
  const std::string marked = "\xEF\xBB\xBF" + valid_line;
  assay::line_reader<event> lines("");
  lines.restart(marked, 2);
  CHECK(lines.next());
  CHECK_FALSE(lines.accepted());
}

TEST_CASE("lines: an invalid line does not affect its neighbors") {
  for (const std::string& bad :
       std::vector<std::string>{"{", "}", "{\"a\":\"", "[", "nul", "\"", valid_line + valid_line,
                                std::string("\xFF"), valid_line.substr(0, 90), std::string("{}")}) {
    INFO(bad);
    const auto found = lines_of(valid_line + "\n" + bad + "\n" + valid_line + "\n" + bad);
    REQUIRE(found.size() == 4);
    CHECK(found[0] == "1 accepted");
    CHECK(found[1].starts_with("2 rejected"));
    CHECK(found[2] == "3 accepted");
    CHECK(found[3].starts_with("4 rejected"));
    CHECK(found[3].substr(1) == found[1].substr(1));
  }
}

TEST_CASE("lines: a raw line break inside an event ends it") {
  CHECK(lines_of("{\"type\":\"a\nb\"}") ==
        list{"1 rejected error unterminated /type @10", "2 rejected error invalid_syntax  @0"});
  CHECK(lines_of("{\n}") ==
        list{"1 rejected error unterminated  @1", "2 rejected error invalid_syntax  @0"});
}

TEST_CASE("lines: offsets count from the start of the line") {
  const std::string text = "\n  {\"type\":1}\n";
  assay::line_reader<event> lines(text);
  REQUIRE(lines.next());
  CHECK(lines.line() == 2);
  CHECK(lines.text() == "  {\"type\":1}");
  CHECK(assay_test::summary_of(lines.report()).back() == "error type_mismatch /type @10");
}

TEST_CASE("lines: a line over the limit is rejected and the next one is read") {
  assay::options o;
  o.limits.max_document_bytes = valid_line.size();
  CHECK(lines_of(valid_line + "\n" + valid_line + " \n" + valid_line + "\n{" + valid_line, o) ==
        list{"1 accepted", "2 rejected error document_too_large  @0", "3 accepted",
             "4 rejected error document_too_large  @0"});
}

TEST_CASE("lines: blocks of a stream give the same results as the whole text") {
  std::mt19937 random(11);
  std::string text;
  for (int i = 0; i < 300; ++i) {
    const auto pick = random() % 5;
    text += pick == 0 ? "" : pick == 1 ? "{\"x\":" : valid_line;
    text += random() % 3 == 0 ? "\r\n" : "\n";
  }
  const list whole = lines_of(text);
  for (int round = 0; round < 20; ++round) {
    list parts;
    assay::line_reader<event> lines("");
    std::size_t line = 1;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(
          text.find('\n', std::min(at + random() % 5000, text.size() - 1)) + 1, text.size());
      lines.restart(std::string_view(text).substr(at, end - at), line);
      while (lines.next()) parts.push_back(verdict_of(lines));
      line = lines.line();
      at = end;
    }
    CHECK(parts == whole);
  }
}

TEST_CASE("lines: every line gives the same result as its text as a document") {
  for (const auto& [type, payload] : assay_test::sample_payloads)
    for (const std::string& text : {event_text(type, payload), event_text(type, "{}"),
                                    event_text("x", payload), event_text(type, payload, ",")}) {
      assay::validator<event> document;
      document.check(text);
      assay::line_reader<event> lines(text);
      REQUIRE(lines.next());
      CHECK(assay_test::summary_of(lines.report()) == assay_test::summary_of(document.report()));
      CHECK(lines.accepted() == document.report().accepted());
    }
}

TEST_CASE("lines: a line over the limit is not read into the event") {
  assay::options o;
  o.limits.max_document_bytes = 1000;
  const std::string text =
      event_text("user_message", "{\"content\":\"" + std::string(100'000, 'x') + "\"}") + "\n" +
      valid_line;
  assay::line_reader<event> lines(text, o);
  event e;
  REQUIRE(lines.next(e));
  CHECK_FALSE(lines.accepted());
  CHECK(std::get<assay::promptetheus::user_message>(e.payload).content.empty());
  CHECK(header_of(lines).type.empty());
  CHECK(lines.text().size() == text.find('\n'));
  REQUIRE(lines.next(e));
  CHECK(lines.accepted());
  CHECK(lines.line() == 2);
}

TEST_CASE("lines: all views are into the original text, also for the last line, however it ends") {
  const std::string cut = valid_line.substr(0, valid_line.size() - 1);
  for (const std::string& end :
       std::vector<std::string>{"", "\n", "\r\n", "\r", " ", "\t \r", "x", "{", "\\"})
    for (const std::string& last : {valid_line, cut, event_text("metric", "{")}) {
      const std::string text = valid_line + "\r\n" + last + end;
      INFO(text);
      const std::string_view whole = text;
      assay::line_reader<event> lines(whole);
      const auto is_view = [&](std::string_view view) {
        return view.data() >= whole.data() &&
               view.data() + view.size() <= whole.data() + whole.size();
      };
      std::size_t begin = 0;
      for (int i = 0; i < 2; ++i) {
        REQUIRE(lines.next());
        CHECK(lines.text().data() == whole.data() + begin);
        CHECK(lines.text() == whole.substr(begin, whole.find('\n', begin) - begin));
        const assay::promptetheus::header h = header_of(lines);
        for (const assay::json_text& member : {h.type, h.session_id, h.seq, h.idempotency_key})
          CHECK(is_view(member.text()));
        CHECK(h.type.text() == "\"metric\"");
        CHECK(h.type.text().data() == lines.text().data() + 8);
        CHECK(h.idempotency_key.text() == "\"ses_1:0a1b2c3d:7\"");
        begin = whole.find('\n') + 1;
      }
      CHECK_FALSE(lines.next());
      lines.restart(whole, 1); // forgets the copy of a last line
      REQUIRE(lines.next());
      CHECK(lines.text().data() == whole.data());
    }
}

TEST_CASE("lines: a last line over the limit is a view into the original text") {
  assay::options o;
  o.limits.max_document_bytes = 10;
  const std::string text = "{}\n{\"a\":\"12345\"} x";
  assay::line_reader<event> lines(text, o);
  REQUIRE(lines.next());
  REQUIRE(lines.next());
  CHECK(assay_test::summary_of(lines.report()) == list{"error document_too_large  @0"});
  CHECK(lines.text().data() == text.data() + 3);
  CHECK(lines.text() == std::string_view(text).substr(3));
}

TEST_CASE("lines: a byte order mark in the middle is reported, before and after an event") {
  const std::string mark = "\xEF\xBB\xBF";
  for (const std::string& text : {mark + mark + valid_line, valid_line + mark + valid_line,
                                  "\n" + mark + valid_line, " " + mark + "{}"}) {
    INFO(text);
    assay::line_reader<event> lines(text);
    REQUIRE(lines.next());
    REQUIRE(lines.report().violations().size() == 1);
    const assay::violation& v = lines.report().violations().front();
    CHECK(category_of(v.code) == assay::category::syntax);
    CHECK(v.expected == "no byte order mark except at the start of a stream");
    CHECK(
        std::string_view(text)
            .substr(static_cast<std::size_t>(lines.text().data() - text.data()) + v.offset.value())
            .starts_with(mark));
  }
}
