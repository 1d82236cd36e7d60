// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/level_schema.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::detail {

/// "1 to 3 characters"; empty where any number is right. `thing`: one of them; `more`: what
/// follows.
inline std::string words_of(const size_range& s, std::string_view thing,
                            std::string_view more = {}) {
  if (s == size_range{}) return {};
  if (s == size_range{.min = 1}) return "not empty";
  const std::string min = std::to_string(s.min), max = std::to_string(s.max);
  const bool has_max = s.max != size_range::no_max;
  std::string out;
  if (s.min == s.max) out = min;
  else if (!has_max) out = "at least " + min;
  else out = s.min == 0 ? "at most " + max : min + " to " + max;
  out.append(" ").append(thing).append(has_max && s.max == 1 ? "" : "s");
  return out.append(more);
}

/// "integer from 0 to 100"; empty where it is any number, or any integer and the type says that.
inline std::string words_of_number(const level_value& v, bool has_integers) {
  constexpr std::size_t most_digits = 9; // the ends of a C++ type are of no interest to a reader
  const bool has_min = !v.minimum.text.empty() && v.minimum.text.size() <= most_digits;
  const bool has_max = !v.maximum.text.empty() && v.maximum.text.size() <= most_digits;
  std::string out = v.kind == type_kind::integer ? "integer" : "number";
  if (has_min && has_max && !v.minimum.exclusive && !v.maximum.exclusive)
    return out + " from " + v.minimum.text + " to " + v.maximum.text;
  if (has_min) out += (v.minimum.exclusive ? " > " : " >= ") + v.minimum.text;
  if (has_max)
    out += (has_min ? " and" : "") + std::string(v.maximum.exclusive ? " < " : " <= ") +
           v.maximum.text;
  const bool says_type = v.kind == type_kind::integer && !has_integers;
  return has_min || has_max || says_type ? out : std::string();
}

/// Whether an array is short and of a fixed length: a tuple, in languages that have some.
inline bool is_tuple(const level_value& v) noexcept {
  constexpr std::uint64_t longest = 8;
  return v.count.min == v.count.max && v.count.max <= longest;
}

/// What the types of a language say by themselves.
struct language_types {
  bool integers = false; ///< which numbers are integers
  bool tuples = false;   ///< how many elements a tuple has
};

/// What is asked of the value besides its type, in phrases.
inline std::vector<std::string> phrases_of(const level_value& v, language_types language = {}) {
  std::vector<std::string> out;
  const auto add = [&](std::string one) {
    if (!one.empty()) out.push_back(std::move(one));
  };
  const bool is_number = v.kind == type_kind::integer || v.kind == type_kind::number;
  if (is_number) add(words_of_number(v, language.integers));
  for (const std::string_view m : v.multiples)
    add(m == "1" ? "whole" : std::string("a multiple of ").append(m));
  for (const text_format f : v.formats) add(std::string(row_of(f).words));
  add(words_of(v.bytes, "byte", " of UTF-8"));
  if (v.bytes.min != 1 || v.characters.min != 1) add(words_of(v.characters, "character"));
  const bool is_array = v.kind == type_kind::array;
  if (!is_array || !language.tuples || !is_tuple(v))
    add(words_of(v.count, is_array ? "element" : "member"));
  if (v.unique) add("all different");
  for (const rule* r : v.predicates) add(std::string(r->words));
  if (v.kind == type_kind::any && !v.nullable) add("not null");
  if (!is_array && v.kind != type_kind::map) return out;
  std::vector<std::string> inside = phrases_of(v.inside[0], language);
  if (!inside.empty() && !inside[0].starts_with("each ")) inside[0].insert(0, "each ");
  out.insert(out.end(), inside.begin(), inside.end());
  return out;
}

/// The same as a sentence; empty where nothing is asked.
inline std::string words_of(const level_value& v, language_types language = {}) {
  std::string out;
  for (const std::string& phrase : phrases_of(v, language))
    out.append(out.empty() ? "" : "; ").append(phrase);
  if (out.empty()) return out;
  if (out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out += '.';
}

/// Whether the text ends as a sentence does, but for quotes and brackets.
inline bool is_ended(std::string_view text) noexcept {
  const std::size_t last = text.find_last_not_of(" \n\r\t\"')`");
  if (last == text.npos) return true;
  text = text.substr(0, last + 1);
  return std::string_view(".!?:").find(text.back()) != text.npos ||
         text.ends_with("\xE2\x80\xA6") || text.ends_with("\xE3\x80\x82"); // U+2026, U+3002
}

/// The text with a full stop, where it has no end.
inline std::string ended(std::string_view text) {
  std::string out(text.substr(0, text.find_last_not_of(" \n\r\t") + 1));
  return is_ended(out) ? out : out += '.';
}

/// Appends a sentence to others, of which the last may lack its full stop.
inline void append_sentence(std::string& out, std::string_view sentence) {
  if (sentence.empty()) return;
  if (!out.empty()) out = ended(out) += ' ';
  out += sentence;
}

/// What a rule asks across members: "`low`, `high`: a high not below the low".
inline std::string words_of(const check_schema& c) {
  std::string out;
  for (const std::string_view m : c.members)
    out.append(out.empty() ? "`" : ", `").append(m).append("`");
  return out.append(out.empty() ? "" : ": ").append(c.words.empty() ? name_of(c.code) : c.words);
}

/// All that a level asks across the members of an object, without what it asks twice.
inline std::vector<std::string> phrases_of_checks(const level_object& o) {
  std::vector<std::string> out;
  for (const check_schema* c : o.checks)
    if (std::string one = words_of(*c); std::find(out.begin(), out.end(), one) == out.end())
      out.push_back(std::move(one));
  return out;
}

/// The same as a sentence that begins with the words; empty where a level asks for nothing.
inline std::string words_of_checks(const level_object& o, std::string_view begin) {
  std::string out;
  for (const std::string& one : phrases_of_checks(o))
    out.append(out.empty() ? begin : "; ").append(one);
  return ended(out);
}

/// "Must not be present: send that."
inline std::string words_of_forbidden(std::string_view instead) {
  std::string out = "Must not be present";
  return ended(out.append(instead.empty() ? "" : ": ").append(instead));
}

inline constexpr std::string_view words_of_closed = "Other members are refused.";

/// The description of a member, and what to send instead of it.
inline std::string words_of_member(const level_member& m) {
  if (m.schema == nullptr) return {};
  std::string out;
  if (m.forbidden) {
    out.append(m.name).append(" must not be present");
    return ended(out.append(m.schema->about.empty() ? "" : ": ").append(m.schema->about));
  }
  out = m.schema->about;
  if (m.deprecated && !m.schema->deprecated.empty())
    append_sentence(out, ended(std::string("Deprecated: ").append(m.schema->deprecated)));
  return out;
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

/// What the patterns of times do not say.
inline constexpr std::string_view words_of_leap_seconds =
    "Not checked here: a second of 60 stands only at 23:59 UTC.";

/// What is asked of the value, or of what is in it, that a library's checks of values cannot say.
inline std::vector<std::string> unchecked_phrases_of(const level_value& v) {
  std::vector<std::string> out;
  for (const text_format f : v.formats)
    if (row_of(f).pattern.empty() && f != text_format::any) out.emplace_back(row_of(f).words);
  for (const rule* r : v.predicates)
    if (r->pattern.empty() || v.kind != type_kind::string) out.emplace_back(r->words);
  if (v.unique && may_hold_objects(v.inside[0])) out.emplace_back("all different");
  for (const level_value& one : v.inside)
    for (std::string& phrase : unchecked_phrases_of(one))
      if (std::find(out.begin(), out.end(), phrase) == out.end()) out.push_back(std::move(phrase));
  return out;
}

} // namespace assay::detail
