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
  std::size_t line = 1; ///< the line number, from 1
  sample what{};        ///< the text without the line ending; offsets count from its first byte
  /// Compares both members.
  friend bool operator==(const line_sample&, const line_sample&) = default;
};

/// A stream of events, and the verdict that each line must get.
struct line_stream {
  std::string text{};               ///< the bytes of the stream
  std::vector<line_sample> lines{}; ///< the lines that are not blank
  /// Compares both members.
  friend bool operator==(const line_stream&, const line_stream&) = default;
};

namespace detail {

/// Returns whether the options are the defaults of their level, except for `max_violations`. Valid
/// and almost valid events of the level then get their expected verdicts.
inline bool are_level_defaults(const options& o) noexcept {
  options usual;
  usual.level = o.level;
  usual.limits.max_violations = o.limits.max_violations;
  return usual == o;
}

/// Returns whether a sample can be a line of a stream without a change of its verdict.
inline bool is_line(const sample& s) noexcept {
  return s.text.find('\n') == s.text.npos && !s.text.starts_with(byte_order_mark) &&
         s.text.find_first_not_of(" \t\r") != s.text.npos;
}

/// Combines lines, with blank lines between them and different line endings.
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
    // After invalid JSON, a carriage return would be another violation.
    end_line(accepted);
  }
  /// Adds two lines that are one event, split between tokens.
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
      // A lone name is JSON of another type, and what follows it is not JSON.
      if (is_after_comma)
        rest.violation =
            expected_violation{code::trailing_content, {}, severity::error, p.node->name.size()};
    }
    rest.text = map.text().substr(at);
    rest.reason = "the end of a torn event";
    add({.text = map.text().substr(0, at),
         .accepted = false,
         .violation =
             expected_violation{code::unterminated, map.path_at_cut(at), severity::error, at},
         .reason = "the beginning of a torn event"});
    add(std::move(rest));
  }

  /// Returns the stream, possibly without the last line ending.
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

/// Returns a stream of `count` events of T, one on each line. Most are valid, others are almost
/// valid, hostile, or torn into two lines. There are blank lines and different line endings. The
/// stream may begin with a byte order mark, and its last line may have no ending.
///
/// The preconditions are those of `hostile`. Linear in the text for types without rules across
/// members.
template <class T>
line_stream lines(source& from, const options& o = {}, std::size_t count = 20) {
  detail::line_stream_maker out(from);
  while (count-- != 0) {
    const std::size_t choice = from.below(16);
    if (choice >= 11 && choice < 13 && detail::are_level_defaults(o)) {
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
