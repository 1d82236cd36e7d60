// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/testing/detail/hostile_maker.hpp"

#include <cstddef>
#include <string>
#include <string_view>

// Hostile kinds at or beyond a limit of the reader, and duplicate members. Each returns whether the
// event has a place for it, and a text of reasonable size can reach the limit.

namespace assay::testing::detail {

/// The maximum size of texts that reach a limit.
inline constexpr std::size_t max_made = 1 << 20;

inline std::string repeated(std::size_t n, std::string_view text) {
  std::string out;
  out.reserve(n * text.size());
  for (; n != 0; --n) out += text;
  return out;
}

inline bool too_deep(hostile_maker& m) {
  const text_place* const p = m.value();
  if (p == nullptr || p->depth > m.max_depth()) return false;
  const std::size_t n = m.max_depth() - p->depth; // the number that may open
  m.splice(p->begin, p->end - p->begin, repeated(n + 1, "[") + repeated(n + 1, "]"));
  return m.reject(code::depth_exceeded, text_map::cut(m.map.long_path(*p) + repeated(n, "/0")),
                  p->begin + n);
}

inline bool at_max_depth(hostile_maker& m) {
  const auto s = m.find_free_spot();
  if (!s || s->depth >= m.max_depth()) return false;
  const std::size_t n = m.max_depth() - s->depth;
  if (m.from.one_in(2)) m.put(*s, repeated(n, "[") + repeated(n, "]"));
  else m.put(*s, repeated(n - 1, R"({"":)") + "{}" + repeated(n - 1, "}"));
  return m.accept();
}

inline bool too_large(hostile_maker& m) {
  const std::size_t max = m.o.limits.max_document_bytes;
  if (max > max_made || m.text().size() > max) return false;
  m.out.text = m.text() + repeated(max - m.text().size() + 1, " ");
  return m.reject(code::document_too_large, {}, 0);
}

inline bool at_max_size(hostile_maker& m) {
  const std::size_t max = m.o.limits.max_document_bytes;
  if (max > max_made || m.text().size() > max) return false;
  m.out.text = m.text() + repeated(max - m.text().size(), " ");
  return m.accept();
}

inline bool too_long_string(hostile_maker& m) {
  const std::size_t max = m.o.limits.max_string_bytes;
  const text_place* const p = m.value();
  if (p == nullptr || max > max_made) return false;
  const std::string text = repeated(max + 1, "x");
  if (p->is_member() && m.from.one_in(2)) {
    m.splice(p->start + 1, p->node->name.size() - 2, text);
    std::string path = m.map.long_path(m.map.parent(*p));
    append_member(path, text);
    return m.reject(code::string_too_long, text_map::cut(std::move(path)), p->start);
  }
  m.splice(p->begin, p->end - p->begin, '"' + text + '"');
  return m.reject(code::string_too_long, m.map.path(*p), p->begin);
}

inline bool longest_string(hostile_maker& m) {
  const std::size_t max = m.o.limits.max_string_bytes;
  const auto s = m.find_free_spot();
  if (!s || max > max_made) return false;
  m.put(*s, '"' + repeated(max, "x") + '"');
  return m.accept();
}

/// Adds one unknown member, or one element, too many.
inline bool too_many(hostile_maker& m) {
  const std::size_t max = m.o.limits.max_members;
  if (max > max_made / 16) return false;
  const text_place* const p = m.pick_place([&](const text_place& q) {
    const bool is_array = q.node->is_array() && !q.node->children.empty() && q.type != nullptr &&
                          q.type->kind == type_kind::array && !q.is_loose;
    const bool is_open = q.schema != nullptr && !q.is_loose && m.o.level < level::strict &&
                         q.schema->closed_from > m.o.level && q.node->is_object();
    return is_array || is_open;
  });
  if (p == nullptr) return false;
  if (p->node->is_array()) {
    const text_place& first = *(p + 1);
    const std::string element = m.text().substr(first.begin, first.end - first.begin);
    m.splice(p->begin + 1, p->end - p->begin - 2, repeated(max, element + ",") + element);
    return m.reject(code::too_many_members, m.map.path_of_element(*p, max),
                    p->begin + 1 + max * (element.size() + 1));
  }
  std::string members;
  std::string name;
  for (std::size_t n = m.unknown_count(*p); n <= max; ++n) {
    if (!p->node->children.empty() || !members.empty()) members += ',';
    name = m.fresh_name(*p);
    ((members += '"') += name) += "\":0";
  }
  std::string path = m.map.long_path(*p);
  append_member(path, name);
  const std::size_t last = name.size() + std::string_view("\"\":0").size();
  m.splice(p->end - 1, 0, members);
  return m.reject(code::too_many_members, text_map::cut(std::move(path)),
                  p->end - 1 + members.size() - last);
}

/// Returns a name as JSON in which at least one character is an escape.
inline std::string spelled_with_escapes(std::string_view quoted, source& from) {
  constexpr std::string_view digits = "0123456789abcdef", capitals = "0123456789ABCDEF";
  std::string out;
  bool has_one = false;
  for (std::size_t i = 0; i < quoted.size(); ++i) {
    const char c = quoted[i];
    const bool is_edge = i == 0 || i + 1 == quoted.size();
    if (c == '\\') { // as it is, with the whole escape
      const std::size_t size = quoted[i + 1] == 'u' ? 6 : 2;
      out += quoted.substr(i, size);
      i += size - 1;
    } else if (is_edge || static_cast<signed char>(c) < 0x20 || c == 0x7F) {
      out += c;
    } else if (!has_one || from.one_in(3)) {
      const auto byte = static_cast<unsigned char>(c);
      const std::string_view hex = from.one_in(2) ? digits : capitals;
      (out += "\\u00") += hex[byte >> 4];
      out += hex[byte & 0xF];
      has_one = true;
    } else {
      out += c;
    }
  }
  return out;
}

inline bool duplicate(hostile_maker& m, bool is_escaped) {
  const text_place* const p = m.pick_place(
      [](const text_place& q) { return q.is_member() && q.has_schema_name && !q.is_loose; });
  if (p == nullptr) return false;
  const text_place& object = m.map.parent(*p);
  // Anywhere after the first.
  const std::size_t n = object.node->children.size();
  const std::size_t i = m.from.between(p->index, n - 1);
  const text_place* const before = m.map.child(object, i);
  std::string name = p->node->name;
  if (is_escaped) name = spelled_with_escapes(name, m.from);
  static constexpr std::string_view other_values[] = {"null", "0", "\"\"", "true"};
  const std::string value = m.from.one_in(2) ? m.text().substr(p->begin, p->end - p->begin)
                                             : std::string(m.from.pick(other_values));
  m.splice(before->end, 0, "," + name + ":" + value);
  return m.reject(code::duplicate_member, m.map.path(*p), before->end + 1);
}
inline bool duplicate_as_it_is(hostile_maker& m) { return duplicate(m, false); }
inline bool duplicate_with_escapes(hostile_maker& m) { return duplicate(m, true); }

} // namespace assay::testing::detail
