// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/json_text.hpp"
#include "assay/schema/schema.hpp"
#include "assay/testing/json_tree.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace assay::testing {

inline void annotate(json_node& node, const type_schema& type,
                     const member_schema* member = nullptr);

namespace detail {

inline void forget_schema(json_node& node) noexcept {
  node.type = nullptr;
  node.member = nullptr;
  for (json_node& child : node.children) forget_schema(child);
}

/// Returns whether a type accepts values of this JSON type. A union's alternatives are first
/// distinguished by it.
inline bool takes_shape(const type_schema& type, const json_node& node) noexcept {
  const kind k = node.is_object()  ? kind::object
                 : node.is_array() ? kind::array
                                   : json_text(node.text).kind();
  switch (type.kind) {
  case type_kind::none: return false;
  case type_kind::string:
  case type_kind::enumeration:
  case type_kind::timestamp: return k == kind::string;
  case type_kind::boolean: return k == kind::boolean;
  case type_kind::integer:
  case type_kind::number: return k == kind::number;
  case type_kind::array: return k == kind::array;
  case type_kind::object:
  case type_kind::free_object:
  case type_kind::map:
  case type_kind::tagged: return k == kind::object;
  case type_kind::any:
  case type_kind::typed_or_any: return true;
  case type_kind::one_of:
    for (const type_schema& t : type.alternatives)
      if (takes_shape(t, node)) return true;
    return false;
  }
  return false;
}

/// Returns the alternative that a tag names, or null.
inline const type_schema* alternative_of(const type_schema& type, const json_node* tag) {
  if (tag == nullptr || !tag->is_string()) return nullptr;
  const std::string name = json_text(tag->text).to_string();
  for (std::size_t i = 0; i < type.names.size(); ++i)
    if (type.names[i] == name) return &type.alternatives[i];
  return nullptr;
}

/// Annotates the members of an object. `tag` is the name of the union's tag in it.
inline void annotate_members(json_node& object, const object_schema& schema, std::string_view tag) {
  for (json_node& child : object.children) {
    const std::string name = json_text(child.name).to_string();
    const member_schema* const m = name == tag && !tag.empty() ? nullptr : schema.find(name);
    if (m == nullptr || m->type == nullptr) {
      forget_schema(child);
      continue;
    }
    const bool is_tagged = !schema.tag.empty() && m->name == schema.tagged;
    const type_schema* const one =
        is_tagged ? alternative_of(*m->type, object.find(schema.tag)) : nullptr;
    if (one == nullptr) {
      annotate(child, *m->type, m);
      continue;
    }
    annotate(child, *one);
    child.type = m->type;
    child.member = m;
  }
}

} // namespace detail

/// Annotates each value of a tree with its part of the schema, as in a generated tree. Values that
/// do not match the schema have none. Linear in the tree times the schema's members.
inline void annotate(json_node& node, const type_schema& type, const member_schema* member) {
  if (!detail::takes_shape(type, node)) detail::forget_schema(node);
  node.type = &type;
  node.member = member;
  switch (type.kind) {
  case type_kind::object:
    if (node.is_object()) detail::annotate_members(node, type.object(), {});
    break;
  case type_kind::array:
  case type_kind::map:
    for (json_node& child : node.children) annotate(child, *type.element);
    break;
  case type_kind::one_of:
    for (const type_schema& t : type.alternatives)
      if (detail::takes_shape(t, node)) {
        annotate(node, t);
        break;
      }
    node.type = &type;
    node.member = member;
    break;
  case type_kind::typed_or_any:
    if (node.is_object()) annotate(node, type.alternatives[0]);
    node.type = &type;
    node.member = member;
    break;
  case type_kind::tagged:
    if (const type_schema* const one = detail::alternative_of(type, node.find(type.tag)))
      if (!type.tag.empty() && node.is_object())
        detail::annotate_members(node, one->object(), type.tag);
    break;
  default: break;
  }
}

} // namespace assay::testing
