#pragma once

#include "assay/error/path.hpp"
#include "assay/error/report.hpp"
#include "assay/json/detail/expectation.hpp"
#include "assay/json/detail/findings.hpp"
#include "assay/json/detail/object_reader.hpp"
#include "assay/json/raw_json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace assay::detail {

/// Follows an event's text and tells the JSON Pointer of any place in it, in ascending order of the places.
///
/// Precondition: the scanner has passed the text up to the last place asked for. Linear in the text for all places together.
class pointer_walk {
 public:
  /// Begins at the start of a text. Memory of the walk before is kept.
  void start(std::string_view text) noexcept {
    text_ = text;
    i_ = 0;
    at_name_ = false;
    open_.clear();
  }

  /// Goes on at `offset`, where the value of the outermost object's member `name` begins or ends; never back.
  void skip_to(std::size_t offset, std::string_view name) {
    if (offset <= i_) return;
    i_ = offset;
    at_name_ = false;
    open_.clear();
    open_.push_back({true, 0, name});
  }

  /// Appends the pointer of the value, or of the member whose name begins, at `offset`. A fault inside a name gives its object's.
  void append_pointer(std::string& out, std::size_t offset) {
    while (i_ < offset && i_ < text_.size()) {
      const char c = text_[i_];
      if (c != '"') {
        structure(c);
        ++i_;
        continue;
      }
      const std::size_t close = string_end(i_);
      if (offset <= close) return append_names(out, open_.size() - at_name_);
      if (at_name_) open_.back().name = text_.substr(i_ + 1, close - i_ - 1);
      at_name_ = false;
      i_ = close + 1;
    }
    if (!at_name_ || i_ >= text_.size() || text_[i_] != '"') return append_names(out, open_.size() - at_name_);
    const std::size_t close = string_end(i_);
    open_.back().name = text_.substr(i_ + 1, close - i_ - 1);
    append_names(out, open_.size());
  }

 private:
  struct container {
    bool is_object;
    std::size_t index;
    std::string_view name; ///< as it stands in the text
  };

  void structure(char c) {
    if (c == '{' || c == '[') {
      open_.push_back({c == '{', 0, {}});
      at_name_ = c == '{';
    } else if (c == '}' || c == ']') {
      if (!open_.empty()) open_.pop_back();
      at_name_ = false;
    } else if (c == ',' && !open_.empty()) {
      ++open_.back().index;
      at_name_ = open_.back().is_object;
    }
  }

  /// The closing quote of the string that opens at `open`; the text's end when it has none.
  std::size_t string_end(std::size_t open) const noexcept {
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

  void append_names(std::string& out, std::size_t depth) {
    for (std::size_t i = 0; i < depth; ++i) {
      if (!open_[i].is_object) {
        append_index(out, open_[i].index);
        continue;
      }
      if (open_[i].name.find('\\') == std::string_view::npos) [[likely]] {
        append_member(out, open_[i].name);
        continue;
      }
      unescape(open_[i].name, name_);
      append_member(out, name_);
    }
  }

  std::string_view text_;
  std::size_t i_ = 0;
  bool at_name_ = false; ///< what follows is a name, not a value
  std::vector<container> open_;
  std::string name_;
};

/// Whether a finding's place is a value, of which kind and length can be told.
constexpr bool is_at_value(code c) noexcept {
  switch (c) {
  case code::type_mismatch:
  case code::unknown_type:
  case code::not_one_of:
  case code::out_of_range:
  case code::integer_overflow:
  case code::too_short:
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
  case code::unsupported_encoding:
  case code::invalid_utf8:
  case code::control_character:
  case code::invalid_escape:
  case code::lone_surrogate:
  case code::depth_exceeded:
  case code::document_too_large:
  case code::string_too_long:
  case code::too_many_members:
  case code::missing_member:
  case code::duplicate_member:
  case code::unknown_member:
  case code::invalid_value: return false;
  }
  return false;
}

/// Appends what would have been right, in words.
inline void append_expected(std::string& out, const finding& f, const options& o) {
  const auto at_most = [&](std::size_t limit, std::string_view of_what) {
    out.append("at most ").append(std::to_string(limit)).append(of_what);
  };
  if (f.what == code::depth_exceeded && f.expected.empty())
    return at_most(scanner::greatest_depth(o.limits), " containers inside one another");
  if (f.what == code::document_too_large) return at_most(o.limits.max_document_bytes, " bytes");
  if (f.what == code::string_too_long) return at_most(o.limits.max_string_bytes, " bytes in a string or name");
  if (f.what == code::too_many_members) return at_most(o.limits.max_members, " elements or members");
  if (!f.expected.empty()) out.append(f.expected);
  else if (f.member != nullptr && f.what != code::duplicate_member) append_expectation(out, *f.member, o.level);
}

/// Whether the finding's place is a member of the outermost object, by its name or its value: the table tells where that is.
inline bool is_member_of_root(const finding& f, const object_reader& reader, const object_schema& schema) noexcept {
  if (f.is_name_in_root) return true;
  if (f.member == nullptr || f.member->index >= schema.count || f.member != &schema.members[f.member->index]) return false;
  return reader.text(f.member->index).data() == f.at;
}

/// Lets the walk skip what stands before `place`: the reader remembers where the event's members are.
inline void skip_members(pointer_walk& walk, std::string_view text, const char* place, const object_reader& reader,
                         const object_schema& schema) {
  const char* from = text.data();
  const member_schema* last = nullptr;
  for (unsigned i = 0; i < schema.count; ++i) {
    const std::string_view member = reader.text(i);
    const char* const end = member.data() + member.size();
    const char* const start = end <= place ? end : member.data(); // behind the member, or in it
    if (member.empty() || start > place || start < from) continue;
    from = start;
    last = &schema.members[i];
  }
  if (last != nullptr) walk.skip_to(static_cast<std::size_t>(from - text.data()), last->key.name());
}

/// Turns the findings in `text` into violations of the report, in the order of their places.
[[gnu::cold, gnu::noinline]] inline void add_violations(report& out, std::string_view text, const findings& found, const options& o,
                                                        pointer_walk& walk, const object_reader& reader, const object_schema& schema) {
  walk.start(text);
  for (const finding& f : found.list()) {
    violation& v = out.add();
    v.code = f.what;
    v.severity = f.severity;
    v.offset = static_cast<std::size_t>(f.at - text.data());
    const bool is_in_table = is_member_of_root(f, reader, schema);
    if (!is_in_table) {
      skip_members(walk, text, f.at, reader, schema);
      walk.append_pointer(v.path, *v.offset);
    }
    if (is_in_table || f.what == code::missing_member) append_member(v.path, f.member->key.name());
    append_expected(v.expected, f, o);
    if (f.first != nullptr) v.first_offset = static_cast<std::size_t>(f.first - text.data());
    if (!is_at_value(f.what)) continue;
    v.actual = kind_of(*f.at);
    if (v.actual != kind::string) continue;
    std::size_t length = 0;
    for (const char* p = f.at + 1; *p != '"'; ++p, ++length) // the scanner has passed it: it is closed
      if (*p == '\\') ++p, ++length;
    v.length = length;
  }
}

} // namespace assay::detail
