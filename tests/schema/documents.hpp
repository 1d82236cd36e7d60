// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/path.hpp"
#include "assay/schema/decimal.hpp"
#include "assay/schema/format.hpp"
#include "assay/schema/schema.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Documents made only from a schema, and mutants of them. They are trees, so that the place and
// path of every value are known without a reader.

namespace assay_test {

/// A JSON value. `text` is that of a scalar, a string's with its quotes. `names` are those of an
/// object's members, as written between their quotes.
struct tree {
  enum class kind { scalar, array, object } what = kind::scalar;
  std::string text = "null";
  std::vector<std::string> names{};
  std::vector<tree> values{};

  static tree of(std::string t) { return {.text = std::move(t)}; }
  static tree array() { return {.what = kind::array, .text = {}}; }
  static tree object() { return {.what = kind::object, .text = {}}; }
  void add(std::string name, tree value) {
    names.push_back(std::move(name));
    values.push_back(std::move(value));
  }
};

/// Returns the tree of a JSON text without white space.
inline tree tree_of(std::string_view text, std::size_t& i) {
  const auto string_at = [&] {
    const std::size_t first = i++;
    while (text[i] != '"') i += text[i] == '\\' ? 2u : 1u;
    return text.substr(first, ++i - first);
  };
  if (text[i] == '"') return tree::of(std::string(string_at()));
  if (text[i] != '{' && text[i] != '[') {
    const std::size_t first = i;
    while (i != text.size() && text[i] != ',' && text[i] != '}' && text[i] != ']') ++i;
    return tree::of(std::string(text.substr(first, i - first)));
  }
  tree out = text[i] == '{' ? tree::object() : tree::array();
  for (++i; text[i] != '}' && text[i] != ']';) {
    if (text[i] == ',') ++i;
    if (out.what == tree::kind::object) {
      const std::string_view name = string_at();
      out.names.emplace_back(name.substr(1, name.size() - 2));
      ++i; // the colon
    }
    out.values.push_back(tree_of(text, i));
  }
  ++i;
  return out;
}
inline tree tree_of(std::string_view text) {
  std::size_t i = 0;
  return tree_of(text, i);
}

/// A value in a text.
struct placed_value {
  std::string path;
  std::size_t key; ///< where its name begins; `npos` if it has none
  std::size_t begin, end;
  bool is_object;
};

using random_source = std::mt19937_64;

inline std::size_t below(random_source& r, std::size_t n) {
  return n == 0 ? 0 : static_cast<std::size_t>(r() % n);
}
inline bool once_in(random_source& r, std::size_t n) { return below(r, n) == 0; }

/// Decodes a name or string with the escapes that are made here.
inline std::string decoded(std::string_view between_quotes) {
  std::string out;
  for (std::size_t i = 0; i < between_quotes.size(); ++i) {
    if (between_quotes[i] != '\\') {
      out += between_quotes[i];
    } else if (between_quotes[i + 1] == 'u') {
      const unsigned u = static_cast<unsigned>(
          std::stoul(std::string(between_quotes.substr(i + 2, 4)), nullptr, 16));
      if (u < 0x80) out += static_cast<char>(u);
      else if (u < 0x800)
        out += {static_cast<char>(0xC0 | u >> 6), static_cast<char>(0x80 | (u & 63))};
      else if (u >= 0xD800 && u < 0xE000) out += "\xEF\xBF\xBD";
      else
        out += {static_cast<char>(0xE0 | u >> 12), static_cast<char>(0x80 | (u >> 6 & 63)),
                static_cast<char>(0x80 | (u & 63))};
      i += 5;
    } else {
      const char c = between_quotes[++i];
      out += c == 'n' ? '\n' : c;
    }
  }
  return out;
}

/// Returns a C++ text between quotes.
inline std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out += '"';
}

/// Writes trees, and records the place of each value.
class tree_writer {
 public:
  /// `space`: whether white space is wherever it is allowed.
  tree_writer(random_source& random, bool space) : random_(random), space_(space) {}

  std::string text;
  std::vector<placed_value> places;

  void write(const tree& t, const std::string& path = "", std::size_t key = std::string::npos) {
    const std::size_t place = places.size();
    places.push_back({path, key, text.size(), 0, t.what == tree::kind::object});
    if (t.what == tree::kind::scalar) {
      text += t.text;
    } else {
      const bool is_object = t.what == tree::kind::object;
      text += is_object ? '{' : '[';
      for (std::size_t i = 0; i < t.values.size(); ++i) {
        if (i != 0) text += ',';
        pad();
        std::string inner = path;
        std::size_t inner_key = std::string::npos;
        if (is_object) {
          assay::append_member(inner, decoded(t.names[i]));
          inner_key = text.size();
          text += '"' + t.names[i] + '"';
          pad();
          text += ':';
          pad();
        } else {
          assay::append_index(inner, i);
        }
        write(t.values[i], inner, inner_key);
        pad();
      }
      if (t.values.empty()) pad();
      text += is_object ? '}' : ']';
    }
    places[place].end = text.size();
  }

 private:
  void pad() {
    static constexpr std::string_view spaces[] = {"", " ", "\t", "\r", "  \t "};
    if (space_) text += spaces[below(random_, std::size(spaces))];
  }

  random_source& random_;
  bool space_;
};

/// Makes documents that break no rule on single values. It ignores rules across members.
class generator {
 public:
  explicit generator(random_source& random) : random_(random) {}

  tree object(const assay::object_schema& s, int depth = 0) {
    tree out = tree::object();
    std::size_t alternative = 0;
    for (const assay::member_schema& m : s.members)
      if (m.name == s.tagged && !s.tag.empty()) alternative = below(random_, m.type->names.size());
    for (const assay::member_schema& m : s.members) {
      if (m.forbidden) continue;
      const bool required = m.required_from != assay::never;
      const bool is_deprecated = m.deprecated_from != assay::never;
      if (!required && (depth > 5 || once_in(random_, is_deprecated ? 1 : 3))) {
        if (!is_deprecated || !once_in(random_, 4)) continue;
      }
      if (m.name == s.tag && !s.tag.empty()) {
        out.add(name(m.name), tree::of(quoted(m.type->names[alternative])));
      } else if (m.name == s.tagged && !s.tag.empty()) {
        out.add(name(m.name), value(m.type->alternatives[alternative], {}, depth + 1));
      } else if (!required && m.not_null_from == assay::never && !m.defaulted &&
                 once_in(random_, 12)) {
        out.add(name(m.name), tree::of("null"));
      } else {
        out.add(name(m.name), value(*m.type, m.rules, depth + 1));
      }
    }
    if (s.unknown == assay::unknown_members::kept && s.closed_from == assay::never &&
        once_in(random_, 4))
      out.add("more", any(0));
    if (once_in(random_, 3)) shuffle(out);
    return out;
  }

  /// Returns any value.
  tree any(int depth) {
    static constexpr std::string_view scalars[] = {"null",
                                                   "true",
                                                   "0",
                                                   "-1.50",
                                                   "1e5",
                                                   "\"\"",
                                                   "\"text\"",
                                                   "\"\\u00e9\"",
                                                   "[]",
                                                   "{}",
                                                   "12345678901234567890123",
                                                   "\"\xC3\xA9\"",
                                                   "1.0",
                                                   "10e-1",
                                                   "false"};
    if (depth > 2 || !once_in(random_, 4)) return tree_of(pick(scalars));
    tree out = once_in(random_, 2) ? tree::array() : tree::object();
    for (std::size_t n = below(random_, 4); n != 0; --n) {
      if (out.what == tree::kind::object) out.names.push_back(std::to_string(n));
      out.values.push_back(any(depth + 1));
    }
    return out;
  }

  tree value(const assay::type_schema& type, std::span<const assay::rule> rules, int depth) {
    tree out;
    for (int tries = 0; tries < 200; ++tries) {
      out = candidate(type, depth, limit(rules, assay::rule_kind::min_count, 0),
                      limit(rules, assay::rule_kind::max_count, 4));
      if (std::all_of(rules.begin(), rules.end(),
                      [&](const assay::rule& r) { return fulfils(out, r); }))
        break;
      if (depth > 4) break;
    }
    return out;
  }

 private:
  template <std::size_t N>
  std::string pick(const std::string_view (&all)[N]) {
    return std::string(all[below(random_, N)]);
  }
  static std::string name(std::string_view n) {
    const std::string q = quoted(n);
    return q.substr(1, q.size() - 2);
  }
  static std::size_t limit(std::span<const assay::rule> rules, assay::rule_kind kind,
                           std::size_t none) {
    for (const assay::rule& r : rules)
      if (r.kind == kind) return static_cast<std::size_t>(r.size);
    return none;
  }
  void shuffle(tree& t) {
    for (std::size_t i = t.names.size(); i > 1; --i) {
      const std::size_t j = below(random_, i);
      std::swap(t.names[i - 1], t.names[j]);
      std::swap(t.values[i - 1], t.values[j]);
    }
  }

  tree candidate(const assay::type_schema& type, int depth, std::size_t min, std::size_t max) {
    using assay::type_kind;
    switch (type.kind) {
    case type_kind::string: {
      static constexpr std::string_view all[] = {"",
                                                 "a",
                                                 "ab",
                                                 "\\u0061bc",
                                                 "\xC3\xA9\xE2\x82\xAC",
                                                 "user",
                                                 "a \\\"tool\\\"",
                                                 "\\u00e9",
                                                 "v1",
                                                 "a b",
                                                 "abcdef",
                                                 "01234567-89ab-cdef-0123-456789abcdef",
                                                 "2024-02-29T12:00:00Z",
                                                 "2024-02-29T12:00:00.25\\u002b01:00",
                                                 "x",
                                                 "a-longer-text-that-is-no-choice",
                                                 "\xF0\x9F\x98\x80"};
      return tree::of('"' + pick(all) + '"');
    }
    case type_kind::boolean: return tree::of(once_in(random_, 2) ? "true" : "false");
    case type_kind::integer:
      switch (below(random_, 6)) {
      case 0: return tree::of(std::string(type.minimum));
      case 1: return tree::of(std::string(type.maximum));
      case 2: return tree::of("0");
      default: return tree::of(std::to_string(below(random_, 128)));
      }
    case type_kind::number: {
      static constexpr std::string_view all[] = {
          "0",        "-0",   "0.1",           "0.3",    "-0.3",  "1e19",
          "2.50",     "1E+2", "123456789.125", "5e-324", "20e-1", "0.30000000000000000000",
          "16777217", "-7"};
      return tree::of(pick(all));
    }
    case type_kind::enumeration:
      return tree::of(quoted(type.names[below(random_, type.names.size())]));
    case type_kind::timestamp: {
      static constexpr std::string_view all[] = {"\"2024-02-29T12:00:00Z\"",
                                                 "\"2001-01-01T00:00:00.123456789-08:00\"",
                                                 "\"2024-02-29T12:00:00\\u005a\""};
      return tree::of(pick(all));
    }
    case type_kind::any: return any(0);
    case type_kind::free_object: {
      tree out = any(0);
      while (out.what != tree::kind::object) out = any(0);
      return out;
    }
    case type_kind::object: return object(type.object(), depth);
    case type_kind::array: {
      tree out = tree::array();
      if (depth > 5) max = std::min<std::size_t>(max, 1);
      const auto exactly = static_cast<std::size_t>(type.size);
      std::size_t n = exactly != 0 ? exactly : min + below(random_, max - std::min(min, max) + 1);
      if (depth > 7 && type.size == 0) n = min;
      while (n-- != 0) out.values.push_back(value(*type.element, {}, depth + 1));
      return out;
    }
    case type_kind::map: {
      static constexpr std::string_view names[] = {"a", "\\u0062", "c/~", "", "\xC3\xA9", "x"};
      tree out = tree::object();
      std::size_t n = min + below(random_, max - std::min(min, max) + 1);
      std::size_t at = below(random_, 6);
      while (n-- != 0) out.add(std::string(names[at++ % 6]), value(*type.element, {}, depth + 1));
      return out;
    }
    case type_kind::one_of:
      return value(type.alternatives[below(random_, type.alternatives.size())], {}, depth);
    case type_kind::tagged: {
      const std::size_t i = below(random_, depth > 5 ? 1 : type.names.size());
      tree out = value(type.alternatives[i], {}, depth + 1);
      const std::size_t at = below(random_, 3) == 0 ? below(random_, out.names.size() + 1) : 0;
      const auto by = static_cast<std::ptrdiff_t>(at);
      out.names.insert(out.names.begin() + by, name(type.tag));
      out.values.insert(out.values.begin() + by, tree::of(quoted(type.names[i])));
      return out;
    }
    case type_kind::typed_or_any:
      return once_in(random_, 3) ? any(0) : value(type.alternatives[0], {}, depth);
    case type_kind::none: break;
    }
    return {};
  }

  bool fulfils(const tree& t, const assay::rule& r) {
    using assay::rule_kind;
    random_source unused;
    tree_writer w(unused, false);
    w.write(t);
    const std::string_view text = w.text;
    const auto characters = [&] { return decoded(text.substr(1, text.size() - 2)); };
    const auto count = [&] {
      const std::string c = characters();
      return static_cast<std::uint64_t>(
          std::count_if(c.begin(), c.end(), [](char b) { return (b & 0xC0) != 0x80; }));
    };
    switch (r.kind) {
    case rule_kind::minimum: return assay::compare_decimals(text, r.limit.text()) >= 0;
    case rule_kind::exclusive_minimum: return assay::compare_decimals(text, r.limit.text()) > 0;
    case rule_kind::maximum: return assay::compare_decimals(text, r.limit.text()) <= 0;
    case rule_kind::exclusive_maximum: return assay::compare_decimals(text, r.limit.text()) < 0;
    case rule_kind::multiple_of: return assay::is_multiple_of(text, r.limit.text());
    case rule_kind::whole: return assay::is_multiple_of(text, "1");
    case rule_kind::min_length: return characters().size() >= r.size;
    case rule_kind::max_length: return characters().size() <= r.size;
    case rule_kind::min_characters: return count() >= r.size;
    case rule_kind::max_characters: return count() <= r.size;
    case rule_kind::one_of:
      return std::find(r.choices.begin(), r.choices.end(), characters()) != r.choices.end();
    case rule_kind::format: return assay::has_format(r.format, characters());
    case rule_kind::min_count: return t.values.size() >= r.size;
    case rule_kind::max_count: return t.values.size() <= r.size;
    case rule_kind::unique_elements: return true; // nearly always
    case rule_kind::satisfies: return r.holds(text);
    }
    return false;
  }

  random_source& random_;
};

/// Changes one thing in a tree.
class mutator {
 public:
  explicit mutator(random_source& random) : random_(random) {}

  void mutate(tree& root) {
    std::vector<tree*> all;
    collect(root, all);
    tree& t = *all[below(random_, all.size())];
    switch (below(random_, t.what == tree::kind::object ? 9 : 4)) {
    case 0: t = other(); return;
    case 1: change(t); return;
    case 2: t = nested(1 + below(random_, 12)); return;
    case 3: change(*all[below(random_, all.size())]); return;
    case 4: remove(t); return;
    case 5: duplicate(t); return;
    case 6: rename(t); return;
    case 7: swap(t); return;
    case 8: t.add("added", other()); return;
    }
  }

 private:
  static void collect(tree& t, std::vector<tree*>& all) {
    all.push_back(&t);
    for (tree& v : t.values) collect(v, all);
  }
  tree other() {
    static constexpr std::string_view all[] = {
        "null",
        "true",
        "0",
        "-1",
        "1.5",
        "1e400",
        "-1e-400",
        "\"x\"",
        "[]",
        "{}",
        "[null]",
        "{\"a\":null}",
        "18446744073709551616",
        "-9223372036854775809",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "\"\\ud83d\\ude00\"",
        "300",
        "[1,1.0]",
        "{\"x\":1,\"\\u0078\":2}",
        "100000000000000000000000000000000000000000000000000",
        "[\"a\",\"\\u0061\"]",
        "\"red\"",
        "\"2024-02-30T12:00:00Z\"",
        "1e-99999999999999999999",
        "{\"type\":\"text\",\"text\":\"t\"}",
        "\"0123456789012345678901234567890123456789\""};
    return tree_of(all[below(random_, std::size(all))]);
  }
  static tree nested(std::size_t depth) {
    tree t = tree::of("1");
    while (depth-- != 0) {
      tree outer = depth % 2 == 0 ? tree::array() : tree::object();
      if (outer.what == tree::kind::object) outer.names.push_back("n");
      outer.values.push_back(std::move(t));
      t = std::move(outer);
    }
    return t;
  }
  static std::string hex_escape(char c) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto u = static_cast<unsigned char>(c);
    return std::string("\\u00") + digits[u >> 4] + digits[u & 15];
  }
  /// Replaces a character by an escape, or inserts one.
  void escape(std::string& s, std::size_t first, std::size_t end) {
    static constexpr std::string_view all[] = {"\\ud800",  "\\u0000", "\\udc00x", "\\u00e9", "\\n",
                                               "\xC3\xA9", "~",       "/",        "\\u20ac"};
    const std::size_t i = first + below(random_, end - first + 1);
    const bool is_plain =
        i < end && s.find('\\') == s.npos && static_cast<signed char>(s[i]) >= 0x20;
    if (is_plain && !once_in(random_, 4)) s.replace(i, 1, hex_escape(s[i]));
    else if (i == end || (s.find('\\') == s.npos && static_cast<signed char>(s[i]) >= 0x20))
      s.insert(i, all[below(random_, std::size(all))]);
  }
  void change(tree& t) {
    if (t.what != tree::kind::scalar || t.text.empty()) return;
    if (t.text[0] == '"') return escape(t.text, 1, t.text.size() - 1);
    if (t.text[0] != '-' && (t.text[0] < '0' || t.text[0] > '9')) return void(t = other());
    const bool is_plain = t.text.find_first_of(".eE") == t.text.npos;
    switch (below(random_, 5)) {
    case 0: t.text += is_plain ? ".0" : "0"; return;
    case 1: t.text += is_plain ? ".000000000000000000000000000001" : "1"; return;
    case 2: t.text = t.text[0] == '-' ? t.text.substr(1) : '-' + t.text; return;
    case 3:
      t.text.back() = t.text.back() == '9' ? '8' : static_cast<char>(t.text.back() + 1);
      return;
    case 4: t.text += is_plain ? "e1" : ""; return;
    }
  }
  void remove(tree& t) {
    if (t.names.empty()) return;
    const auto i = static_cast<std::ptrdiff_t>(below(random_, t.names.size()));
    t.names.erase(t.names.begin() + i);
    t.values.erase(t.values.begin() + i);
  }
  void duplicate(tree& t) {
    if (t.names.empty()) return;
    const std::size_t i = below(random_, t.names.size());
    std::string name = t.names[i];
    if (once_in(random_, 2)) escape(name, 0, name.size());
    tree value = once_in(random_, 2) ? t.values[i] : other();
    t.add(std::move(name), std::move(value));
    if (once_in(random_, 2)) swap(t);
  }
  void rename(tree& t) {
    if (t.names.empty()) return;
    std::string& name = t.names[below(random_, t.names.size())];
    if (once_in(random_, 2)) escape(name, 0, name.size());
    else name = t.names[below(random_, t.names.size())];
  }
  void swap(tree& t) {
    if (t.names.empty()) return;
    const std::size_t i = below(random_, t.names.size()), j = below(random_, t.names.size());
    std::swap(t.names[i], t.names[j]);
    std::swap(t.values[i], t.values[j]);
  }

  random_source& random_;
};

} // namespace assay_test
