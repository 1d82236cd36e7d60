// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/path.hpp"
#include "assay/json/escapes.hpp"
#include "assay/json/json_text.hpp"
#include "assay/schema/schema.hpp"
#include "assay/testing/annotate.hpp"
#include "assay/testing/json_tree.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay::testing::detail {

/// Returns the unescaped characters of a string or name in JSON, with quotes.
inline std::string characters_of_quoted(std::string_view quoted) {
  std::string out;
  unescape(quoted.substr(1, quoted.size() - 2), out);
  return out;
}

/// A value in an event's text, and its schema.
struct text_place {
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  const json_node* node = nullptr;
  std::size_t start = 0;       ///< where its name begins; for an element, its value
  std::size_t begin = 0;       ///< where its value begins
  std::size_t end = 0;         ///< where its value ends
  std::uint32_t parent = none; ///< none for the event
  std::uint32_t index = 0;     ///< its index in its parent
  unsigned depth = 0;          ///< number of containers around it

  const type_schema* type = nullptr;     ///< its type in the schema, or null
  const object_schema* schema = nullptr; ///< of a described object
  bool has_schema_name = false;          ///< a member in the schema, or a tag
  bool is_free = false;                  ///< free-form JSON
  bool is_ruled = false;                 ///< a rule of a member around it depends on it
  bool is_checked = false;               ///< a rule across members may depend on it
  bool is_choice = false;                ///< its type accepts several JSON types
  bool is_loose = false; ///< if it does not match, a value around it is kept as raw JSON

  bool is_member() const noexcept { return start != begin; }
  bool is_event() const noexcept { return parent == none; }
  /// Returns where its name ends.
  std::size_t name_end() const noexcept { return start + node->name.size(); }
};

/// An event's text on one line, and all values in it, each before those inside of it. It is made
/// only from a tree and a schema. The tree must outlive it.
class text_map {
 public:
  text_map(const json_node& event, const type_schema& type) {
    text_place root{.type = &type};
    add(event, root);
  }

  const std::string& text() const noexcept { return text_; }
  std::span<const text_place> places() const noexcept { return places_; }
  const text_place& event() const noexcept { return places_.front(); }
  const text_place& parent(const text_place& p) const noexcept { return places_[p.parent]; }

  /// Calls f(place) for each value directly inside a container, in order. Linear in everything
  /// inside.
  template <class F>
  void for_each_child(const text_place& of, F f) const {
    const auto at = static_cast<std::size_t>(&of - places_.data());
    for (std::size_t i = at + 1; i < places_.size() && places_[i].start < of.end; ++i)
      if (places_[i].parent == at) f(places_[i]);
  }
  /// Returns the value with that index in a container, or null.
  const text_place* child(const text_place& of, std::size_t index) const {
    const text_place* found = nullptr;
    for_each_child(of, [&](const text_place& p) {
      if (p.index == index) found = &p;
    });
    return found;
  }

  /// Returns the complete pointer of a value.
  std::string long_path(const text_place& p) const {
    std::vector<const text_place*> chain;
    for (const text_place* q = &p; !q->is_event(); q = &parent(*q)) chain.push_back(q);
    std::string out;
    for (auto q = chain.rbegin(); q != chain.rend(); ++q) {
      if ((*q)->is_member()) append_member(out, characters_of_quoted((*q)->node->name));
      else append_index(out, (*q)->index);
    }
    return out;
  }
  /// Returns the pointer of a value, shortened as in violations.
  std::string path(const text_place& p) const { return cut(long_path(p)); }
  /// Returns the pointer of an element that does not exist.
  std::string path_of_element(const text_place& array, std::size_t index) const {
    std::string out = long_path(array);
    append_index(out, index);
    return cut(std::move(out));
  }
  static std::string cut(std::string path) {
    cut_in_middle(path);
    return path;
  }

  /// Returns the path at which this text is incomplete after `size` bytes: the value that has
  /// begun, or the object if a name is incomplete.
  std::string path_at_cut(std::size_t size) const {
    const text_place* innermost = &event();
    for (const text_place& p : places_)
      if (!p.node->is_scalar() && p.begin < size && size < p.end) innermost = &p;
    const text_place* last = nullptr; // the child that began last
    for_each_child(*innermost, [&](const text_place& p) {
      if (p.start < size) last = &p;
    });
    const bool in_object = innermost->node->is_object();
    if (last == nullptr) return in_object ? path(*innermost) : path_of_element(*innermost, 0);
    if (size > last->end)
      return in_object ? path(*innermost) : path_of_element(*innermost, last->index + 1);
    return in_object && size < last->name_end() ? path(*innermost) : path(*last);
  }

 private:
  void add(const json_node& node, text_place p) {
    p.node = &node;
    p.start = text_.size();
    if (!node.name.empty()) (text_ += node.name) += ':';
    p.begin = text_.size();
    describe(p);
    const auto at = static_cast<std::uint32_t>(places_.size());
    places_.push_back(p);
    if (node.is_scalar()) {
      text_ += node.text;
    } else {
      text_ += node.is_object() ? '{' : '[';
      for (std::size_t i = 0; i < node.children.size(); ++i) {
        if (i != 0) text_ += ',';
        text_place child{.parent = at,
                         .index = static_cast<std::uint32_t>(i),
                         .depth = p.depth + 1,
                         .is_ruled = p.is_ruled,
                         .is_checked = p.is_checked || is_checked_by(p, node.children[i]),
                         .is_loose = p.is_loose};
        set_type(child, p, node.children[i]);
        add(node.children[i], child);
      }
      text_ += node.is_object() ? '}' : ']';
    }
    places_[at].end = text_.size();
  }

  /// Selects the type that a value has among the alternatives of its type.
  static void describe(text_place& p) {
    if (p.type == nullptr) return void(p.is_free = !p.has_schema_name);
    switch (p.type->kind) {
    case type_kind::any:
    case type_kind::free_object: p.is_free = true; return;
    case type_kind::one_of: return choose_by_kind(p);
    case type_kind::typed_or_any:
      p.is_loose = true;
      p.type = &p.type->alternatives[0];
      return describe(p);
    case type_kind::tagged: {
      p.is_loose |= p.type->keeps_unknown && !p.type->tag.empty();
      const json_node* const tag = p.type->tag.empty() ? nullptr : p.node->find(p.type->tag);
      if (tag != nullptr) choose_by_tag(p, *tag);
      return;
    }
    case type_kind::object:
      if (p.node->is_object()) p.schema = &p.type->object();
      return;
    default: return;
    }
  }
  static void choose_by_kind(text_place& p) {
    p.is_choice = true;
    for (const type_schema& t : p.type->alternatives) {
      if (!takes_shape(t, *p.node)) continue;
      p.type = &t;
      return describe(p);
    }
  }
  static void choose_by_tag(text_place& p, const json_node& tag) {
    const type_schema* const one = alternative_of(*p.type, &tag);
    if (one == nullptr) return void(p.is_loose = true);
    if (p.node->is_object()) p.schema = &one->object();
  }

  /// Returns whether a rule across the members of an object depends on this member.
  static bool is_checked_by(const text_place& object, const json_node& member) {
    if (object.schema == nullptr) return false;
    const std::string name = characters_of_quoted(member.name);
    for (const check_schema& c : object.schema->checks)
      if (c.members.empty() ||
          std::find(c.members.begin(), c.members.end(), name) != c.members.end())
        return true;
    return false;
  }

  /// Sets the type of a child.
  static void set_type(text_place& child, const text_place& of, const json_node& node) {
    if (of.is_free || of.type == nullptr) return;
    if (of.schema == nullptr) {
      child.type = of.type->element;
      if (child.type == nullptr) child.is_loose = true; // it does not match
      return;
    }
    const std::string name = characters_of_quoted(node.name);
    child.has_schema_name = of.type->kind == type_kind::tagged && name == of.type->tag;
    const member_schema* const m = of.schema->find(name);
    if (m == nullptr) return;
    child.has_schema_name = true;
    child.type = m->type;
    child.is_ruled |= !m->rules.empty();
    if (!of.schema->tag.empty() && name == of.schema->tagged) {
      const json_node* const tag = of.node->find(of.schema->tag);
      child.is_loose |= tag == nullptr;
      if (tag != nullptr) set_alternative(child, *tag, node);
    }
  }
  /// For a payload with the tag beside it.
  static void set_alternative(text_place& child, const json_node& tag, const json_node& node) {
    child.node = &node;
    choose_by_tag(child, tag);
  }

  std::string text_;
  std::vector<text_place> places_;
};

} // namespace assay::testing::detail
