// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/write_result.hpp"
#include "assay/json/json_output.hpp"
#include "assay/json/text_buffer.hpp"
#include "assay/json/unfinished_text.hpp"
#include "assay/timeline/span_tree.hpp"

#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace assay {
namespace detail {

/// Appends a finite double as a JSON number that is recognizable as a double: 40.0, 0.25, 1e+22.
inline void append_double(json_output& to, double value) {
  char room[32];
  const double size = std::abs(value);
  const bool is_plain = size == 0 || (size >= 1e-4 && size < 1e16);
  const char* const end =
      std::to_chars(room, room + sizeof room, value,
                    is_plain ? std::chars_format::fixed : std::chars_format::scientific)
          .ptr;
  const std::string_view text(room, static_cast<std::size_t>(end - room));
  to.raw(text);
  if (is_plain && text.find('.') == text.npos) to.raw(".0");
}

/// Appends a node up to the place of its children.
inline void append_node(json_output& to, const timeline::span_node& node,
                        const timeline::event_log& log) {
  const auto text = [&](std::string_view name, const std::optional<std::string_view>& value) {
    to.raw(name);
    if (value) to.string(*value);
    else to.null();
  };
  const auto integer = [&](std::string_view name, const std::optional<std::uint64_t>& value) {
    to.raw(name);
    if (value) to.integer(*value);
    else to.null();
  };
  text(R"({"span_id":)", node.id);
  text(R"(,"parent_id":)", node.parent_id);
  text(R"(,"name":)", node.name);
  integer(R"(,"start_seq":)", node.start_seq);
  integer(R"(,"end_seq":)", node.end_seq);
  to.raw(R"(,"duration_ms":)");
  if (node.duration_ms) append_double(to, *node.duration_ms);
  else to.null();
  to.raw(R"(,"event_seqs":)");
  char lead = '[';
  for (const timeline::event_index e : node.events) {
    to.put(std::exchange(lead, ','));
    to.integer(log.seq(e));
  }
  to.raw(R"(],"children":[)");
}

} // namespace detail

namespace timeline {

/// Appends `{"session_id":...,"tree":[node,...]}`. A node is
/// `{"span_id","parent_id","name","start_seq","end_seq","duration_ms","event_seqs","children"}`.
/// Missing values are null; children are nodes too.
///
/// Returns `code::invalid_value`, with the buffer unchanged, if a text is not UTF-8; the texts of
/// checked events always are. If it throws `std::bad_alloc`, nothing is appended. Linear; no
/// recursion.
inline write_result append_json(text_buffer& out, const span_tree& tree) {
  unfinished_text object(out);
  json_output to(out);
  to.raw(R"({"session_id":)");
  to.string(tree.session().id());
  to.raw(R"(,"tree":[)");
  std::uint32_t open = 0; // nodes that are not yet closed
  for (const span_node& node : tree.nodes()) {
    const bool is_sibling = open > node.depth;
    for (; open > node.depth; --open) to.raw("]}");
    if (is_sibling) to.put(',');
    assay::detail::append_node(to, node, tree.session().log());
    ++open;
  }
  for (; open != 0; --open) to.raw("]}");
  to.raw("]}");
  if (!to.valid()) return code::invalid_value;
  object.finish();
  return {};
}

} // namespace timeline
} // namespace assay
