// SPDX-License-Identifier: BSL-1.0

// Reads a stream that arrives in pieces, cut anywhere.
#include <assay/json/line_feeder.hpp>
#include <assay/json/stream_reader.hpp>
#include <assay/promptetheus.hpp>

#include <array>
#include <fstream>
#include <iostream>
#include <span>
#include <string_view>

namespace {

using assay::promptetheus::event;

/// Replaces a socket: returns the bytes that have arrived, and nothing at the end.
class connection {
 public:
  std::string_view receive() {
    file_.read(room_.data(), static_cast<std::streamsize>(room_.size()));
    return {room_.data(), static_cast<std::size_t>(file_.gcount())};
  }

 private:
  std::ifstream file_{"sample.ndjson", std::ios::binary};
  std::array<char, 700> room_{};
};

struct counts {
  std::size_t accepted = 0, rejected = 0;
  friend bool operator==(const counts&, const counts&) = default;
};

counts check_pieces(connection socket) {
  counts n;
  // [stream]
  assay::options options;
  options.limits.max_document_bytes = 1 << 20; // no line takes more memory
  assay::stream_reader<event> stream(options);
  event e;
  const auto take_lines = [&] {
    while (stream.next(e)) { // or next(), for the verdict only
      if (stream.accepted()) {
        ++n.accepted;
        continue;
      }
      ++n.rejected;
      for (const assay::violation& v : stream.report().violations())
        std::cout << "line " << stream.line() << ", at byte " << stream.offset() << ": "
                  << to_string(v) << '\n';
    }
  };
  for (std::string_view piece; !(piece = socket.receive()).empty();) {
    stream.feed(piece);
    take_lines(); // the lines that are complete by now
  }
  stream.finish();
  take_lines(); // the last line, if it has no newline
  // [/stream]
  return n;
}

/// Does the same with your own reader of lines. This example uses the library's line_feeder.
counts check_lines(connection socket) {
  counts n;
  assay::options options;
  options.limits.max_document_bytes = 1 << 20;
  // [blocks]
  assay::line_feeder feeder(options.limits.max_document_bytes);
  assay::line_reader<event> lines("", options);
  const auto take = [&](std::span<const assay::line_block> blocks) {
    for (const assay::line_block& block : blocks) {
      if (block.is_cut) { // the beginning of a line over the limit
        ++n.rejected;
        continue;
      }
      lines.restart(block.text, block.first_line);
      while (lines.next()) ++(lines.accepted() ? n.accepted : n.rejected);
    }
  };
  for (std::string_view piece; !(piece = socket.receive()).empty();) take(feeder.feed(piece));
  take(feeder.finish());
  // [/blocks]
  return n;
}

} // namespace

int main() {
  const counts n = check_pieces(connection());
  std::cout << n.accepted << " accepted, " << n.rejected << " rejected\n";
  return n.accepted != 0 && n.rejected != 0 && n == check_lines(connection()) ? 0 : 1;
}
