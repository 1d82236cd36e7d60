// SPDX-License-Identifier: BSL-1.0

// Lines: each gets the verdict that it gets by itself. A stream in blocks of lines, or in pieces
// cut anywhere, gives the result of the whole.

#include "event_laws.hpp"
#include "input.hpp"
#include "mutator.hpp"

#include <assay/json/lines.hpp>
#include <assay/json/stream_reader.hpp>
#include <assay/promptetheus.hpp>
#include <assay/testing/source.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

using assay::code;
using assay::options;
using assay::report;
using assay::violation;
using assay::promptetheus::event;
using assay_fuzz::must;
using assay_fuzz::same;

namespace {

bool is_cut_off(const report& r) {
  return std::ranges::any_of(r.violations(),
                             [](const violation& v) { return v.code == code::unterminated; });
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == line.npos; }

/// Checks that every line by itself gives the result of the line reader.
void check_lines(std::string_view text, const options& o) {
  assay::line_reader<event> checker(text, o), reader(text, o);
  assay::validator<event> judge(o);
  event value;
  std::string_view rest = text;
  const bool marked = rest.starts_with(assay::byte_order_mark);
  if (marked) rest.remove_prefix(assay::byte_order_mark.size());
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t newline = rest.find('\n');
    const std::string_view line = rest.substr(0, newline);
    rest.remove_prefix(newline == rest.npos ? rest.size() : newline + 1);
    if (is_blank(line)) continue;
    must(checker.next() && reader.next(value), "every line that is not blank is visited", text);
    must(checker.line() == number && reader.line() == number, "a line has its number", text);
    must(line.starts_with(checker.text()) && checker.text().data() == line.data() &&
             is_blank(line.substr(checker.text().size())),
         "a line's text is the line", text);
    must(same(checker.report(), reader.report()), "check and read agree on lines", text);
    assay_fuzz::check_header(checker, line);
    if (line.starts_with(assay::byte_order_mark)) {
      must(!checker.accepted(), "a byte order mark is skipped only at the start", text);
      continue;
    }
    must(judge.check(line) == checker.accepted(), "a line and a document get the same verdict",
         line);
    // In a truncated text, the reader of a document stops inside the last value, the reader of a
    // line after it. The reports on that value may differ.
    must(is_cut_off(judge.report()) || same(judge.report(), checker.report()),
         "a line and a document get the same violations", line);
  }
  must(!checker.next() && !reader.next(value), "the reader ends after the last line", text);
  must(!checker.next(), "the end stays the end", text);
}

/// Checks that a stream in pieces, cut anywhere, gives the results of the whole. A piece is freed
/// before the next one arrives, so that AddressSanitizer detects later reads.
void check_pieces(std::string_view text, const options& o, assay::testing::source cuts) {
  assay::line_reader<event> whole(text, o);
  assay::stream_reader<event> parts(o);
  event in_whole, in_parts;
  const std::size_t longest = cuts.pick(std::to_array<std::size_t>({1, 2, 7, 40, 300, 5000}));
  const bool reads = cuts.one_in(2);
  const auto go_on = [&] {
    while (reads ? parts.next(in_parts) : parts.next()) {
      must(reads ? whole.next(in_whole) : whole.next(),
           "the pieces have no more lines than the whole", text);
      const auto offset = static_cast<std::uint64_t>(whole.text().data() - text.data());
      must(parts.line() == whole.line() && parts.offset() == offset,
           "a line has the same place in pieces as in the whole", text);
      must(parts.text() == whole.text().substr(0, o.limits.max_document_bytes + 1),
           "a line has the same text in pieces as in the whole", text);
      must(same(parts.report(), whole.report()),
           "a line has the same report in pieces as in the whole", text);
      must(parts.text_of_tag() == whole.text_of_tag(),
           "a line has the same tag in pieces as in the whole", text);
      must(!reads || !parts.accepted() || in_parts == in_whole,
           "a line has the same value in pieces as in the whole", text);
    }
  };
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t size = std::min(cuts.between(0, longest), rest.size());
    const std::unique_ptr<char[]> piece(new char[size]);
    std::copy_n(rest.data(), size, piece.get());
    parts.feed(std::string_view(piece.get(), size));
    rest.remove_prefix(size);
    go_on();
  }
  parts.finish();
  go_on();
  must(!whole.next(), "the pieces have as many lines as the whole", text);
  must(parts.bytes() == text.size(), "every byte is consumed", text);
}

/// Checks a stream in blocks of any size. An incomplete line is moved to the front of the next
/// block.
void check_blocks(std::string_view text, const options& o, assay::testing::source cuts) {
  assay::line_reader<event> whole(text, o), parts(std::string_view(), o);
  std::string block;
  std::size_t first_line = 1;
  const std::size_t longest = cuts.pick(std::to_array<std::size_t>({1, 7, 40, 300}));
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t size = std::min(cuts.between(1, longest), rest.size());
    block += rest.substr(0, size);
    rest.remove_prefix(size);
    const std::size_t ready = rest.empty() ? block.size() : block.rfind('\n') + 1;
    if (ready == 0) continue;
    const std::string lines = block.substr(0, ready);
    block.erase(0, ready);
    parts.restart(lines, first_line);
    while (parts.next()) {
      must(whole.next(), "the blocks have as many lines as the whole", text);
      must(whole.line() == parts.line() && whole.text() == parts.text(),
           "a line is the same in blocks as in the whole", text);
      must(same(whole.report(), parts.report()),
           "a line has the same report in blocks as in the whole", text);
    }
    first_line = parts.line();
  }
  must(!whole.next(), "the whole has as many lines as the blocks", text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assay_fuzz::input in(data, size);
  options o = in.limited_options();
  o.level = assay_fuzz::levels[size % 3];
  std::string text(in.text());
  check_lines(text, o);
  check_blocks(text, o, assay::testing::source(size));
  check_pieces(text, o, assay::testing::source(size));
  // Most seeds are single events: also read them with line breaks between their values, and twice
  // in a row.
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\t') text[i] = '\n';
  text += "\r\n\n";
  text += in.text();
  check_lines(text, o);
  check_blocks(text, o, assay::testing::source(size + 1));
  check_pieces(text, o, assay::testing::source(size + 1));
  check_pieces(text, o, assay::testing::source(size + 2));
  return 0;
}
ASSAY_FUZZ_MUTATES(event);
