// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/chunk.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>
#include <vector>

TEST_CASE("chunk: the body is the concatenation of its pieces") {
  const std::vector<std::string_view> events = {"1", "22"};
  const std::vector<std::size_t> indices = {4, 6};
  const assay::chunk c(events, indices, "s", 17, assay::events_wrapper);
  std::vector<std::string_view> pieces;
  c.for_each_piece([&](std::string_view piece) { pieces.push_back(piece); });
  CHECK(pieces == std::vector<std::string_view>{R"({"events":[)", "1", ",", "22", "]}"});
  CHECK(pieces[1].data() == events[0].data());

  assay::text_buffer out;
  out.append("before ");
  c.append_body(out);
  CHECK(out.view() == R"(before {"events":[1,22]})");
  CHECK(out.size() == 7 + c.body_size());
  CHECK(c.session() == "s");
  CHECK(c.indices()[1] == 6);
}

TEST_CASE("chunk: no piece is empty") {
  const std::vector<std::string_view> events = {"1", "22"};
  const assay::chunk c(events, {}, {}, 3, {"", "", ""});
  std::size_t n = 0;
  c.for_each_piece([&](std::string_view piece) {
    CHECK_FALSE(piece.empty());
    ++n;
  });
  CHECK(n == 2);
}
