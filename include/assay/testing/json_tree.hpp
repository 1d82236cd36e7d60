// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/walk.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay {
struct type_schema;
struct member_schema;
} // namespace assay

namespace assay::testing {

/// A JSON value as a tree that can be changed.
///
/// It keeps what other JSON trees lose: numbers of any size, duplicate names, the order of members,
/// and the spelling of names and strings. Each value refers to the part of the schema that it was
/// generated from, or annotated with. The reference is null if there is none.
struct json_node {
  /// What a node is.
  enum class shape : std::uint8_t {
    scalar, ///< a string, number, boolean or null
    array,  ///< an array
    object  ///< an object
  };
  using list = std::vector<json_node>; ///< Child nodes.

  shape is = shape::scalar; ///< what this node is
  std::string text{};       ///< of a scalar: its JSON
  list children{};          ///< the elements, or the values of the members, in order
  std::string name{};       ///< of a member: its name as JSON, with quotes; otherwise empty

  const type_schema* type = nullptr;     ///< the type in the schema, or null
  const member_schema* member = nullptr; ///< the member in the schema; null for elements

  /// Returns whether the value is a string, number, boolean or null.
  bool is_scalar() const noexcept { return is == shape::scalar; }
  /// Returns whether the value is an array.
  bool is_array() const noexcept { return is == shape::array; }
  /// Returns whether the value is an object.
  bool is_object() const noexcept { return is == shape::object; }
  /// Returns whether the value is a string.
  bool is_string() const noexcept { return text.starts_with('"'); }
  /// Returns whether the value is null.
  bool is_null() const noexcept { return text == "null"; }

  /// Replaces the value by a scalar with this JSON. The name and the place in the schema stay the
  /// same.
  void set_scalar(std::string json) {
    is = shape::scalar;
    text = std::move(json);
    children.clear();
  }

  /// Returns the value of the member of that unescaped name, or null. Linear.
  const json_node* find(std::string_view characters) const noexcept {
    if (is_object())
      for (const json_node& c : children)
        if (spells(std::string_view(c.name).substr(1, c.name.size() - 2), characters)) return &c;
    return nullptr;
  }
  /// Returns the value of the member of that unescaped name, or null. Linear.
  json_node* find(std::string_view characters) noexcept {
    return const_cast<json_node*>(std::as_const(*this).find(characters));
  }
};

/// Appends the node as JSON, without white space and without its name. Linear.
inline void append_json(std::string& out, const json_node& node) {
  if (node.is_scalar()) return void(out += node.text);
  out += node.is_object() ? '{' : '[';
  bool is_first = true;
  for (const json_node& child : node.children) {
    if (!std::exchange(is_first, false)) out += ',';
    if (node.is_object()) (out += child.name) += ':';
    append_json(out, child);
  }
  out += node.is_object() ? '}' : ']';
}

/// Returns the node as JSON.
inline std::string to_json(const json_node& node) {
  std::string out;
  append_json(out, node);
  return out;
}

/// Returns the tree of a text. Linear in the text times its depth.
///
/// Preconditions: the text is one valid JSON value without white space around it. Its nesting is
/// safe for recursion; a depth of 1024 is.
inline json_node parse_tree(std::string_view json) {
  json_node node;
  if (json.starts_with('{')) {
    node.is = json_node::shape::object;
    for_each_member(json, [&](std::string_view name, std::string_view value) {
      node.children.push_back(parse_tree(value));
      std::string& quoted = node.children.back().name;
      ((quoted += '"') += name) += '"';
    });
  } else if (json.starts_with('[')) {
    node.is = json_node::shape::array;
    for_each_element(json,
                     [&](std::string_view value) { node.children.push_back(parse_tree(value)); });
  } else {
    node.text = json;
  }
  return node;
}

/// Returns the number of values in a tree, including the root.
inline std::size_t node_count(const json_node& node) noexcept {
  std::size_t n = 1;
  for (const json_node& child : node.children) n += node_count(child);
  return n;
}

} // namespace assay::testing
