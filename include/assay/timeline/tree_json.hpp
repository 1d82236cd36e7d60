#pragma once

#include "assay/error/code.hpp"
#include "assay/json/detail/write/output.hpp"
#include "assay/json/text_buffer.hpp"
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

/// A finite double as a JSON number that is seen to be one: 40.0, 0.25, 1e+22.
inline void append_double(output& to, double value) {
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

/// A node up to where its children go.
inline void append_node(output& to, const timeline::span_node& node,
                        const timeline::event_log& log) {
  const auto text = [&](std::string_view name, const std::optional<std::string_view>& value) {
    to.raw(name);
    if (value) to.string(*value); // the log's texts have a NUL behind them
    else to.raw("null");
  };
  const auto integer = [&](std::string_view name, const std::optional<std::uint64_t>& value) {
    to.raw(name);
    if (value) to.integer(*value);
    else to.raw("null");
  };
  text(R"({"span_id":)", node.id);
  text(R"(,"parent_id":)", node.parent_id);
  text(R"(,"name":)", node.name);
  integer(R"(,"start_seq":)", node.start_seq);
  integer(R"(,"end_seq":)", node.end_seq);
  to.raw(R"(,"duration_ms":)");
  if (node.duration_ms) append_double(to, *node.duration_ms);
  else to.raw("null");
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

/// Appends `{"session_id":...,"tree":[node,...]}`, a node being
/// `{"span_id","parent_id","name","start_seq","end_seq","duration_ms", "event_seqs","children"}`:
/// null where there is nothing, children likewise nodes.
///
/// Nothing when that went well. `code::invalid_value`, and the buffer as before, when a text is not
/// UTF-8, as that of a checked event always is; likewise when it throws std::bad_alloc. Linear; no
/// recursion.
[[nodiscard]] inline std::optional<code> append_json(text_buffer& out, const span_tree& tree) {
  assay::detail::unfinished_text object(out);
  assay::detail::output to(out);
  to.raw(R"({"session_id":)");
  to.string(tree.session().id());
  to.raw(R"(,"tree":[)");
  std::uint32_t open = 0; // nodes that are not closed yet
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
  return std::nullopt;
}

} // namespace timeline
} // namespace assay
