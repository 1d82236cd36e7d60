#pragma once

#include "assay/export/level_schema.hpp"
#include "assay/schema/format.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace assay::detail {

// What types of other languages cannot say of a value, in words for their comments.

inline void append_sentence(std::string& out, std::string_view sentence) {
  out.append(out.empty() || sentence.empty() ? "" : " ").append(sentence);
}

/// What a level asks across the members of an object; empty where it asks for nothing.
inline std::string words_of_checks(const level_object& o) {
  std::string out;
  for (const check_schema* c : o.checks)
    if (!c->words.empty()) out.append(out.empty() ? "" : "; ").append(c->words);
  return out.empty() ? out : "Checked across members: " + out + ".";
}

/// The description of a member, and what to send instead of it.
inline std::string words_of_member(const level_member& m) {
  if (m.schema == nullptr) return {};
  std::string out;
  if (m.forbidden) {
    out.append(m.name).append(" must not be present");
    return out.append(m.schema->about.empty() ? "" : ": ").append(m.schema->about).append(".");
  }
  out = m.schema->about;
  if (m.deprecated && !m.schema->deprecated.empty())
    append_sentence(out, std::string("Deprecated: ").append(m.schema->deprecated).append("."));
  return out;
}

inline void append_words(std::string& out, std::string_view words) {
  out.append(out.empty() ? "" : ", ").append(words);
}

/// "at least 1 character", "1 to 3 elements".
inline void append_words(std::string& out, const size_range& s, std::string_view unit) {
  const bool has_max = s.max != size_range::no_max;
  if (s.min == 0 && !has_max) return;
  if (s.min == 1 && !has_max) return append_words(out, "not empty");
  std::string words;
  if (s.min == s.max) words = std::to_string(s.min);
  else if (!has_max) words = "at least " + std::to_string(s.min);
  else if (s.min == 0) words = "at most " + std::to_string(s.max);
  else words = std::to_string(s.min) + " to " + std::to_string(s.max);
  words.append(" ").append(unit);
  if ((has_max ? s.max : s.min) != 1) words += 's';
  append_words(out, words);
}

/// "from 0 to 5", "more than 0, at most 1".
inline void append_limits(std::string& out, const level_value& v) {
  const number_limit &min = v.minimum, &max = v.maximum;
  const bool is_range = !min.text.empty() && !max.text.empty() && !min.exclusive && !max.exclusive;
  if (is_range) return append_words(out, "from " + min.text + " to " + max.text);
  if (!min.text.empty()) append_words(out, (min.exclusive ? "more than " : "at least ") + min.text);
  if (!max.text.empty()) append_words(out, (max.exclusive ? "less than " : "at most ") + max.text);
}

/// What is asked of a value but for its type; empty where it is nothing. "From 0 to 5."
inline std::string words_of_value(const level_value& v) {
  std::string out;
  append_limits(out, v);
  for (const std::string_view m : v.multiples)
    append_words(out, m == "1" ? "whole" : std::string("a multiple of ").append(m));
  for (const text_format f : v.formats) append_words(out, row_of(f).words);
  append_words(out, v.bytes, "byte");
  append_words(out, v.characters, "character");
  append_words(out, v.count, v.kind == type_kind::map ? "member" : "element");
  if (v.unique) append_words(out, "no two equal");
  for (const rule* r : v.predicates) append_words(out, r->words);
  if (v.kind == type_kind::any && !v.nullable) append_words(out, "not null");
  if (out.empty()) return out;
  if (out.front() >= 'a' && out.front() <= 'z') out.front() -= 'a' - 'A';
  return out + '.';
}

/// Whether there may be objects in the value, whose members have no order for other tools.
inline bool may_hold_objects(const level_value& v) noexcept {
  switch (v.kind) {
  case type_kind::string:
  case type_kind::boolean:
  case type_kind::integer:
  case type_kind::number: return false;
  case type_kind::array:
  case type_kind::one_of: return std::any_of(v.inside.begin(), v.inside.end(), may_hold_objects);
  default: return true;
  }
}

} // namespace assay::detail
