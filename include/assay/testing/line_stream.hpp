// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/encoding.hpp"
#include "assay/testing/almost_valid.hpp"
#include "assay/testing/hostile.hpp"
#include "assay/testing/sample.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::testing {

/// A line of a stream that is not blank, and the verdict that it must get.
struct line_sample {
  std::size_t line = 1; ///< its number, from 1
  sample what{};        ///< its text without the line's end; offsets count from its first byte
  friend bool operator==(const line_sample&, const line_sample&) = default;
};

/// Newline-delimited events as they travel, and what must be said of each line.
struct line_stream {
  std::string text{};
  std::vector<line_sample> lines{};
  friend bool operator==(const line_stream&, const line_stream&) = default;
};

namespace detail {

/// Whether the options ask for nothing but what their level does, within the usual limits: then
/// what is valid, or almost so, at the level gets its verdict by them.
inline bool ask_for_their_level_alone(const options& o) noexcept {
  options usual;
  usual.level = o.level;
  usual.limits.max_violations = o.limits.max_violations;
  return usual == o;
}

/// Whether a sample can be a line of a stream and keeps its verdict there.
inline bool is_line(const sample& s) noexcept {
  return s.text.find('\n') == s.text.npos && !s.text.starts_with(byte_order_mark) &&
         s.text.find_first_not_of(" \t\r") != s.text.npos;
}

/// Puts lines together, with blank ones between them and whatever ends lines.
class line_stream_maker {
 public:
  explicit line_stream_maker(source& from) : from_(from) {
    if (from_.one_in(4)) out_.text = byte_order_mark;
  }

  void add(sample s) {
    add_blank_lines();
    const bool accepted = s.accepted;
    out_.text += s.text;
    out_.lines.push_back({line_, std::move(s)});
    // After a text that is no JSON a carriage return would be another fault of it.
    end_line(accepted);
  }
  /// Two lines that are one event, cut where tokens meet.
  void add_torn(const json_node& event, const type_schema& type) {
    const text_map map(event, type);
    std::vector<const text_place*> members;
    for (const text_place& p : map.places())
      if (!p.is_event() && map.parent(p).is_event() && p.index != 0) members.push_back(&p);
    std::size_t at = map.text().size() - 1; // before the last brace
    sample rest{.accepted = false,
                .violation = expected_violation{code::invalid_syntax, {}, severity::error, 0}};
    if (!members.empty() && from_.one_in(2)) {
      const text_place& p = *from_.pick(members);
      const bool is_after_comma = from_.one_in(2);
      at = is_after_comma ? p.start : p.start - 1;
      // A name alone is JSON of another kind, and what follows it is not.
      if (is_after_comma)
        rest.violation =
            expected_violation{code::trailing_content, {}, severity::error, p.node->name.size()};
    }
    rest.text = map.text().substr(at);
    rest.reason = "the end of an event that was torn";
    add({.text = map.text().substr(0, at),
         .accepted = false,
         .violation =
             expected_violation{code::unterminated, map.path_at_cut(at), severity::error, at},
         .reason = "the beginning of an event that was torn"});
    add(std::move(rest));
  }

  /// The stream; maybe nothing ends its last line.
  line_stream take() {
    add_blank_lines();
    const bool ends_in_event = !out_.lines.empty() && out_.lines.back().line + 1 == line_;
    if (ends_in_event && out_.text.ends_with('\n') && from_.one_in(3)) out_.text.pop_back();
    return std::move(out_);
  }

 private:
  void add_blank_lines() {
    static constexpr auto blanks = std::to_array<std::string_view>({"", " ", "\t", "  \t "});
    while (from_.one_in(5)) {
      out_.text += from_.pick(blanks);
      end_line(true);
    }
  }
  void end_line(bool may_return) {
    if (may_return && from_.one_in(4)) out_.text += '\r';
    out_.text += '\n';
    ++line_;
  }

  source& from_;
  line_stream out_;
  std::size_t line_ = 1;
};

} // namespace detail

/// A stream of `count` events of T, one a line: most valid, some almost valid or hostile, some torn
/// into two lines; with blank lines, both ends of lines, and maybe a byte order mark at its start
/// and no end of its last line.
///
/// Preconditions as of `hostile`. Linear in the text for types without rules across members.
template <class T>
line_stream lines(source& from, const options& o = {}, std::size_t count = 20) {
  detail::line_stream_maker out(from);
  while (count-- != 0) {
    const std::size_t choice = from.below(16);
    if (choice >= 11 && choice < 13 && detail::ask_for_their_level_alone(o)) {
      sample s = almost_valid<T>(from, o.level);
      if (detail::is_line(s)) out.add(std::move(s));
      continue;
    }
    const json_node event = valid_tree_within<T>(from, o);
    if (choice == 13) {
      out.add_torn(event, schema_of_type<T>());
    } else if (choice > 13) {
      sample s = detail::any_hostile(event, schema_of_type<T>(), from, o);
      if (detail::is_line(s)) out.add(std::move(s));
    } else {
      out.add({.text = to_json(event), .reason = "a valid event"});
    }
  }
  return out.take();
}

} // namespace assay::testing
