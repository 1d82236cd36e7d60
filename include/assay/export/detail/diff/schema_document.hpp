// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/json/value.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace assay::detail {

/// A value of a schema document: its index in breadth-first order.
using schema_id = std::uint32_t;

/// Schemas that must all hold, sorted and unique. Empty: any value.
using schema_set = std::vector<schema_id>;

inline schema_set set_of(std::vector<schema_id> ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

inline schema_set union_of(schema_set a, const schema_set& b) {
  a.insert(a.end(), b.begin(), b.end());
  return set_of(std::move(a));
}

/// Numbers the values of a document, and remembers the place of each. Linear to construct.
class schema_document {
 public:
  static constexpr std::size_t max_depth = 256;

  explicit schema_document(const boost::json::value& root) {
    nodes_.push_back({&root, 0, {}, 0, 0});
    for (std::size_t at = 0; at < nodes_.size() && !is_too_deep_; ++at) add_children(at);
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      ids_.emplace(nodes_[i].value, static_cast<schema_id>(i));
  }

  /// Returns whether the document is nested beyond `max_depth`; then it was not read completely.
  bool is_too_deep() const noexcept { return is_too_deep_; }

  const boost::json::value& operator[](schema_id id) const { return *nodes_[id].value; }
  schema_id id_of(const boost::json::value& v) const { return ids_.at(&v); }

  /// Returns the schema that `$ref` refers to, if it is in this document.
  std::optional<schema_id> find(std::string_view ref) const {
    if (const auto* id = member(0, "$id"); id != nullptr && id->is_string()) {
      std::string_view own = id->get_string();
      if (own.ends_with('#')) own.remove_suffix(1);
      if (ref.starts_with(own)) ref.remove_prefix(own.size());
    }
    if (ref.empty()) return 0;
    if (ref.front() != '#') return std::nullopt;
    const std::string pointer = percent_decoded(ref.substr(1));
    if (!pointer.empty() && pointer.front() != '/') return std::nullopt;
    boost::json::error_code error;
    const auto* found = nodes_.front().value->find_pointer(pointer, error);
    if (found == nullptr) return std::nullopt;
    return id_of(*found);
  }

  /// Returns the member of an object, or null.
  const boost::json::value* member(schema_id id, std::string_view name) const {
    const auto* object = (*this)[id].if_object();
    return object == nullptr ? nullptr : object->if_contains(name);
  }

  /// Returns the JSON Pointer to a value.
  std::string place_of(schema_id id) const {
    std::string out;
    for (const schema_id at : way_to(id)) (out += '/') += token_of(at);
    return out;
  }

  /// Returns the name of the innermost definition that contains the value, or an empty view.
  std::string_view definition_of(schema_id id) const {
    std::string_view name, previous;
    for (const schema_id at : way_to(id)) {
      if (previous == "$defs" || previous == "definitions") name = nodes_[at].key;
      previous = nodes_[at].key;
    }
    return name;
  }

  /// Escapes a name for a JSON Pointer.
  static std::string escaped(std::string_view name) {
    std::string out;
    for (const char c : name) c == '~' ? out += "~0" : c == '/' ? out += "~1" : out += c;
    return out;
  }

 private:
  struct node {
    const boost::json::value* value;
    schema_id parent;
    std::string_view key; ///< of a member
    std::size_t index;    ///< of an element
    std::size_t depth;
  };

  void add_children(std::size_t at) {
    const node n = nodes_[at];
    if (n.depth == max_depth) {
      is_too_deep_ = n.value->is_structured();
      return;
    }
    const auto parent = static_cast<schema_id>(at);
    if (const auto* object = n.value->if_object())
      for (const auto& m : *object) nodes_.push_back({&m.value(), parent, m.key(), 0, n.depth + 1});
    if (const auto* array = n.value->if_array())
      for (std::size_t i = 0; i < array->size(); ++i)
        nodes_.push_back({&(*array)[i], parent, {}, i, n.depth + 1});
  }

  std::vector<schema_id> way_to(schema_id id) const {
    std::vector<schema_id> way;
    for (; id != 0; id = nodes_[id].parent) way.push_back(id);
    std::reverse(way.begin(), way.end());
    return way;
  }

  std::string token_of(schema_id id) const {
    const node& n = nodes_[id];
    return nodes_[n.parent].value->is_array() ? std::to_string(n.index) : escaped(n.key);
  }

  static std::string percent_decoded(std::string_view text) {
    const auto digit = [](char c) {
      constexpr std::string_view digits = "0123456789abcdef0123456789ABCDEF";
      const std::size_t at = digits.find(c);
      return at == digits.npos ? -1 : static_cast<int>(at % 16);
    };
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool is_escape = text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 &&
                             digit(text[i + 2]) >= 0;
      if (!is_escape) {
        out += text[i];
        continue;
      }
      out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    }
    return out;
  }

  std::vector<node> nodes_;
  std::unordered_map<const boost::json::value*, schema_id> ids_;
  bool is_too_deep_ = false;
};

} // namespace assay::detail
