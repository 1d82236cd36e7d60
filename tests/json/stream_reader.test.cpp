// SPDX-License-Identifier: BSL-1.0
#include "assay/json/stream_reader.hpp"

#include "assay/json/result.hpp"
#include "assay/promptetheus.hpp"
#include "support/catch.hpp"
#include "support/corpus.hpp"
#include "support/events.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace stream_reader_test {

using assay::promptetheus::event;
using assay_test::event_text;

namespace {

using list = std::vector<std::string>;

constexpr std::string_view mark = "\xEF\xBB\xBF";
const std::string valid_line = event_text("metric", R"({"name":"m","value":1})");

/// Returns everything about a line except its place.
template <class Lines>
std::string told_of(const Lines& reader, std::string_view text) {
  std::string out = reader.accepted() ? " accepted" : " rejected";
  for (const assay::violation& v : reader.report().violations())
    out += "; " + to_string(v) + " @" + std::to_string(v.offset.value_or(0));
  const assay::promptetheus::header h = header_of(reader);
  out.append(" type ").append(h.type.text()).append(" seq ").append(h.seq.text());
  return out.append(": ").append(text);
}

std::string placed(std::uint64_t line, std::uint64_t offset, const std::string& told) {
  return std::to_string(line) + " @" + std::to_string(offset) + told;
}

/// Returns the same, and the event that was read.
std::string with_value(std::string told, bool accepted, const event& value) {
  if (accepted) told += " = " + assay::write(value).value();
  return told;
}

/// Returns the results of a line reader for the whole text.
list told_of_whole(std::string_view text, const assay::options& o, bool reads) {
  list out;
  assay::line_reader<event> reader(text, o);
  event value;
  while (reads ? reader.next(value) : reader.next()) {
    const auto offset = static_cast<std::uint64_t>(reader.text().data() - text.data());
    const std::string_view shown = reader.text().substr(0, o.limits.max_document_bytes + 1);
    const std::string told = placed(reader.line(), offset, told_of(reader, shown));
    out.push_back(reads ? with_value(told, reader.accepted(), value) : told);
  }
  return out;
}

/// A stream that is fed in pieces. Each piece is destroyed before the next.
class pieces {
 public:
  pieces(const assay::options& o, bool reads) : reader_(o), reads_(reads) {}

  void feed(std::string_view bytes) {
    const std::unique_ptr<char[]> copy(new char[bytes.size()]);
    std::copy(bytes.begin(), bytes.end(), copy.get());
    reader_.feed(std::string_view(copy.get(), bytes.size()));
    drain();
  }
  list finish() {
    reader_.finish();
    drain();
    return std::move(told_);
  }

 private:
  void drain() {
    while (reads_ ? reader_.next(value_) : reader_.next()) {
      const std::string told =
          placed(reader_.line(), reader_.offset(), told_of(reader_, reader_.text()));
      told_.push_back(reads_ ? with_value(told, reader_.accepted(), value_) : told);
    }
    CHECK_FALSE(reader_.next());
  }

  assay::stream_reader<event> reader_;
  bool reads_;
  event value_;
  list told_;
};

/// Returns the results for the text, cut at these places in ascending order.
list told_of_pieces(std::string_view text, const std::vector<std::size_t>& cuts,
                    const assay::options& o, bool reads) {
  pieces stream(o, reads);
  std::size_t begin = 0;
  for (const std::size_t cut : cuts) {
    stream.feed(text.substr(begin, cut - begin));
    begin = cut;
  }
  stream.feed(text.substr(begin));
  return stream.finish();
}

assay::options limited(std::size_t max_bytes) {
  assay::options o;
  o.limits.max_document_bytes = max_bytes;
  return o;
}

/// Short texts with every feature of lines.
std::vector<std::string> small_texts() {
  const std::string m(mark);
  return {"",
          "\n",
          "\n\n\r\n \t \n",
          "{}",
          "{}\n",
          "{}\r\n{\"a\":1}\r\n",
          "\r\n{}\n  \n{\"a\nb\"}\n x",
          "nul\n{\n}\n[",
          m,
          m + "\n",
          m + "{}\n" + m + "{}",
          m + m + "{}",
          m + " \n{}",
          m.substr(0, 2),
          m.substr(0, 1) + "\n{}",
          " " + m + "{}\n",
          "1234567890\n{}\n12345678\n1234567890123",
          m + "12345678\n" + "123456789\n",
          m + "123456789\n{}",
          "            \n{}\n",
          "            {}\n{}\n",
          "{}            \r\n{}",
          "            ",
          m + "            \r\n{}",
          m + "            {}\n",
          std::string("{\"\0\":1}\n\0\n", 11),
          "\\u0000\n{\"\\u0000\":1}",
          valid_line.substr(0, 12) + "\r",
          "{\"\xFF\":\xE2\x82\n\xAC}\n"};
}

} // namespace

TEST_CASE("stream_reader: any two cuts of a text, and pieces of one byte, change nothing") {
  assay::options replacing = limited(100);
  replacing.null_characters = assay::null_character_policy::replace;
  std::vector<assay::options> all{replacing};
  for (const std::size_t most : {0u, 1u, 2u, 3u, 8u, 9u, 11u, 100u}) all.push_back(limited(most));
  for (const std::string& text : small_texts())
    for (const assay::options& o : all)
      for (const bool reads : {false, true}) {
        CAPTURE(text, o.limits.max_document_bytes, reads);
        const list whole = told_of_whole(text, o, reads);
        for (std::size_t first = 0; first <= text.size(); ++first)
          for (std::size_t second = first; second <= text.size(); ++second) {
            const list parts = told_of_pieces(text, {first, second}, o, reads);
            if (parts == whole) continue;
            CAPTURE(first, second);
            REQUIRE(parts == whole);
          }
        std::vector<std::size_t> everywhere(text.size());
        for (std::size_t i = 0; i < text.size(); ++i) everywhere[i] = i;
        REQUIRE(told_of_pieces(text, everywhere, o, reads) == whole);
      }
}

namespace {

std::string random_text(std::mt19937& random) {
  std::string text = random() % 3 == 0 ? std::string(mark) : "";
  for (auto n = random() % 60; n > 0; --n) {
    const auto pick = random() % 8;
    text += pick == 0   ? ""
            : pick == 1 ? "{\"x\":"
            : pick == 2 ? std::string(random() % 2000, ' ')
            : pick == 3 ? std::string(random() % 2000, ' ') + valid_line
            : pick == 4 ? event_text("user_message",
                                     R"({"content":")" + std::string(random() % 3000, 'x') + "\"}")
            : pick == 5 ? std::string(mark) + valid_line
                        : valid_line;
    text += random() % 3 == 0 ? "\r\n" : random() % 50 == 0 ? "\r" : "\n";
  }
  return text + (random() % 2 == 0 ? valid_line : "");
}

} // namespace

TEST_CASE("stream_reader: random cuts of random texts change nothing") {
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    const std::string text = random_text(random);
    const assay::options o = limited(random() % 2 == 0 ? 100'000 : 200 + random() % 2000);
    const bool reads = random() % 2 == 0;
    const auto longest = std::vector<std::size_t>{3, 50, 1000, 20'000}[random() % 4];
    std::vector<std::size_t> cuts;
    for (std::size_t at = 0; at < text.size(); at += random() % longest) cuts.push_back(at);
    CAPTURE(round, o.limits.max_document_bytes, reads, longest);
    REQUIRE(told_of_pieces(text, cuts, o, reads) == told_of_whole(text, o, reads));
  }
}

TEST_CASE("stream_reader: a line is available with the piece that has its newline") {
  assay::stream_reader<event> reader;
  const std::string rest = valid_line.substr(40) + "\n" + valid_line + "\n{";
  reader.feed(std::string_view(valid_line).substr(0, 40));
  CHECK_FALSE(reader.next());
  reader.feed(rest);
  REQUIRE(reader.next());
  CHECK(reader.accepted());
  CHECK(reader.text() == valid_line);
  REQUIRE(reader.next());
  CHECK(reader.text().data() == rest.data() + valid_line.size() - 40 + 1); // not copied
  CHECK(reader.offset() == valid_line.size() + 1);
  CHECK_FALSE(reader.next());
  reader.finish();
  REQUIRE(reader.next());
  CHECK_FALSE(reader.accepted());
  CHECK(reader.line() == 3);
  CHECK_FALSE(reader.next());
}

TEST_CASE("stream_reader: a line over the limit is rejected once, before it ends, and the next one "
          "is read") {
  assay::stream_reader<event> reader(limited(1000));
  const std::string piece(999, 'x');
  event value;
  reader.feed(piece);
  CHECK_FALSE(reader.next(value));
  reader.feed(piece);
  REQUIRE(reader.next(value));
  CHECK_FALSE(reader.accepted());
  CHECK(assay_test::summary_of(reader.report()) == list{"error document_too_large  @0"});
  CHECK(reader.text() == std::string(1001, 'x'));
  CHECK(header_of(reader).type.empty());
  for (int i = 0; i < 1000; ++i) {
    reader.feed(piece);
    REQUIRE_FALSE(reader.next(value));
  }
  const std::string end = "\n" + valid_line + "\n";
  reader.feed(end);
  REQUIRE(reader.next(value));
  CHECK(reader.accepted());
  CHECK(reader.line() == 2);
  CHECK(reader.offset() == 1002 * 999 + 1);
  CHECK(reader.bytes() == 1002 * 999 + end.size());
  CHECK_FALSE(reader.next(value));
}

TEST_CASE(
    "stream_reader: after finish another stream begins at line 1, and may have a byte order mark") {
  const std::string text = std::string(mark) + valid_line + "\n\n" + valid_line;
  const list whole = told_of_whole(text, {}, false);
  assay::stream_reader<event> reader;
  for (int round = 0; round < 3; ++round) {
    list told;
    const auto drain = [&] {
      while (reader.next())
        told.push_back(placed(reader.line(), reader.offset(), told_of(reader, reader.text())));
    };
    reader.feed(text);
    drain();
    reader.finish();
    drain();
    CHECK(reader.bytes() == text.size());
    reader.finish(); // a second time has no effect
    drain();
    CHECK(told == whole);
  }
}

TEST_CASE("stream_reader: only lines that were not visited are lost") {
  assay::stream_reader<event> reader;
  const std::string input = "\n" + valid_line + "\n" + valid_line + "\n{",
                    more = "}\n" + std::string(mark) + "{}\n" + valid_line;
  reader.feed(input);
  REQUIRE(reader.next());
  reader.feed(more);
  REQUIRE(reader.next());
  CHECK(reader.offset() == input.size() - 1);
  CHECK(reader.text() == "{}");
  REQUIRE(reader.next());
  CHECK_FALSE(reader.accepted()); // a byte order mark is skipped only at the start of a stream
  reader.finish();
  REQUIRE(reader.next());
  CHECK(reader.accepted());
  CHECK(reader.offset() == input.size() + more.size() - valid_line.size());
}

TEST_CASE("stream_reader: recorded events give the same results however they are cut") {
  std::string text;
  for (const char* const file : {"promptetheus/sessions.ndjson", "promptetheus/raw_oddities.ndjson",
                                 "honeyhive/requests.ndjson", "noveum/requests.ndjson"})
    for (const std::string& line : assay_test::recorded_lines(file)) text += line + '\n';
  std::mt19937 random(8);
  for (const std::size_t longest : {700u, 16'384u, 100'000u}) {
    std::vector<std::size_t> cuts;
    for (std::size_t at = 0; at < text.size(); at += 1 + random() % longest) cuts.push_back(at);
    for (const std::size_t most : {600u, 100'000'000u}) {
      CAPTURE(longest, most);
      REQUIRE(told_of_pieces(text, cuts, limited(most), true) ==
              told_of_whole(text, limited(most), true));
    }
  }
}

} // namespace stream_reader_test
