// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/schema.hpp"
#include "assay/schema/schema_of.hpp"
#include "assay/testing/detail/byte_edits.hpp"
#include "assay/testing/detail/numbers.hpp"
#include "assay/testing/detail/texts.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace assay::testing {
namespace detail {

/// Collects the words of a type's schema.
class dictionary_words {
 public:
  /// Returns each word once, in the order of the schema.
  std::vector<std::string> of(const type_schema& type) {
    visit(type);
    return std::move(words_);
  }

 private:
  void add(std::string word) {
    constexpr std::size_t most = 64; // the limit of libFuzzer
    if (!word.empty() && word.size() <= most && known_.insert(word).second)
      words_.push_back(std::move(word));
  }
  void add_text(std::string_view characters) { add(quote(characters)); }
  /// Adds the numbers next to it as well, where comparisons often fail.
  void add_number(std::string_view number) {
    add(std::string(number));
    if (number.empty() || number.find_first_of(".eE") != number.npos) return;
    add(stepped(number, true));
    add(stepped(number, false));
  }
  static std::string quote(std::string_view characters) {
    source plain(0);
    return quoted(plain, characters, false);
  }

  void visit(const type_schema& type) {
    if (type.kind == type_kind::integer) {
      add_number(type.minimum);
      add_number(type.maximum);
    }
    if (type.kind == type_kind::timestamp) add_examples(text_format::date_time);
    if (!type.tag.empty()) add(quote(type.tag) + ':');
    for (const std::string_view name : type.names) add_text(name);
    if (type.element != nullptr) visit(*type.element);
    for (const type_schema& t : type.alternatives) visit(t);
    if (type.object == nullptr) return;
    const object_schema& object = type.object();
    if (!objects_.insert(&object).second) return;
    for (const member_schema& m : object.members) {
      add(quote(m.name) + ':');
      for (const std::string_view example : m.examples) add(std::string(example));
      for (const rule& r : m.rules) add_rule(r);
      if (m.type != nullptr) visit(*m.type);
    }
  }

  void add_rule(const rule& r) {
    for (const std::string_view choice : r.choices) add_text(choice);
    add_number(r.limit.text());
    if (r.kind == rule_kind::format) add_examples(r.format);
  }

  void add_examples(text_format form) {
    source some(1); // fixed, so that the dictionary is always the same
    constexpr int examples = 2;
    for (int i = 0; i < examples; ++i) add_text(text_of_format(some, form));
  }

  std::set<std::string> known_;
  std::set<const object_schema*> objects_;
  std::vector<std::string> words_;
};

/// Appends a line of a dictionary in the format of libFuzzer and AFL++.
inline void append_word(std::string& out, std::string_view word) {
  static constexpr std::string_view hex = "0123456789ABCDEF";
  out += '"';
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') (out += '\\') += c;
    else if (byte >= 0x20 && byte < 0x7F) out += c;
    else ((out += "\\x") += hex[byte >> 4]) += hex[byte & 0xF];
  }
  out += "\"\n";
}

} // namespace detail

/// Returns JSON tokens and bytes that often break JSON readers, as a dictionary for libFuzzer and
/// AFL++.
inline std::string json_dictionary() {
  std::string out = "# JSON: tokens and bytes that often break readers\n";
  for (const std::string_view token : detail::odd_tokens) detail::append_word(out, token);
  return out;
}

/// Returns the words of a type's events as a dictionary for libFuzzer and AFL++: names of members,
/// choices, tags, bounds and the numbers next to them, examples, and texts of the formats that
/// rules require.
///
/// No word is longer than 64 bytes, the limit of libFuzzer. `json_dictionary` returns the words of
/// JSON itself.
inline std::string dictionary(const type_schema& type) {
  std::string out;
  for (const std::string& word : detail::dictionary_words().of(type))
    detail::append_word(out, word);
  return out;
}

/// Returns the words of events of type T, and those of JSON.
template <class T>
std::string dictionary() {
  return dictionary(schema_of_type<T>()) + json_dictionary();
}

} // namespace assay::testing
