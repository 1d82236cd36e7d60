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

/// Returns "1 to 3 characters", or an empty text if any number is valid. `thing` is the singular;
/// `more` is appended.
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

/// Returns "integer from 0 to 100". Returns an empty text if any number is valid, or any integer
/// and the type states that.
inline std::string words_of_number(const level_value& v, bool has_integers) {
  constexpr std::size_t most_digits = 9; // longer limits are those of C++ types
  const bool has_min = !v.minimum.text.empty() && v.minimum.text.size() <= most_digits;
  const bool has_max = !v.maximum.text.empty() && v.maximum.text.size() <= most_digits;
  std::string out = v.kind == type_kind::integer ? "integer" : "number";
  if (has_min && has_max && !v.minimum.exclusive && !v.maximum.exclusive)
    return out + " from " + v.minimum.text + " to " + v.maximum.text;
  if (has_min) out += (v.minimum.exclusive ? " > " : " >= ") + v.minimum.text;
  if (has_max)
    out += (has_min ? " and" : "") + std::string(v.maximum.exclusive ? " < " : " <= ") +
           v.maximum.text;
  const bool has_type = v.kind == type_kind::integer && !has_integers;
  return has_min || has_max || has_type ? out : std::string();
}

/// Returns whether an array is short and of a fixed length: a tuple, in languages that have tuples.
inline bool is_tuple(const level_value& v) noexcept {
  constexpr std::uint64_t longest = 8;
  return v.count.min == v.count.max && v.count.max <= longest;
}

/// What the types of a language express.
struct language_types {
  bool integers = false; ///< which numbers are integers
  bool tuples = false;   ///< the number of elements of a tuple
};

/// Returns the requirements of a value besides its type, as phrases.
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

/// Returns the requirements of a value besides its type, as a sentence. Empty if there are none.
inline std::string words_of(const level_value& v, language_types language = {}) {
  std::string out;
  for (const std::string& phrase : phrases_of(v, language))
    out.append(out.empty() ? "" : "; ").append(phrase);
  if (out.empty()) return out;
  if (out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out += '.';
}

/// Returns whether the text ends like a sentence, apart from quotes and brackets.
inline bool is_ended(std::string_view text) noexcept {
  const std::size_t last = text.find_last_not_of(" \n\r\t\"')`");
  if (last == text.npos) return true;
  text = text.substr(0, last + 1);
  return std::string_view(".!?:").find(text.back()) != text.npos ||
         text.ends_with("\xE2\x80\xA6") || text.ends_with("\xE3\x80\x82"); // U+2026, U+3002
}

/// Returns the text with a full stop, unless it ends like a sentence.
inline std::string ended(std::string_view text) {
  std::string out(text.substr(0, text.find_last_not_of(" \n\r\t") + 1));
  return is_ended(out) ? out : out += '.';
}

/// Appends a sentence to other sentences. The last of them may lack its full stop.
inline void append_sentence(std::string& out, std::string_view sentence) {
  if (sentence.empty()) return;
  if (!out.empty()) out = ended(out) += ' ';
  out += sentence;
}

/// Returns a rule across members in words: "`low`, `high`: a high not below the low".
inline std::string words_of(const check_schema& c) {
  std::string out;
  for (const std::string_view m : c.members)
    out.append(out.empty() ? "`" : ", `").append(m).append("`");
  return out.append(out.empty() ? "" : ": ").append(c.words.empty() ? name_of(c.code) : c.words);
}

/// Returns the rules across the members of an object, without duplicates.
inline std::vector<std::string> phrases_of_checks(const level_object& o) {
  std::vector<std::string> out;
  for (const check_schema* c : o.checks)
    if (std::string one = words_of(*c); std::find(out.begin(), out.end(), one) == out.end())
      out.push_back(std::move(one));
  return out;
}

/// Returns the rules across members as a sentence that begins with `begin`. Empty if there are
/// none.
inline std::string words_of_checks(const level_object& o, std::string_view begin) {
  std::string out;
  for (const std::string& one : phrases_of_checks(o))
    out.append(out.empty() ? begin : "; ").append(one);
  return ended(out);
}

/// Returns "Must not be present: send that."
inline std::string words_of_forbidden(std::string_view instead) {
  std::string out = "Must not be present";
  return ended(out.append(instead.empty() ? "" : ": ").append(instead));
}

inline constexpr std::string_view words_of_closed = "Unknown members are rejected.";

/// Returns the description of a member, and what to send instead of it.
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

/// Returns whether the value may contain objects. Other tools ignore the order of their members.
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

/// What the patterns of times cannot express.
inline constexpr std::string_view words_of_leap_seconds =
    "Not checked here: second 60 is valid only at 23:59 UTC.";

/// Returns the requirements of a value, and of values inside of it, that the checks of a library
/// cannot express.
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
