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

/// JSON as a tree that can be changed: what generators build, and what mutation and reduction take
/// apart.
///
/// It keeps what JSON readers lose: numbers of any size, names given twice, the order of members,
/// and how names and strings are spelled. Each value knows the part of a schema that it was made
/// from, or held against; null where no schema says anything of it.
struct json_node {
  enum class shape : std::uint8_t { scalar, array, object };
  using list = std::vector<json_node>;

  shape is = shape::scalar;
  std::string text{}; ///< of a scalar: its JSON
  list children{};    ///< the elements, or the values of the members, in their order
  std::string name{}; ///< of a member: its name as JSON, with its quotes; else empty

  const type_schema* type = nullptr;
  const member_schema* member = nullptr; ///< null for elements

  bool is_scalar() const noexcept { return is == shape::scalar; }
  bool is_array() const noexcept { return is == shape::array; }
  bool is_object() const noexcept { return is == shape::object; }
  bool is_string() const noexcept { return text.starts_with('"'); }
  bool is_null() const noexcept { return text == "null"; }

  /// Makes it a scalar of this JSON; its name and its place in the schema stay.
  void set_scalar(std::string json) {
    is = shape::scalar;
    text = std::move(json);
    children.clear();
  }

  /// The value of the member of that name, given in its characters; null when there is none.
  /// Linear.
  const json_node* find(std::string_view characters) const noexcept {
    if (is_object())
      for (const json_node& c : children)
        if (spells(std::string_view(c.name).substr(1, c.name.size() - 2), characters)) return &c;
    return nullptr;
  }
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

/// The node as JSON.
inline std::string to_json(const json_node& node) {
  std::string out;
  append_json(out, node);
  return out;
}

/// The tree of a text. Preconditions: it is one valid JSON value without white space around it, and
/// its containers are not so deep inside one another that recursion could run out of stack (a
/// reader's `limits::max_depth` of 1024 is fine). Linear in the text times its depth.
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

/// How many values a tree has, itself included.
inline std::size_t node_count(const json_node& node) noexcept {
  std::size_t n = 1;
  for (const json_node& child : node.children) n += node_count(child);
  return n;
}

} // namespace assay::testing
