#pragma once

#include "assay/export/level_schema.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
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
