// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/encoding.hpp"
#include "assay/testing/detail/hostile_limits.hpp"
#include "assay/testing/detail/hostile_maker.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

// Hostile kinds that look wrong but are valid. A parser that rejects or changes them has a fault.
// Each returns whether the event has a place for it.

namespace assay::testing::detail {

// The same event in another spelling.

/// Appends JSON white space, possibly none.
inline void append_space(std::string& out, source& from, std::string_view kinds) {
  for (std::size_t n = from.pick(std::to_array<std::size_t>({0, 1, 1, 2, 3, 9, 40})); n != 0; --n)
    out += from.pick(kinds);
}
inline void append_spaced(std::string& out, const json_node& node, source& from,
                          std::string_view kinds) {
  if (node.is_scalar()) return void(out += node.text);
  out += node.is_object() ? '{' : '[';
  append_space(out, from, kinds);
  bool is_first = true;
  for (const json_node& child : node.children) {
    if (!std::exchange(is_first, false)) {
      out += ',';
      append_space(out, from, kinds);
    }
    if (node.is_object()) {
      out += child.name;
      append_space(out, from, kinds);
      out += ':';
      append_space(out, from, kinds);
    }
    append_spaced(out, child, from, kinds);
    append_space(out, from, kinds);
  }
  out += node.is_object() ? '}' : ']';
}
inline bool spaced(hostile_maker& m, std::string_view kinds) {
  append_space(m.out.text, m.from, kinds);
  append_spaced(m.out.text, m.tree(), m.from, kinds);
  append_space(m.out.text, m.from, kinds);
  return m.accept();
}
inline bool white_space(hostile_maker& m) { return spaced(m, " \t\r"); }
inline bool line_breaks(hostile_maker& m) { return spaced(m, "\n \t\r"); }

inline bool mark_before(hostile_maker& m) {
  m.out.text = std::string(byte_order_mark) + (m.from.one_in(3) ? " " : "") + m.text();
  return m.accept();
}

inline void shuffle_members(json_node& node, source& from) {
  if (node.is_object())
    for (std::size_t i = node.children.size(); i > 1; --i)
      std::swap(node.children[i - 1], node.children[from.below(i)]);
  for (json_node& child : node.children) shuffle_members(child, from);
}
/// Returns whether elements must be unique somewhere in the event. The order of members matters for
/// that: a different order can make two elements equal.
inline bool has_unique_elements(const json_node& node) noexcept {
  if (node.member != nullptr)
    for (const rule& r : node.member->rules)
      if (r.kind == rule_kind::unique_elements) return true;
  return std::any_of(node.children.begin(), node.children.end(), has_unique_elements);
}

inline bool any_order(hostile_maker& m) {
  json_node tree = m.tree();
  if (has_unique_elements(tree)) return false;
  shuffle_members(tree, m.from);
  append_json(m.out.text, tree);
  return m.accept();
}

/// Moves the tags of unions to the end of their objects. Returns whether there is a tag.
inline bool put_tags_last(const text_map& map, const text_place*& at, json_node& node) {
  const text_place& p = *at++;
  bool found = false;
  const std::size_t n = node.children.size();
  std::size_t tag = n;
  for (std::size_t i = 0; i < n; ++i) {
    const std::string_view of_union = p.type != nullptr ? p.type->tag : std::string_view();
    const std::string_view of_object = p.schema != nullptr ? p.schema->tag : std::string_view();
    if (at->has_schema_name) {
      const std::string name = characters_of_quoted(at->node->name);
      if (name == of_union || name == of_object) tag = i;
    }
    found |= put_tags_last(map, at, node.children[i]);
  }
  if (tag == n) return found;
  for (; tag + 1 < n; ++tag) std::swap(node.children[tag], node.children[tag + 1]);
  return true;
}
inline bool tag_last(hostile_maker& m) {
  json_node tree = m.tree();
  const text_place* at = m.map.places().data();
  if (has_unique_elements(tree) || !put_tags_last(m.map, at, tree)) return false;
  append_json(m.out.text, tree);
  return m.accept();
}

/// Writes some characters of a string or name with other escapes of the same value.
inline std::string spelled_otherwise(std::string_view quoted, source& from) {
  std::string out;
  for (std::size_t i = 0; i < quoted.size(); ++i) {
    if (quoted[i] == '/' && from.one_in(2)) out += '\\';
    if (quoted[i] == '\\') out += quoted[i++];
    out += quoted[i];
  }
  return from.one_in(4) ? out : spelled_with_escapes(out, from);
}
inline void spell_otherwise(json_node& node, source& from, bool of_names) {
  if (of_names && !node.name.empty() && from.one_in(2))
    node.name = spelled_otherwise(node.name, from);
  if (!of_names && node.is_scalar() && node.is_string() && from.one_in(2))
    node.text = spelled_otherwise(node.text, from);
  for (json_node& child : node.children) spell_otherwise(child, from, of_names);
}
inline bool escaped_names(hostile_maker& m) {
  json_node tree = m.tree();
  spell_otherwise(tree, m.from, true);
  append_json(m.out.text, tree);
  return m.accept();
}
inline bool escaped_strings(hostile_maker& m) {
  json_node tree = m.tree();
  spell_otherwise(tree, m.from, false);
  append_json(m.out.text, tree);
  return m.accept();
}

/// Writes a number with another exponent or more zeros, without changing its value.
inline std::string other_number(std::string_view text, source& from) {
  const bool has_exponent = text.find_first_of("eE") != text.npos;
  const bool has_fraction = text.find('.') != text.npos;
  if (has_exponent) return std::string(text);
  if (text == "0" && from.one_in(2)) return "-0";
  std::string out(text);
  if (!has_fraction && from.one_in(2)) out += ".0";
  else if (has_fraction) out += "000";
  static constexpr std::string_view exponents[] = {"", "e0", "E+0", "E-0", "e+00", "E-000"};
  return out += from.pick(exponents);
}
inline bool other_numbers(hostile_maker& m) {
  std::string text;
  std::size_t from = 0;
  bool found = false;
  for (const text_place& p : m.map.places()) {
    const bool is_number = p.node->is_scalar() && json_text(p.node->text).kind() == kind::number;
    const bool is_any = p.is_free && !p.is_ruled && !p.is_checked;
    const bool is_real = p.type != nullptr && p.type->kind == type_kind::number && !p.is_choice;
    if (!is_number || p.is_loose || !(is_any || is_real)) continue;
    text += m.text().substr(from, p.begin - from);
    text += other_number(p.node->text, m.from);
    from = p.end;
    found = true;
  }
  if (!found) return false;
  m.out.text = text + m.text().substr(from);
  return m.accept();
}

// Changes in free-form JSON.

template <std::size_t N>
bool put_free(hostile_maker& m, const std::array<std::string_view, N>& texts) {
  const auto s = m.find_free_spot();
  if (!s) return false;
  m.put(*s, m.from.pick(texts));
  return m.accept();
}

inline bool odd_characters(hostile_maker& m) {
  static constexpr auto texts =
      std::to_array<std::string_view>({R"("\ud83d\ude00")",
                                       "\"\xF0\x9F\x98\x80\"",
                                       R"("\uD83D\uDE00\ud834\udd1e")", // surrogate pairs
                                       R"("\udbff\udfff")",
                                       "\"\xF4\x8F\xBF\xBF\"", // U+10FFFF
                                       "\"\xE2\x80\xA8\xE2\x80\xA9\"",
                                       R"("\u2028\u2029")", // line separators
                                       "\"\xEF\xBF\xBE\xEF\xBF\xBF\"",
                                       R"("\ufffe\uffff\ufdd0")", // noncharacters
                                       "\"\xF0\x9F\xBF\xBE\"",
                                       "\"\xEF\xBF\xBD\"",
                                       R"("\ufeff")",
                                       "\"\xEF\xBB\xBF\"",
                                       "\"\x7F\"",
                                       "\"\xC2\x80\xC2\x85\xC2\x9F\"",
                                       R"("\u007f\u0080\u009f")", // DEL and C1
                                       R"("\u0001\u001f\b\f\n\r\t")",
                                       R"("\/\"\\")",
                                       R"("\\u0000")",
                                       R"("\\ud800")",
                                       "\"e\xCC\x81 \xE2\x80\xAEx\xE2\x80\xAC\"",
                                       "\"\xED\x9F\xBF\xEE\x80\x80\"",
                                       R"("\ud7ff\ue000")",
                                       R"("\\\\\"")",
                                       R"("{[,:]}//")",
                                       R"("")"});
  return put_free(m, texts);
}

inline bool odd_numbers(hostile_maker& m) {
  static constexpr auto texts = std::to_array<std::string_view>(
      {"-0", "-0.0", "0e0", "-0E-0", "0E+99999", "1E+2", "1e-400", "-1e-99999", "5e-324",
       "2.2250738585072011e-308", "1.7976931348623157e308", "9007199254740993",
       "18446744073709551616", "-9223372036854775809", "0.1000000000000000055511151231257827",
       "1e00000000000000000001", "123456789012345678901234567890", "100e-2",
       "0.00000000000000000000000000000000000000000000000000000000000000000000000000001"});
  return put_free(m, texts);
}

inline bool odd_names(hostile_maker& m) {
  static constexpr auto texts = std::to_array<std::string_view>(
      {R"({"":0})", R"({"":{"":{"":[]}}})", R"({"__proto__":{"x":1},"constructor":0})",
       R"({"a/b":1,"m~n":2,"~1":3})", R"({"\u0061":1,"b":2})", R"({"$ref":"#","@type":""})",
       "{\"\xC3\xA9\":1,\"e\xCC\x81\":2}", R"({"0":1,"1":2,"-1":3})", R"({" ":1,"\t":2,"\"":3})",
       R"({"\ud83d\ude00":1})", R"({"A":1,"a":2})", R"({"length":-1,"toString":null})"});
  if (m.max_depth() < 16) return false;
  const auto s = m.find_free_spot();
  if (!s || s->depth + 4 > m.max_depth()) return false;
  m.put(*s, m.from.pick(texts));
  return m.accept();
}

inline bool free_duplicates(hostile_maker& m) {
  static constexpr auto texts = std::to_array<std::string_view>(
      {R"({"a":1,"a":2})", R"({"a":1,"\u0061":2})", R"({"a":{"b":1},"c":0,"a":[]})",
       R"({"":0,"":0,"":0})", R"({"a":null,"a":null})"});
  const auto s = m.find_free_spot();
  if (!s || s->depth + 2 > m.max_depth()) return false;
  m.put(*s, m.from.pick(texts));
  return m.accept();
}

inline bool huge_number(hostile_maker& m) {
  static constexpr auto texts = std::to_array<std::string_view>(
      {"1e309", "-1E+400", "1e99999", "1.7976931348623159e308", "0.1e310",
       "17976931348623159"
       "000000000000000000000000000000000000000000000000000000000000000000000"
       "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
       "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
       "00000000000000000000000000000000000000000000000000000000000000000"});
  const auto s = m.find_free_spot();
  if (!s) return false;
  m.put(*s, m.from.pick(texts));
  std::string path = text_map::cut(s->path);
  if (m.o.reject_number_overflow)
    return m.reject(code::number_overflow, std::move(path), s->value_at());
  if (m.o.level == level::strict)
    return m.warn(code::number_overflow, std::move(path), s->value_at());
  return m.accept();
}

// The whole event is unchanged, or replaced.

inline unsigned depth_of(const json_node& node) noexcept {
  unsigned deepest = 0;
  for (const json_node& child : node.children) deepest = std::max(deepest, depth_of(child));
  return deepest + !node.is_scalar();
}

inline bool in_other_json(hostile_maker& m) {
  if (m.from.one_in(3)) {
    static constexpr std::string_view texts[] = {"null", "true", "42",       "-0.5e1", "\"\"",
                                                 "[]",   "[{}]", "\"text\"", "1e400"};
    m.out.text = m.from.pick(texts);
    if (m.out.text == "1e400" && (m.o.reject_number_overflow || m.o.level == level::strict))
      return false; // it has two faults
  } else if (m.from.one_in(2)) {
    if (depth_of(m.tree()) >= m.o.limits.max_depth) return false; // it has two faults
    m.out.text = "[" + m.text() + "]";
  } else { // as a string, like some loggers do
    std::string& out = m.out.text;
    out = '"';
    for (const char c : m.text()) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  }
  return m.reject(code::type_mismatch, {}, 0);
}

} // namespace assay::testing::detail
