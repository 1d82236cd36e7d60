// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/level_schema.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::detail {

/// Calls the function with each definition number in the value.
template <class Value, class Visit>
void for_each_reference(Value& v, Visit visit) {
  if (v.definition != level_value::none) visit(v.definition);
  for (auto& inner : v.inside) for_each_reference(inner, visit);
}
template <class Object, class Visit>
void for_each_reference_of(Object& o, Visit visit) {
  for (auto& m : o.members) for_each_reference(m.value, visit);
  for (auto& c : o.cases) for_each_reference(c, visit);
}

/// Merges definitions with the same requirements, and sorts them in the order in which a reader
/// meets them.
///
/// It works like the minimization of an automaton: all definitions begin in one class, and classes
/// are split until nothing distinguishes their members.
class definition_merger {
 public:
  explicit definition_merger(level_schema& schema) : schema_(schema) {}

  void run() {
    tell_apart();
    level_schema out;
    out.at = schema_.at;
    out.roots = std::move(schema_.roots);
    place_of_.assign(class_count_, level_value::none);
    for (level_value& root : out.roots) refer(root, out);
    for (std::size_t i = 0; i < out.definitions.size(); ++i) {
      level_object o = std::move(out.definitions[i]);
      for (level_member& m : o.members) refer(m.value, out);
      for (level_value& c : o.cases) refer(c, out);
      out.definitions[i] = std::move(o);
    }
    schema_ = std::move(out);
  }

 private:
  void tell_apart() {
    class_of_.assign(schema_.definitions.size(), 0);
    for (class_count_ = 1;;) {
      std::vector<level_object> classes;
      std::vector<std::size_t> next;
      for (const level_object& o : schema_.definitions) {
        level_object compared = o;
        for_each_reference_of(compared, [&](std::size_t& d) { d = class_of_[d]; });
        const auto found = std::find(classes.begin(), classes.end(), compared);
        next.push_back(static_cast<std::size_t>(found - classes.begin()));
        if (found == classes.end()) classes.push_back(std::move(compared));
      }
      class_of_ = std::move(next);
      if (std::exchange(class_count_, classes.size()) == classes.size()) return;
    }
  }

  /// Makes the value refer to the definitions of the new schema, and adds missing ones.
  void refer(level_value& v, level_schema& out) {
    for_each_reference(v, [&](std::size_t& d) {
      std::size_t& place = place_of_[class_of_[d]];
      if (place == level_value::none) {
        place = out.definitions.size();
        out.definitions.push_back(schema_.definitions[d]);
      }
      d = place;
    });
  }

  level_schema& schema_;
  std::vector<std::size_t> class_of_, place_of_;
  std::size_t class_count_ = 1;
};

/// Joins the words of a text in Pascal case: "LLM call" and "llm_call" become "LlmCall".
inline std::string pascal_case(std::string_view text) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::string out;
  bool starts_word = true, was_lower = false;
  for (const char c : text) {
    if (!is_upper(c) && !is_lower(c) && !is_digit(c)) {
      starts_word = true;
      continue;
    }
    const bool is_start = starts_word || (is_upper(c) && was_lower);
    was_lower = is_lower(c);
    if (is_start && is_lower(c)) out += static_cast<char>(c - 'a' + 'A');
    else if (!is_start && is_upper(c)) out += static_cast<char>(c - 'A' + 'a');
    else out += c;
    starts_word = is_digit(c) && starts_word;
  }
  if (out.empty() || is_digit(out.front())) out.insert(0, "T");
  return out;
}

/// Returns whether Pascal case keeps the letters of the text. It keeps only ASCII letters.
inline bool keeps_letters(std::string_view text) noexcept {
  bool has_letter = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (text.substr(i, 2) == "\xE2\x80" && i + 2 < text.size()) i += 2; // dashes and quotes
    else if (static_cast<unsigned char>(c) >= 0x80) return false;
    else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) has_letter = true;
  }
  return has_letter;
}

/// Gives each definition a unique name: its title, or the name of its struct. If another definition
/// has that name and another tag, the tag is appended. If the result is taken, a number is
/// appended.
inline void name_definitions(level_schema& schema) {
  std::vector<level_object>& all = schema.definitions;
  const auto find = [&](const std::string& name) {
    return std::find_if(all.begin(), all.end(),
                        [&](const level_object& o) { return o.name == name; });
  };
  for (level_object& o : all) {
    const object_schema& s = *o.schema;
    std::string name = pascal_case(keeps_letters(s.title) || s.name.empty() ? s.title : s.name);
    const auto owner = find(name);
    const bool tag_differs = owner != all.end() && owner->tag_value != o.tag_value;
    if (tag_differs && !o.tag_value.empty())
      name = pascal_case(name.append("_").append(o.tag_value));
    const std::string base = name;
    for (std::size_t n = 2; find(name) != all.end(); ++n) name = base + std::to_string(n);
    o.name = std::move(name);
  }
}

} // namespace assay::detail
