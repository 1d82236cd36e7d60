// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/encoding.hpp"
#include "assay/testing/detail/hostile_maker.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

// Hostile kinds that break the grammar of JSON. Each returns whether the event has a place for it.

namespace assay::testing::detail {

/// Replaces a value by something else.
template <std::size_t N>
bool replace_value(hostile_maker& m, code what, const std::array<broken_text, N>& by) {
  const text_place* const p = m.value();
  if (p == nullptr) return false;
  const broken_text& b = m.from.pick(by);
  m.splice(p->begin, p->end - p->begin, b.text);
  return m.reject(what, m.map.path(*p), p->begin + b.fault);
}

inline bool nonfinite_number(hostile_maker& m) {
  static constexpr auto texts =
      std::to_array<broken_text>({{"NaN"}, {"Infinity"}, {"-Infinity", 1}, {"-NaN", 1}});
  if (!m.from.one_in(8)) return replace_value(m, code::nonfinite_number, texts);
  const broken_text& whole = m.from.pick(texts); // instead of the event
  m.out.text = whole.text;
  return m.reject(code::nonfinite_number, {}, whole.fault);
}

inline bool broken_number(hostile_maker& m) {
  static constexpr auto texts = std::to_array<broken_text>({{"01"},
                                                            {"00"},
                                                            {"-01", 1},
                                                            {"007.5"},
                                                            {"+1"},
                                                            {".5"},
                                                            {"-.5", 1},
                                                            {"1.", 2},
                                                            {"1.e5", 2},
                                                            {"-0.", 3},
                                                            {"1e", 2},
                                                            {"1E+", 3},
                                                            {"2e-", 3},
                                                            {"1e+-2", 3},
                                                            {"-", 1},
                                                            {"--1", 1},
                                                            {"- 1", 1},
                                                            {"-x", 1},
                                                            {"+Infinity"},
                                                            {"\xD9\xA3"},
                                                            {"\xEF\xBC\x91"},
                                                            {"\xE2\x88\x92"
                                                             "1"}});
  return replace_value(m, code::invalid_syntax, texts);
}

inline bool broken_word(hostile_maker& m) {
  static constexpr auto texts = std::to_array<broken_text>({{"True"},      {"False"},
                                                            {"None"},      {"NULL"},
                                                            {"nil", 1},    {"nan", 1},
                                                            {"undefined"}, {"tru", 3},
                                                            {"fals", 4},   {"nul", 3},
                                                            {"truE", 3},   {"falsy", 4},
                                                            {"inf"},       {"yes"},
                                                            {"hello"},     {"_"},
                                                            {"$ref"},      {"<p>"},
                                                            {"(1)"},       {"/re/"},
                                                            {"@"},         {"\\u0022x\\u0022"},
                                                            {"\\\"x\\\""}, {":1"},
                                                            {"=1"}});
  return replace_value(m, code::invalid_syntax, texts);
}

inline bool other_quotes(hostile_maker& m) {
  static constexpr auto texts = std::to_array<std::string_view>(
      {"'x'", "`x`", "\xE2\x80\x9Cx\xE2\x80\x9D", "\xC2\xABx\xC2\xBB", "''x''"});
  const text_place* const p = m.value();
  if (p == nullptr) return false;
  const std::string_view text = m.from.pick(texts);
  if (p->is_member() && m.from.one_in(2)) {
    m.splice(p->start, p->node->name.size(), text);
    return m.reject(code::invalid_syntax, m.map.path(m.map.parent(*p)), p->start);
  }
  m.splice(p->begin, p->end - p->begin, text);
  return m.reject(code::invalid_syntax, m.map.path(*p), p->begin);
}

inline bool unquoted_name(hostile_maker& m) {
  static constexpr auto texts =
      std::to_array<std::string_view>({"x", "1", "null", "true", "$id", "-1", "[\"x\"]", "{}", ""});
  const text_place* const p = m.member();
  if (p == nullptr) return false;
  const std::string bare = p->node->name.substr(1, p->node->name.size() - 2);
  // A name that begins with a quote or a space has another fault.
  const bool is_plain = !bare.empty() && bare[0] > ' ' && bare[0] != '"' && bare[0] != '}';
  m.splice(p->start, p->node->name.size(),
           is_plain && m.from.one_in(2) ? std::string_view(bare) : m.from.pick(texts));
  return m.reject(code::invalid_syntax, m.map.path(m.map.parent(*p)), p->start);
}

inline bool no_colon(hostile_maker& m) {
  static constexpr auto texts = std::to_array<broken_text>(
      {{""}, {" ", 1}, {"="}, {"=>"}, {";"}, {","}, {"\xEF\xBC\x9A"}, {"->"}});
  const text_place* const p = m.member();
  if (p == nullptr) return false;
  const broken_text& b = m.from.pick(texts);
  m.splice(p->name_end(), 1, b.text);
  return m.reject(code::invalid_syntax, m.map.path(*p), p->name_end() + b.fault);
}

inline bool no_value(hostile_maker& m) {
  const text_place* const p = m.member();
  if (p == nullptr) return false;
  m.splice(p->begin, p->end - p->begin, "");
  return m.reject(code::invalid_syntax, m.map.path(*p), p->begin);
}

inline bool two_colons(hostile_maker& m) {
  const text_place* const p = m.member();
  if (p == nullptr) return false;
  m.splice(p->name_end(), 0, ":");
  return m.reject(code::invalid_syntax, m.map.path(*p), p->name_end() + 1);
}

inline bool no_comma(hostile_maker& m) {
  static constexpr auto texts = std::to_array<broken_text>(
      {{" ", 1}, {"   ", 3}, {";"}, {"|"}, {":"}, {"\xEF\xBC\x8C"}, {" and ", 1}});
  const text_place* const p = m.pick_place([&](const text_place& q) {
    return !q.is_event() && q.index + 1 < m.map.parent(q).node->children.size();
  });
  if (p == nullptr) return false;
  const broken_text& b = m.from.pick(texts);
  m.splice(p->end, 1, b.text);
  return m.reject(code::invalid_syntax, m.map.path(*p), p->end + b.fault);
}

inline bool comma_too_many(hostile_maker& m) {
  const text_place* const c = m.container();
  if (c == nullptr) return false;
  const std::size_t n = c->node->children.size();
  const std::size_t i = m.from.below(n + 1);
  const text_place* const next = m.map.child(*c, i);
  const std::size_t at = next != nullptr ? next->start : c->end - 1;
  m.splice(at, 0, ",");
  // At the end, the value after the comma is missing; elsewhere, the value before it.
  const std::size_t fault = i == n && n != 0 ? at + 1 : at;
  return m.reject(code::invalid_syntax,
                  c->node->is_object() ? m.map.path(*c) : m.map.path_of_element(*c, i), fault);
}

inline bool wrong_bracket(hostile_maker& m) {
  const text_place* const c = m.container();
  if (c == nullptr) return false;
  m.splice(c->end - 1, 1, c->node->is_object() ? "]" : "}");
  // an empty container has none
  const text_place* const last = m.map.child(*c, c->node->children.size() - 1);
  std::string path = last != nullptr        ? m.map.path(*last)
                     : c->node->is_object() ? m.map.path(*c)
                                            : m.map.path_of_element(*c, 0);
  return m.reject(code::invalid_syntax, std::move(path), c->end - 1);
}

inline bool bracket_too_many(hostile_maker& m) {
  const text_place* const p = m.value();
  if (p == nullptr) return false;
  m.splice(p->end, 0, m.map.parent(*p).node->is_object() ? "]" : "}");
  return m.reject(code::invalid_syntax, m.map.path(*p), p->end);
}

inline bool object_in_brackets(hostile_maker& m) {
  // With a type that accepts arrays as well, other faults would be found first.
  const text_place* const p = m.pick_place([](const text_place& q) {
    return q.node->is_object() && !q.node->children.empty() && !q.is_loose && !q.is_choice;
  });
  if (p == nullptr) return false;
  m.splice(p->begin, 1, "[");
  const text_place& first = *(p + 1);
  return m.reject(code::invalid_syntax, m.map.path_of_element(*p, 0), first.name_end());
}

/// Inserts text before or after a value, or before the name of a member. `fault` is the offset in
/// the text that is not JSON before a value.
inline bool beside_a_value(hostile_maker& m, const text_place& p, std::string_view text,
                           std::size_t fault = 0) {
  const std::size_t where = m.from.below(3);
  if (where == 0 && p.is_member()) {
    m.splice(p.start, 0, text);
    return m.reject(code::invalid_syntax, m.map.path(m.map.parent(p)), p.start);
  }
  const bool is_after = where == 1;
  const std::size_t at = is_after ? p.end : p.begin;
  m.splice(at, 0, text);
  return m.reject(code::invalid_syntax, m.map.path(p), is_after ? at : at + fault);
}

inline bool comment(hostile_maker& m) {
  static constexpr auto texts = std::to_array<std::string_view>(
      {"/* x */", "/**/", "//x ", "#x ", "<!-- x -->", "--x ", ";x ", "/* \" */"});
  const text_place* const p = m.value();
  if (p == nullptr) return false;
  const std::string_view text = m.from.pick(texts);
  // A minus before a number would be its sign.
  return beside_a_value(m, *p, text, text[0] == '-' ? 1 : 0);
}

inline bool foreign_space(hostile_maker& m) {
  static constexpr auto texts = std::to_array<std::string_view>(
      {"\f", "\v", "\b", "\xC2\xA0", "\xA0", "\xE2\x80\xA8", "\xE3\x80\x80", "\xE2\x80\x8B",
       byte_order_mark, "\x7F", "\x85", "\\n", "\\t"});
  const text_place* const p = m.value();
  if (p == nullptr) return false;
  return beside_a_value(m, *p, m.from.pick(texts));
}

inline bool after_a_value(hostile_maker& m) {
  using namespace std::string_view_literals;
  static constexpr auto texts = std::to_array<broken_text>({{"x"},
                                                            {"_000"},
                                                            {"%"},
                                                            {"?"},
                                                            {" x", 1},
                                                            {"'"},
                                                            {"\0"sv},
                                                            {"="},
                                                            {"L"},
                                                            {"n"},
                                                            {"  null", 2},
                                                            {"\t1", 1},
                                                            {" \"\"", 1},
                                                            {" {}", 1},
                                                            {" []", 1},
                                                            {":"},
                                                            {"*2"},
                                                            {"\\"}});
  const text_place* const p = m.value();
  if (p == nullptr) return false;
  const broken_text& b = m.from.pick(texts);
  m.splice(p->end, 0, b.text);
  return m.reject(code::invalid_syntax, m.map.path(*p), p->end + b.fault);
}

inline bool cut_off(hostile_maker& m) {
  // At a random place, or where a value ends, which may look like a complete text.
  const text_place* const last = m.from.one_in(2) ? m.value() : nullptr;
  std::size_t size = last != nullptr ? last->end : m.from.between(1, m.text().size() - 1);
  // The beginning of a number is also a number, with possibly other faults.
  for (const text_place& p : m.map.places())
    if (p.node->is_scalar() && json_text(p.node->text).kind() == kind::number && p.begin < size &&
        size < p.end)
      size = p.begin;
  while (m.text()[size - 1] == ' ') --size; // trailing white space does not count
  m.out.text = m.text().substr(0, size);
  return m.reject(code::unterminated, m.map.path_at_cut(size), size);
}

inline bool nothing(hostile_maker& m) {
  static constexpr auto texts =
      std::to_array<std::string_view>({"", " ", "\t ", "\r", byte_order_mark});
  m.out.text = m.from.pick(texts);
  return m.reject(code::unterminated, {}, std::nullopt);
}

inline bool after_the_event(hostile_maker& m) {
  using namespace std::string_view_literals;
  static constexpr auto texts = std::to_array<broken_text>({{","},
                                                            {"]"},
                                                            {"}"},
                                                            {";"},
                                                            {"\0"sv},
                                                            {"\0\0\0\0"sv},
                                                            {" x", 1},
                                                            {"null"},
                                                            {" {}", 1},
                                                            {"/**/"},
                                                            {"\""},
                                                            {byte_order_mark},
                                                            {"\x1A"},
                                                            {"\x1E"},
                                                            {" 200 OK", 1},
                                                            {"\\n"},
                                                            {")"}});
  const broken_text& b = m.from.pick(texts);
  (m.out.text = m.text()) += b.text;
  return m.reject(code::trailing_content, {}, m.text().size() + b.fault);
}

inline bool two_events(hostile_maker& m) {
  static constexpr auto texts =
      std::to_array<broken_text>({{""}, {","}, {" ", 1}, {"\t", 1}, {"\x1E"}, {"\\n"}});
  const broken_text& b = m.from.pick(texts);
  ((m.out.text = m.text()) += b.text) += m.text();
  return m.reject(code::trailing_content, {}, m.text().size() + b.fault);
}

inline bool before_the_event(hostile_maker& m) {
  static constexpr auto texts = std::to_array<std::string_view>(
      {"data: ", ")]}',", "INFO ", "NOTE ", "callback(", "while(1);", "\x1E", ",", "]", "}",
       "\xC2\xA0", "=", "\xFF", "event=", ";", "//", "\xEF\xBB"});
  m.out.text = std::string(m.from.pick(texts)) + m.text();
  return m.reject(code::invalid_syntax, {}, 0);
}

inline bool value_before_the_event(hostile_maker& m) {
  static constexpr auto texts = std::to_array<broken_text>({{"[]", 2},
                                                            {"17", 2},
                                                            {"null ", 5},
                                                            {"\"x\",", 3},
                                                            {"true:", 4},
                                                            {"[1] - ", 4},
                                                            {"-1.5e3", 6}});
  const broken_text& b = m.from.pick(texts);
  m.out.text = std::string(b.text) + m.text();
  return m.reject(code::trailing_content, {}, b.fault);
}

} // namespace assay::testing::detail
