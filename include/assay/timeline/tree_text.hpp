// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/unfinished_text.hpp"
#include "assay/json/text_buffer.hpp"
#include "assay/timeline/detail/human_duration.hpp"
#include "assay/timeline/detail/printable.hpp"
#include "assay/timeline/irregularities.hpp"
#include "assay/timeline/span_tree.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>

namespace assay::timeline {

/// Options for the text of a span tree.
struct text_options {
  std::size_t bar_width = 20; ///< the width of the longest span's bar; 0: no bars
  bool events = false;        ///< whether each event is shown on a separate line below its span
};

} // namespace assay::timeline

namespace assay::detail {

/// Writes a span tree for people.
class tree_printer {
 public:
  tree_printer(text_buffer& out, const timeline::span_tree& tree, const timeline::text_options& o)
      : out_(out), tree_(tree), shows_events_(o.events), bar_width_(o.bar_width) {
    for (const timeline::span_node& n : tree.nodes()) {
      longest_ = std::max(longest_, n.duration_ms.value_or(0));
      if (n.duration_ms)
        duration_width_ = std::max(duration_width_, human_duration(*n.duration_ms).size());
      count_width_ = std::max(count_width_, std::to_string(n.events.size()).size());
      range_width_ = std::max(range_width_, seqs_of(n).size());
    }
    if (longest_ == 0) bar_width_ = 0;
  }

  void print() {
    print_head();
    for (const timeline::span_node& n : tree_.nodes()) {
      print_node(n);
      if (shows_events_) print_events(n);
    }
  }

 private:
  static constexpr std::size_t max_name_size = 100; ///< characters
  static constexpr std::uint32_t deepest = 20;  ///< beyond this depth, a number shows the depth:
                                                ///< indentation could make the output quadratic
  static constexpr std::size_t most_listed = 8; ///< of gaps and conflicts

  const timeline::ordered_session& session() const noexcept { return tree_.session(); }
  std::uint64_t seq(timeline::event_index e) const noexcept { return session().log().seq(e); }

  void line(std::string_view text) {
    out_.append(text);
    out_.append('\n');
  }
  static std::string count(std::size_t n, std::string_view what) {
    return std::to_string(n) + ' ' + std::string(what) + (n == 1 ? "" : "s");
  }
  static std::string range(std::uint64_t first, std::uint64_t last) {
    return first == last ? std::to_string(first)
                         : std::to_string(first) + '-' + std::to_string(last);
  }
  std::string seqs_of(const timeline::span_node& n) const {
    return range(seq(n.events.front()), seq(n.events.back()));
  }
  static std::string padded(std::string text, std::size_t width) {
    text.append(width - std::min(width, text.size()), ' ');
    return text;
  }
  static std::string right(const std::string& text, std::size_t width) {
    return std::string(width - std::min(width, text.size()), ' ') + text;
  }

  /// Writes "things: n (seq a, b, c and so on)"; `text` writes each item.
  template <class List, class Text>
  void print_list(const List& list, std::string_view what, Text text) {
    if (list.empty()) return;
    std::string out = "  " + std::string(what) + ": " + std::to_string(list.size()) + " (seq ";
    for (std::size_t i = 0; i < std::min(list.size(), most_listed); ++i)
      out += (i == 0 ? "" : ", ") + text(list[i]);
    line(out + (list.size() > most_listed ? ", ...)" : ")"));
  }

  void print_head() {
    const auto spans =
        tree_.nodes().size() -
        static_cast<std::size_t>(std::count_if(tree_.nodes().begin(), tree_.nodes().end(),
                                               [](const auto& n) { return !n.id; }));
    line("session " + printable(session().id(), max_name_size) + ": " +
         count(session().events().size(), "event") + ", " + count(spans, "span") +
         (timeline::place_of_end(session()) ? "" : ", no end"));
    if (const auto instances = timeline::instances_of(session()); instances.size() > 1)
      print_list(instances, "instances",
                 [](const timeline::instance& i) { return range(i.first_seq, i.last_seq); });
    print_list(timeline::gaps_of(session()), "gaps",
               [](const timeline::gap& g) { return range(g.first, g.last); });
    print_list(session().duplicates(), "duplicates",
               [&](const timeline::duplicate& d) { return std::to_string(seq(d.first)); });
    print_list(timeline::conflicts_of(session()), "conflicts",
               [&](const timeline::conflict& c) { return std::to_string(seq(c.event)); });
    print_list(timeline::events_after_end(session()), "after the end",
               [&](timeline::event_index e) { return std::to_string(seq(e)); });
  }

  void print_node(const timeline::span_node& n) {
    std::string out = "  ";
    if (duration_width_ != 0) {
      out += right(n.duration_ms ? human_duration(*n.duration_ms) : "", duration_width_) + "  ";
      if (bar_width_ != 0) out += bar_of(n) + "  ";
    }
    out += right(std::to_string(n.events.size()), count_width_) +
           (n.events.size() == 1 ? " event   " : " events  ");
    out += padded(seqs_of(n), range_width_) + "  ";
    name_column_ = out.size();
    line(out + indent(n.depth) + title_of(n) + remarks_on(n));
  }

  /// The events are aligned with the name of their span.
  void print_events(const timeline::span_node& n) {
    const std::string margin = std::string(name_column_, ' ') + indent(n.depth) + "  ";
    for (const timeline::event_index e : n.events)
      line(margin + std::to_string(seq(e)) + ' ' +
           printable(session().log().label(e), max_name_size));
  }

  std::string bar_of(const timeline::span_node& n) const {
    const double share = n.duration_ms.value_or(0) / longest_;
    const auto length =
        static_cast<std::size_t>(std::lround(share * static_cast<double>(bar_width_)));
    return padded(std::string(share > 0 ? std::max<std::size_t>(1, length) : 0, '#'), bar_width_);
  }

  static std::string indent(std::uint32_t depth) {
    std::string out(2 * std::min(depth, deepest), ' ');
    if (depth > deepest) out += '(' + std::to_string(depth) + ") ";
    return out;
  }
  static std::string title_of(const timeline::span_node& n) {
    if (!n.id) return "(no span)";
    return printable(n.name ? *n.name : *n.id, max_name_size);
  }
  std::string remarks_on(const timeline::span_node& n) const {
    if (!n.id) return {};
    std::string out;
    const auto remark = [&](std::string_view text) {
      out.append(out.empty() ? "  [" : ", ").append(text);
    };
    if (!n.start_seq) remark("no start");
    if (!n.end_seq) remark("no end");
    if (n.depth == 0 && n.parent_id) remark("its parent is missing");
    if (n.is_cut) remark("a cycle was cut here");
    return out.empty() ? out : out + ']';
  }

  text_buffer& out_;
  const timeline::span_tree& tree_;
  bool shows_events_;
  std::size_t bar_width_;
  double longest_ = 0; // duration
  std::size_t duration_width_ = 0, count_width_ = 0, range_width_ = 0, name_column_ = 0;
};

} // namespace assay::detail

namespace assay::timeline {

/// Appends the tree as text for people: a line about the session, then one for each kind of
/// irregularity, then one for each span, indented below its parent. A span's line shows the
/// duration, a bar in proportion to the session's longest span, the number of events, their range
/// of `seq`, and the name.
///
/// Replaces control characters in the texts of events, so that they cannot control the terminal or
/// break a line. Cuts names after 100 characters. Every line ends in a newline. Linear in the
/// output. If it throws `std::bad_alloc`, nothing is appended.
inline void append_text(text_buffer& out, const span_tree& tree, const text_options& o = {}) {
  unfinished_text lines(out);
  assay::detail::tree_printer(out, tree, o).print();
  lines.finish();
}

} // namespace assay::timeline
