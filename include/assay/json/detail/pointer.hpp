#pragma once

#include "assay/error/path.hpp"
#include "assay/error/report.hpp"
#include "assay/json/detail/expectation.hpp"
#include "assay/json/detail/findings.hpp"
#include "assay/json/detail/scanner.hpp"
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
  explicit pointer_walk(std::string_view text) noexcept : text_(text) {}

  /// The pointer of the value, or of the member whose name begins, at `offset`. A fault inside a name gives its object's.
  std::string at(std::size_t offset) {
    while (i_ < offset && i_ < text_.size()) {
      const char c = text_[i_];
      if (c != '"') {
        structure(c);
        ++i_;
        continue;
      }
      const std::size_t close = string_end(i_);
      if (offset <= close) return pointer(open_.size() - at_name_);
      if (at_name_) open_.back().name = text_.substr(i_ + 1, close - i_ - 1);
      at_name_ = false;
      i_ = close + 1;
    }
    if (!at_name_ || i_ >= text_.size() || text_[i_] != '"') return pointer(open_.size() - at_name_);
    const std::size_t close = string_end(i_);
    open_.back().name = text_.substr(i_ + 1, close - i_ - 1);
    return pointer(open_.size());
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

  std::size_t string_end(std::size_t open) const noexcept {
    for (std::size_t i = open + 1; (i = text_.find('"', i)) != text_.npos; ++i) {
      std::size_t first = i; // an even number of backslashes before a quote leaves it a quote
      while (text_[first - 1] == '\\') --first;
      if ((i - first) % 2 == 0) return i;
    }
    return text_.size();
  }

  std::string pointer(std::size_t depth) {
    std::string out;
    for (std::size_t i = 0; i < depth; ++i) {
      if (!open_[i].is_object) {
        append_index(out, open_[i].index);
        continue;
      }
      unescape(open_[i].name, name_);
      append_member(out, name_);
    }
    return out;
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
  case code::key_disagrees: return true;
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

/// What would have been right, in words.
inline std::string expected_of(const finding& f, const options& o) {
  const limits& l = o.limits;
  if (f.what == code::depth_exceeded) return "at most " + std::to_string(scanner::greatest_depth(l)) + " containers inside one another";
  if (f.what == code::document_too_large) return "at most " + std::to_string(l.max_document_bytes) + " bytes";
  if (f.what == code::string_too_long) return "a string or name of at most " + std::to_string(l.max_string_bytes) + " bytes";
  if (f.what == code::too_many_members) return "at most " + std::to_string(l.max_members) + " elements or members";
  return f.member != nullptr ? expectation(*f.member, o.level) : std::string(f.expected);
}

/// Turns the findings in `text` into violations of the report, in the order of their places.
[[gnu::cold, gnu::noinline]] inline void add_violations(report& out, std::string_view text, const findings& found, const options& o) {
  pointer_walk walk(text);
  for (const finding& f : found.list()) {
    const auto offset = static_cast<std::size_t>(f.at - text.data());
    violation v{.code = f.what, .severity = f.severity, .path = walk.at(offset), .expected = expected_of(f, o), .offset = offset};
    if (f.what == code::missing_member) append_member(v.path, f.member->key.name());
    if (f.first != nullptr) v.first_offset = static_cast<std::size_t>(f.first - text.data());
    if (is_at_value(f.what)) {
      v.actual = kind_of(*f.at);
      if (v.actual == kind::string) {
        std::size_t length = 0;
        for (const char* p = f.at + 1; *p != '"'; ++p, ++length) // the scanner has passed it: it is closed
          if (*p == '\\') ++p, ++length;
        v.length = length;
      }
    }
    out.add(std::move(v));
  }
}

} // namespace assay::detail
