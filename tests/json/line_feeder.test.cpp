// SPDX-License-Identifier: BSL-1.0
#include "assay/json/line_feeder.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace line_feeder_test {

using assay::line_block;
using assay::line_feeder;

namespace {

/// A line with its newline: number, offset and text, which may be cut.
struct line {
  std::uint64_t number, offset;
  std::string text;
  bool is_cut = false;

  friend bool operator==(const line&, const line&) = default;
};

/// Returns the lines of a block, and checks their number.
void append_lines(std::vector<line>& out, const line_block& b) {
  if (b.is_cut) {
    CHECK(b.lines == 1);
    out.push_back({b.first_line, b.offset, std::string(b.text), true});
    return;
  }
  std::uint64_t number = b.first_line;
  for (std::size_t at = 0; at != b.text.size() || (at == 0 && number == b.first_line); ++number) {
    const std::size_t size = std::min(b.text.find('\n', at), b.text.size() - 1) + 1 - at;
    out.push_back({number, b.offset + at, std::string(b.text.substr(at, size))});
    at += size;
  }
  CHECK(number == b.first_line + b.lines);
}

/// Returns the lines of the text in pieces that end at these places. Each is destroyed before the
/// next.
std::vector<line> lines_of(std::string_view text, const std::vector<std::size_t>& ends,
                           std::size_t most) {
  std::vector<line> out;
  line_feeder feeder(most);
  std::size_t begin = 0;
  const auto feed = [&](std::size_t end) {
    const std::unique_ptr<char[]> piece(new char[end - begin]);
    std::copy(text.begin() + static_cast<std::ptrdiff_t>(begin),
              text.begin() + static_cast<std::ptrdiff_t>(end), piece.get());
    const auto blocks = feeder.feed(std::string_view(piece.get(), end - begin));
    CHECK(blocks.size() <= 3);
    for (const line_block& b : blocks) append_lines(out, b);
    CHECK(feeder.kept() <= most + 4);
    begin = end;
    CHECK(feeder.bytes() == begin);
  };
  for (const std::size_t end : ends) feed(end);
  feed(text.size());
  for (const line_block& b : feeder.finish()) append_lines(out, b);
  CHECK(feeder.bytes() == text.size());
  CHECK(feeder.kept() == 0);
  return out;
}

/// Returns the same with a simple implementation, if no line is over the limit.
std::vector<line> lines_of(std::string_view text) {
  std::vector<line> out;
  for (std::size_t at = 0; at != text.size();) {
    const std::size_t size = std::min(text.find('\n', at), text.size() - 1) + 1 - at;
    out.push_back({out.size() + 1, at, std::string(text.substr(at, size))});
    at += size;
  }
  return out;
}

} // namespace

TEST_CASE("line_feeder: any three cuts of a text give its lines, with their numbers and offsets") {
  for (const std::string text :
       {"", "\n", "a", "a\n", "\n\n", "ab\n\ncd", "\r\nab \n\n", "\n\nabc\n"})
    for (std::size_t i = 0; i <= text.size(); ++i)
      for (std::size_t j = i; j <= text.size(); ++j)
        for (std::size_t k = j; k <= text.size(); ++k) {
          CAPTURE(text, i, j, k);
          REQUIRE(lines_of(text, {i, j, k}, 3) == lines_of(text));
        }
}

TEST_CASE("line_feeder: random cuts of random texts give their lines") {
  std::mt19937 random(1);
  for (int round = 0; round < 500; ++round) {
    std::string text(random() % 3000, 'x');
    const auto rarity = 1 + random() % 200;
    for (char& c : text)
      if (random() % rarity == 0) c = '\n';
    std::vector<std::size_t> ends;
    const auto longest = 1 + random() % 300;
    for (std::size_t at = 0; at < text.size(); at += random() % longest) ends.push_back(at);
    CAPTURE(round, longest);
    REQUIRE(lines_of(text, ends, 10'000) == lines_of(text));
  }
}

TEST_CASE("line_feeder: a line over the limit is returned cut, as soon as it is too long") {
  line_feeder feeder(4);
  const std::string first = "ab\n12", second = "34", third = "5678", fourth = "90\nc\n";
  REQUIRE(feeder.feed(first).size() == 1);
  REQUIRE(feeder.feed(second).empty());
  CHECK(feeder.kept() == 4);
  auto blocks = feeder.feed(third);
  REQUIRE(blocks.size() == 1);
  CHECK(blocks[0].is_cut);
  CHECK(blocks[0].text == "12345");
  CHECK(blocks[0].first_line == 2);
  CHECK(blocks[0].offset == 3);
  CHECK(feeder.kept() == 0);
  blocks = feeder.feed(fourth);
  REQUIRE(blocks.size() == 1);
  CHECK(blocks[0].text == "c\n");
  CHECK(blocks[0].text.data() == fourth.data() + 3);
  CHECK(blocks[0].first_line == 3);
  CHECK(blocks[0].offset == 14);
}

TEST_CASE("line_feeder: a piece can end a line over the limit, contain complete lines, and begin "
          "another line") {
  line_feeder feeder(4);
  REQUIRE(feeder.feed("\n123").size() == 1);
  const std::string piece = "45\na\nb\n6789012";
  const auto blocks = feeder.feed(piece);
  REQUIRE(blocks.size() == 3);
  CHECK((blocks[0].is_cut && blocks[0].text == "12345" && blocks[0].first_line == 2));
  CHECK((!blocks[1].is_cut && blocks[1].text == "a\nb\n" && blocks[1].first_line == 3));
  CHECK(blocks[1].lines == 2);
  CHECK((blocks[2].is_cut && blocks[2].text == "67890" && blocks[2].first_line == 5));
  CHECK(blocks[2].offset == 11);
  CHECK(feeder.finish().empty());
}

TEST_CASE("line_feeder: a line as long as the limit is complete, with and without its newline") {
  CHECK(lines_of("\n1234\n1234", {3}, 4) == lines_of("\n1234\n1234"));
  CHECK(lines_of("\n1234\n1234", {3, 8}, 4) == lines_of("\n1234\n1234"));
  CHECK(lines_of("\n1234\n1234", {5}, 4) == lines_of("\n1234\n1234"));
}

TEST_CASE("line_feeder: the first line may be longer by a byte order mark") {
  CHECK(lines_of("\xEF\xBB\xBF"
                 "1234\n",
                 {5}, 4)
            .front()
            .is_cut == false);
  CHECK(lines_of("\xEF\xBB\xBF"
                 "12345\n",
                 {5}, 4)
            .front()
            .is_cut);
  CHECK(lines_of("\n\xEF\xBB\xBF"
                 "1234\n",
                 {5}, 4)
            .back()
            .is_cut);
}

TEST_CASE("line_feeder: blank lines over the limit are counted, but not returned") {
  line_feeder feeder(4);
  const std::string blank(1000, ' ');
  REQUIRE(feeder.feed(blank).empty());
  REQUIRE(feeder.feed(blank).empty());
  CHECK(feeder.kept() == 8);
  auto blocks = feeder.feed("\r\n{");
  REQUIRE(blocks.size() == 1);
  CHECK((blocks[0].text.empty() && blocks[0].lines == 1 && !blocks[0].is_cut));
  REQUIRE(feeder.feed(blank).size() == 1);
  REQUIRE(feeder.feed("\n").empty());
  REQUIRE(feeder.feed(blank).empty());
  blocks = feeder.feed("x");
  REQUIRE(blocks.size() == 1);
  CHECK((blocks[0].is_cut && blocks[0].text == "     " && blocks[0].first_line == 3));
}

TEST_CASE("line_feeder: an endless line takes bounded memory, which can be exchanged") {
  constexpr std::size_t most = 10'000;
  line_feeder feeder(most);
  const std::string piece(777, 'x');
  std::size_t given = 0;
  for (int i = 0; i < 100'000; ++i) {
    given += feeder.feed(piece).size();
    REQUIRE(feeder.kept() <= most + 4);
  }
  CHECK(given == 1);
  CHECK(feeder.bytes() == 77'700'000);
  assay::text_buffer taken;
  feeder.exchange_joined(taken);
  CHECK(taken.view() == std::string(most + 4, 'x')); // the first line
  CHECK(taken.capacity() == most + 4);
}

TEST_CASE("line_feeder: numbers and offsets exceed 32 bits", "[long]") {
  if (sizeof(std::size_t) < 8) return;
  line_feeder feeder(100);
  const std::string newlines(std::size_t{1} << 26, '\n');
  std::uint64_t lines = 0;
  for (int i = 0; i < 65; ++i)
    for (const line_block& b : feeder.feed(newlines)) lines += b.lines;
  CHECK(lines == std::uint64_t{65} << 26);
  const auto last = feeder.feed("x\n");
  CHECK(last[0].first_line == (std::uint64_t{65} << 26) + 1);
  CHECK(last[0].offset == std::uint64_t{65} << 26);
}

TEST_CASE("line_feeder: after finish and restart the first line is 1") {
  line_feeder feeder(10);
  for (int round = 0; round < 3; ++round) {
    REQUIRE(feeder.feed("a\nb").size() == 1);
    const auto last = feeder.finish();
    REQUIRE(last.size() == 1);
    CHECK((last[0].text == "b" && last[0].first_line == 2 && last[0].offset == 2));
    CHECK(feeder.finish().empty());
    CHECK(feeder.bytes() == 3);
  }
  REQUIRE(feeder.feed("lost").empty());
  feeder.restart();
  CHECK((feeder.bytes() == 0 && feeder.kept() == 0));
  const auto first = feeder.feed("a\n");
  CHECK((first[0].text == "a\n" && first[0].first_line == 1 && first[0].offset == 0));
}

TEST_CASE("line_feeder: a block in exchanged memory stays valid") {
  line_feeder feeder(100);
  assay::text_buffer mine;
  REQUIRE(feeder.feed("{\"a\":").empty());
  const auto blocks = feeder.feed("1}\n{\"b\"");
  REQUIRE(blocks.size() == 1);
  const std::string_view text = blocks[0].text;
  feeder.exchange_joined(mine);
  REQUIRE(feeder.feed(":2}\n{").size() == 1);
  REQUIRE(feeder.finish().size() == 1);
  CHECK(text == "{\"a\":1}\n");
  CHECK(text.data() == mine.view().data());
}

} // namespace line_feeder_test
