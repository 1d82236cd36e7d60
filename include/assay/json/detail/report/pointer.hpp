// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/error/detail/report_access.hpp"
#include "assay/error/path.hpp"
#include "assay/error/report.hpp"
#include "assay/schema/detail/expectation.hpp"
#include "assay/json/detail/report/findings.hpp"
#include "assay/json/detail/read/object_reader.hpp"
#include "assay/json/raw_json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace assay::detail {

/// Walks an event's text, and computes the JSON Pointers of places in it, in ascending order of the
/// places.
///
/// Precondition: the scanner has passed the text up to the last place. Linear in the text for all
/// places together, plus a few kilobytes at most for each.
class pointer_walk {
 public:
  /// Starts with another text, and keeps the memory.
  void start(std::string_view text) noexcept {
    text_ = text;
    i_ = 0;
    at_name_ = false;
    string_ = text.npos;
    open_.clear();
  }

  /// Continues at `offset`, where the value of the outermost object's member `name` begins or ends.
  /// Never moves back.
  void skip_to(std::size_t offset, std::string_view name) {
    if (offset <= i_) return;
    i_ = offset;
    at_name_ = false;
    open_.clear();
    open_.push_back({true, 0, name, {}});
  }

  /// Returns the pointer of the value at `offset`, or of the member whose name begins there. For a
  /// place inside a name, returns the pointer of its object.
  ///
  /// Valid until the next call. A pointer that is too long has the right beginning and end;
  /// `cut_in_middle` must shorten it.
  std::string& pointer(std::size_t offset) {
    while (i_ < offset && i_ < text_.size()) {
      const char c = text_[i_];
      if (c != '"') {
        structure(c);
        ++i_;
        continue;
      }
      const std::size_t close = string_end(i_);
      if (offset <= close) return names(open_.size() - at_name_);
      if (at_name_) open_.back().set_name(text_.substr(i_ + 1, close - i_ - 1));
      at_name_ = false;
      i_ = close + 1;
    }
    if (!at_name_ || i_ >= text_.size() || text_[i_] != '"') return names(open_.size() - at_name_);
    const std::size_t close = string_end(i_);
    open_.back().set_name(text_.substr(i_ + 1, close - i_ - 1));
    return names(open_.size());
  }

 private:
  struct container {
    bool is_object;
    std::size_t index;
    /// As it is written in the text; the beginning of a long name.
    std::string_view name;
    /// The end of a long name.
    std::string_view end;

    void set_name(std::string_view text) noexcept {
      name = text;
      end = {};
      if (text.size() > 2 * max_path_size) [[unlikely]]
        cut(text);
    }
    /// Keeps as much at both ends as a path can hold.
    ASSAY_COLD ASSAY_NOINLINE void cut(std::string_view text) noexcept {
      const std::size_t kept =
          text.find('\\') == text.npos ? max_path_size : max_escape_size * max_path_size;
      if (text.size() <= 2 * kept) return;
      const auto after = [&](std::size_t i) {
        return i + (text[i] != '\\' ? 1u : text[i + 1] == 'u' ? max_escape_size : 2u);
      };
      std::size_t i = 0;
      while (i < kept) i = after(i);
      name = text.substr(0, i);
      while (i < text.size() - kept) i = after(i);
      end = text.substr(i);
    }
    /// Returns a lower bound of the size of its part of a pointer.
    std::size_t min_size() const noexcept {
      return 1 + (name.find('\\') == name.npos ? name.size() : name.size() / max_escape_size);
    }

    static constexpr std::size_t max_escape_size = 6;
  };

  void structure(char c) {
    if (c == '{' || c == '[') {
      open_.push_back({c == '{', 0, {}, {}});
      at_name_ = c == '{';
    } else if (c == '}' || c == ']') {
      if (!open_.empty()) open_.pop_back();
      at_name_ = false;
    } else if (c == ',' && !open_.empty()) {
      ++open_.back().index;
      at_name_ = open_.back().is_object;
    }
  }

  /// Returns the closing quote of the string that opens at `open`, or the text's end if there is
  /// none.
  std::size_t string_end(std::size_t open) noexcept {
    if (open != string_) { // many places may be in one string
      string_ = open;
      string_end_ = find_string_end(open);
    }
    return string_end_;
  }
  std::size_t find_string_end(std::size_t open) const noexcept {
    for (std::size_t i = open + 1; i < text_.size();) {
      if (text_.size() - i >= static_cast<std::size_t>(block_size)) {
        const auto mask = interrupting(text_.data() + i);
        i += static_cast<std::size_t>(mask == 0 ? block_size : first_of(mask));
        if (mask == 0) continue;
      }
      if (text_[i] == '"') return i;
      i += text_[i] == '\\' ? 2u : 1u;
    }
    return text_.size();
  }

  /// Returns the pointer of the first `depth` containers. If it is too long, it has only the names
  /// of the first and the last of them.
  std::string& names(std::size_t depth) {
    pointer_.clear();
    std::size_t i = 0;
    while (i < depth && pointer_.size() <= max_path_size) append(open_[i++]);
    std::size_t last = depth;
    for (std::size_t size = 0; last > i && size < max_path_size;) size += open_[--last].min_size();
    while (last < depth) append(open_[last++]);
    return pointer_;
  }

  void append(const container& c) {
    if (!c.is_object) return append_index(pointer_, c.index);
    if (c.name.find('\\') == std::string_view::npos) [[likely]] {
      append_member(pointer_, c.name);
    } else {
      unescape(c.name, name_);
      append_member(pointer_, name_);
    }
    if (c.end.empty()) [[likely]]
      return;
    unescape(c.end, name_);
    append_member(pointer_, name_);
  }

  std::string_view text_;
  std::size_t i_ = 0;
  /// Whether a name follows, not a value.
  bool at_name_ = false;
  /// Where the string begins whose end is in `string_end_`.
  std::size_t string_ = std::string_view::npos;
  std::size_t string_end_ = 0;
  std::vector<container> open_;
  std::string pointer_;
  std::string name_;
};

/// Returns whether a finding with this code is at a value, whose type and length can be reported.
constexpr bool is_at_value(code c) noexcept {
  switch (c) {
  case code::type_mismatch:
  case code::unknown_type:
  case code::not_one_of:
  case code::out_of_range:
  case code::integer_overflow:
  case code::too_short:
  case code::too_long:
  case code::not_multiple_of:
  case code::too_few_elements:
  case code::too_many_elements:
  case code::repeated_element:
  case code::predicate_failed:
  case code::invalid_format:
  case code::forbidden_member:
  case code::key_disagrees:
  case code::members_disagree:
  case code::sequence_conflict:
  case code::key_conflict: return true;
  case code::invalid_syntax:
  case code::unterminated:
  case code::trailing_content:
  case code::nonfinite_number:
  case code::number_overflow:
  case code::unsupported_encoding:
  case code::invalid_utf8:
  case code::control_character:
  case code::invalid_escape:
  case code::lone_surrogate:
  case code::null_character:
  case code::depth_exceeded:
  case code::document_too_large:
  case code::string_too_long:
  case code::too_many_members:
  case code::missing_member:
  case code::duplicate_member:
  case code::unknown_member:
  case code::deprecated_member:
  case code::invalid_value: return false;
  }
  return false;
}

/// Appends what was expected, in words.
inline void append_expected(std::string& out, const finding& f, const options& o) {
  const auto at_most = [&](std::size_t limit, std::string_view of_what) {
    out.append("at most ").append(std::to_string(limit)).append(of_what);
  };
  if (f.what == code::depth_exceeded && f.expected.empty())
    return at_most(scanner::max_depth_of(o.limits), " levels of nesting");
  if (f.what == code::document_too_large) return at_most(o.limits.max_document_bytes, " bytes");
  if (f.what == code::string_too_long)
    return at_most(o.limits.max_string_bytes, " bytes in a string or name");
  if (f.what == code::too_many_members)
    return at_most(o.limits.max_members, " elements or members");
  if (f.what == code::unsupported_encoding) {
    const bool is_text = f.expected.starts_with("UTF");
    out.append("text in UTF-8, found ")
        .append(f.expected)
        .append(is_text ? ": convert it first" : ": unpack it first");
    return;
  }
  if (f.what == code::trailing_content && f.expected.empty())
    return void(out.append("only white space after the end"));
  const bool is_reason = f.what == code::invalid_format && f.member != nullptr;
  if (is_reason) append_expectation(out, *f.member->schema, f.what, o.level);
  if (is_reason && !f.expected.empty()) out.append(": ");
  if (!f.expected.empty()) out.append(f.expected);
  else if (f.member != nullptr && !is_reason && f.what != code::duplicate_member)
    append_expectation(out, *f.member->schema, f.what, o.level);
}

/// Returns where the value at fault begins.
inline const char* begin_of(const finding& f) noexcept {
  return f.value != nullptr ? f.value : f.at;
}

/// Returns whether the finding is at a member of the outermost object, at its name or its value.
/// Its path is then known from the table.
inline bool is_member_of_root(const finding& f, const object_reader& reader,
                              const object_layout& layout) noexcept {
  if (f.is_name_in_root) return true;
  if (f.member == nullptr || f.member->index >= layout.count ||
      f.member != &layout.members[f.member->index])
    return false;
  return reader.text(f.member->index).data() == begin_of(f);
}

/// Skips text before `place`, because the reader has stored where the event's members are.
inline void skip_members(pointer_walk& walk, std::string_view text, const char* place,
                         const object_reader& reader, const object_layout& layout) {
  const char* from = text.data();
  const member_entry* last = nullptr;
  for (unsigned i = 0; i < layout.count; ++i) {
    const std::string_view member = reader.text(i);
    const char* const end = member.data() + member.size();
    const char* const start =
        end <= place ? end : member.data(); // after the member, or at its begin
    if (member.empty() || start > place || start < from) continue;
    from = start;
    last = &layout.members[i];
  }
  if (last != nullptr)
    walk.skip_to(static_cast<std::size_t>(from - text.data()), last->schema->name);
}

/// Sets the violation's path to the finding's place, or to the member that is missing there.
inline void set_path(violation& v, const finding& f, std::string_view text, pointer_walk& walk,
                     const object_reader& reader, const object_layout& layout) {
  if (is_member_of_root(f, reader, layout)) return append_member(v.path, f.member->schema->name);
  skip_members(walk, text, f.at, reader, layout);
  std::string& pointer = walk.pointer(static_cast<std::size_t>(f.at - text.data()));
  if (f.what == code::missing_member) append_member(pointer, f.member->schema->name);
  v.path_is_cut = cut_in_middle(pointer);
  v.path = pointer;
}

/// Adds the findings in `text` to the report as violations, in the order of their places.
ASSAY_COLD ASSAY_NOINLINE inline void
add_violations(report& out, std::string_view text, findings& found, const options& o,
               pointer_walk& walk, const object_reader& reader, const object_layout& layout) {
  walk.start(text);
  for (const finding* next = found.in_order(); next != nullptr; next = next->next) {
    const finding& f = *next;
    violation& v = report_access::add(out);
    v.code = f.what;
    v.severity = f.severity;
    v.offset = static_cast<std::size_t>(f.at - text.data());
    set_path(v, f, text, walk, reader, layout);
    append_expected(v.expected, f, o);
    if (f.first != nullptr) v.first_offset = static_cast<std::size_t>(f.first - text.data());
    if (!is_at_value(f.what)) continue;
    const char* const begin = begin_of(f);
    v.actual = kind_of(*begin);
    if (v.actual != kind::string) continue;
    const char* end = begin + 1;
    while (*end != '"')
      end += *end == '\\' ? 2 : 1; // ends at the closing quote, which the scanner has passed
    const std::string_view content(begin + 1, static_cast<std::size_t>(end - begin - 1));
    v.length = unescaped_size(content);
    if (f.what != code::too_short && f.what != code::too_long) continue;
    if (const std::size_t n = count_characters(content); n != v.length) v.characters = n;
  }
}

} // namespace assay::detail
