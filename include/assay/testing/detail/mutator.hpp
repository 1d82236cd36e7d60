// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/parse_raw.hpp"
#include "assay/testing/detail/byte_edits.hpp"
#include "assay/testing/detail/fault_planter.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::testing::detail {

/// A value in a tree, its context, and its schemas.
struct tree_place {
  json_node* node = nullptr;
  json_node* parent = nullptr;
  const object_schema* schema = nullptr; ///< of an object: the schema of its members
  const object_schema* around = nullptr; ///< of a member: the schema of its object
  unsigned depth = 0; ///< for generators; limited, so that deep parts can also grow
};

/// Collects all places of a tree, each before those inside of it.
inline void gather_places(std::vector<tree_place>& out, json_node& node, json_node* parent,
                          const object_schema* around, unsigned depth) {
  const object_schema* schema = schema_of_node(node);
  // If the tag is beside a union, only the object around it determines the alternative.
  if (around != nullptr && !around->tag.empty() && node.member != nullptr &&
      node.member->name == around->tagged && node.is_object())
    if (const type_schema* const one =
            alternative_of(*node.member->type, parent->find(around->tag)))
      schema = one->object != nullptr ? &one->object() : nullptr;
  out.push_back({&node, parent, schema, around, depth});
  constexpr unsigned deepest = 3;
  for (json_node& child : node.children)
    gather_places(out, child, &node, schema, std::min(depth + 1, deepest));
}

/// Changes events, and repairs what becomes invalid, so that most results are valid.
class mutator {
 public:
  mutator(source& from, const type_schema& type, level at, const across_codes& codes,
          checker ask) noexcept
      : make_(from, at), type_(type), codes_(codes), ask_(std::as_const(ask)) {}

  /// Returns the tree of a text. Returns nothing if it is not JSON, or nested too deeply.
  std::optional<json_node> tree_of(std::string_view text) const {
    options o;
    o.limits.max_depth = 200; // shallow enough for recursion
    text = trimmed(text);
    if (!is_valid_json(text, o)) return std::nullopt;
    json_node root = parse_tree(text);
    annotate(root, type_);
    return root;
  }

  /// Makes one to three changes in the tree.
  void change(json_node& root) {
    for (std::size_t n = from().one_in(2) ? 1 : from().between(2, 3); n != 0; --n) {
      constexpr std::size_t tries = 8; // not every change is possible everywhere
      for (std::size_t i = 0; i < tries && !change_once(root); ++i) {
      }
    }
  }

  /// Replaces a value by a value of the same type from another event, or inserts it beside it.
  bool graft(json_node& root, json_node& other) {
    const std::vector<tree_place> here = places_of(root), there = places_of(other);
    constexpr std::size_t tries = 16;
    for (std::size_t i = 0; i < tries; ++i) {
      const tree_place donor = from().pick(there), place = from().pick(here);
      if (donor.node->type == nullptr || donor.parent == nullptr) continue;
      if (place.schema != nullptr && place.schema == donor.around) {
        put_member(*place.node, *donor.node);
        if (is_tagged(donor))
          if (json_node* const tag = donor.parent->find(donor.around->tag))
            put_member(*place.node, *tag);
        return true;
      }
      if (place.node->is_array() && donor.parent->is_array() && place.node->type != nullptr &&
          place.node->type == donor.parent->type) {
        insert(*place.node, from().below(place.node->children.size() + 1), *donor.node);
        return true;
      }
      if (place.parent == nullptr || place.node->type != donor.node->type || is_tagged(place))
        continue;
      set_value(*place.node, *donor.node);
      return true;
    }
    return false;
  }

  /// Replaces what a validator reports, until it reports nothing or nothing helps.
  void mend(json_node& root) {
    constexpr std::size_t rounds = 6, most = 40;
    for (std::size_t i = 0; i < rounds; ++i) {
      const report& found = ask_(to_json(root));
      if (found.violations().empty()) return;
      std::vector<violation> all(found.violations().begin(), found.violations().end());
      if (all.size() > most) return;
      bool is_across = true;
      // The last first, so that removing an element does not move the others.
      for (auto v = all.rbegin(); v != all.rend(); ++v) {
        if (codes_.contains(v->code)) continue;
        is_across = false;
        mend(root, *v);
      }
      if (is_across) break;
    }
    if (!codes_.empty()) settler(make_, root).run(codes_, ask_);
  }

  /// Plants one fault in the tree.
  void break_somehow(json_node& root) {
    constexpr std::size_t tries = 4;
    fault_planter planter(make_, root);
    for (std::size_t i = 0; i < tries; ++i) {
      const auto kind = static_cast<fault_kind>(from().below(fault_kind_count));
      if (kind != fault_kind::across_members && planter.plant(kind, codes_, ask_)) return;
    }
  }

  source& from() noexcept { return make_.from(); }

 private:
  static std::vector<tree_place> places_of(json_node& root) {
    std::vector<tree_place> out;
    gather_places(out, root, nullptr, nullptr, 0);
    return out;
  }
  static void set_value(json_node& node, json_node value) {
    value.name = std::move(node.name);
    node = std::move(value);
  }
  static void insert(json_node& in, std::size_t at, json_node node) {
    in.children.insert(in.children.begin() + static_cast<std::ptrdiff_t>(at), std::move(node));
  }
  static void erase(json_node& from, std::size_t at) {
    from.children.erase(from.children.begin() + static_cast<std::ptrdiff_t>(at));
  }
  static bool has_name(const json_node& node, const json_node& other) {
    return json_text(node.name).to_string() == json_text(other.name).to_string();
  }
  static void put_member(json_node& object, const json_node& member) {
    for (json_node& child : object.children)
      if (has_name(child, member)) return void(child = member);
    object.children.push_back(member);
  }
  /// Returns whether the value is a union with the tag beside it.
  static bool is_tagged(const tree_place& p) noexcept {
    return p.around != nullptr && !p.around->tag.empty() && p.node->member != nullptr &&
           p.node->member->name == p.around->tagged;
  }
  static bool is_tag(const tree_place& p) noexcept {
    return p.around != nullptr && !p.around->tag.empty() && p.node->member != nullptr &&
           p.node->member->name == p.around->tag;
  }

  bool change_once(json_node& root) {
    const std::vector<tree_place> places = places_of(root);
    const tree_place p = from().pick(places);
    switch (from().below(12)) {
    case 0:
    case 1: return p.parent != nullptr && renew(p);
    case 2:
    case 3: return add_members(p);
    case 4: return remove_members(p);
    case 5: return change_elements(p);
    case 6: return change_alternative(p);
    case 7: return respell(*p.node);
    case 8: return reorder(*p.node);
    case 9: return copy_scalar(p, from().pick(places));
    case 10:
      if (p.node->member == nullptr || !may_be_null(*p.node->member, make_.at())) return false;
      p.node->set_scalar("null");
      return true;
    default:
      if (!p.node->is_object() || p.parent == nullptr || p.schema != nullptr) return false;
      return make_.add_named(*p.node, any_name(from()), make_.any_value(2));
    }
  }

  /// Replaces a value by another value of its type.
  bool renew(const tree_place& p) {
    json_node& node = *p.node;
    if (is_tag(p)) return change_tag(*p.parent, *p.around);
    json_node other;
    const member_schema* const member = node.member;
    const type_schema* const type = node.type;
    if (type == nullptr) {
      other = make_.any_value(p.depth);
    } else if (is_tagged(p)) {
      const type_schema* const one = alternative_of(*member->type, p.parent->find(p.around->tag));
      if (one == nullptr) return change_tag(*p.parent, *p.around);
      other = make_.value(*one, nullptr, p.depth);
    } else {
      other = make_.value(*type, member, p.depth);
    }
    other.type = type;
    other.member = member;
    set_value(node, std::move(other));
    return true;
  }

  /// Selects another alternative of a union with the tag beside it.
  bool change_tag(json_node& object, const object_schema& schema) {
    const member_schema* const tag = schema.find(schema.tag);
    const member_schema* const tagged = schema.find(schema.tagged);
    if (tag == nullptr || tagged == nullptr) return false;
    const std::size_t i = from().below(tag->type->names.size());
    json_node name;
    name.text = quoted(from(), tag->type->names[i]);
    name.name = quoted(from(), schema.tag);
    name.type = tag->type;
    name.member = tag;
    put_member(object, name);
    json_node value = make_.value(tagged->type->alternatives[i], nullptr, 1);
    value.name = quoted(from(), schema.tagged);
    value.type = tagged->type;
    value.member = tagged;
    put_member(object, value);
    return true;
  }

  bool change_alternative(const tree_place& p) {
    if (p.schema != nullptr && !p.schema->tag.empty()) return change_tag(*p.node, *p.schema);
    const type_schema* const type = p.node->type;
    if (type == nullptr || p.parent == nullptr) return false;
    return type->alternatives.size() > 1 && renew(p);
  }

  bool add_member(json_node& object, const object_schema& schema, const member_schema& m,
                  unsigned depth) {
    if (m.name == schema.tag || m.name == schema.tagged) return change_tag(object, schema);
    const std::size_t before = object.children.size();
    if (!make_.add_named(object, m.name, make_.value(*m.type, &m, depth + 1))) return false;
    if (from().one_in(4))
      std::swap(object.children.back(), object.children[from().below(before + 1)]);
    return true;
  }

  /// Adds a member of the schema that the object lacks, sometimes all of them.
  bool add_members(const tree_place& p) {
    if (p.schema == nullptr) return false;
    const bool all = from().one_in(4);
    bool added = false;
    const auto members = p.schema->members;
    const std::size_t start = from().below(members.size());
    for (std::size_t i = 0; i < members.size() && (all || !added); ++i) {
      const member_schema& m = members[(start + i) % members.size()];
      if (m.forbidden || make_.at() >= m.deprecated_from || p.node->find(m.name) != nullptr)
        continue;
      added |= add_member(*p.node, *p.schema, m, all ? p.depth + 1 : p.depth);
    }
    return added;
  }

  bool remove_members(const tree_place& p) {
    json_node& node = *p.node;
    if (!node.is_object() || node.children.empty()) return false;
    const auto is_needed = [&](const json_node& child) {
      return child.member != nullptr && !may_be_absent(*child.member, make_.at());
    };
    if (from().one_in(4))
      return std::erase_if(node.children, [&](const json_node& c) { return !is_needed(c); }) != 0;
    const std::size_t at = from().below(node.children.size());
    if (is_needed(node.children[at])) return false;
    erase(node, at);
    return true;
  }

  bool change_elements(const tree_place& p) {
    json_node& node = *p.node;
    const type_schema* const element =
        node.type != nullptr && p.schema == nullptr ? node.type->element : nullptr;
    if (node.is_scalar() || p.schema != nullptr || (node.is_object() && element == nullptr))
      return false;
    const std::size_t size = node.children.size();
    switch (size == 0 ? 0 : from().below(4)) {
    case 0: {
      json_node other = element != nullptr ? make_.value(*element, nullptr, p.depth + 1)
                                           : make_.any_value(p.depth + 1);
      if (node.is_object()) return make_.add_named(node, any_name(from()), std::move(other));
      insert(node, from().below(size + 1), std::move(other));
      return true;
    }
    case 1: erase(node, from().below(size)); return true;
    case 2:
      if (node.is_object()) return false;
      insert(node, from().below(size + 1), json_node(from().pick(node.children)));
      return true;
    default:
      std::swap(node.children[from().below(size)], node.children[from().below(size)]);
      return true;
    }
  }

  /// Writes the same characters with other escapes.
  bool respell(json_node& node) {
    std::string* const json = node.is_string() && from().one_in(2) ? &node.text : &node.name;
    if (json->empty()) return false;
    const std::string characters = json_text(*json).to_string();
    if (characters.empty()) return false;
    constexpr std::size_t tries = 12; // `quoted` only sometimes escapes
    for (std::size_t i = 0; i < tries; ++i) {
      std::string other = quoted(from(), characters);
      if (other == *json) continue;
      *json = std::move(other);
      return true;
    }
    return false;
  }

  bool reorder(json_node& node) {
    if (!node.is_object() || node.children.size() < 2) return false;
    for (std::size_t i = node.children.size(); i > 1; --i)
      std::swap(node.children[i - 1], node.children[from().below(i)]);
    return true;
  }

  /// Copies a scalar to another place, since ids refer to each other by equal values.
  bool copy_scalar(const tree_place& to, const tree_place& of) {
    if (to.node == of.node || !to.node->is_scalar() || !of.node->is_scalar() ||
        to.node->is_null() || of.node->is_null() || to.node->is_string() != of.node->is_string())
      return false;
    to.node->text = of.node->text;
    return true;
  }

  void mend(json_node& root, const violation& v) {
    const std::size_t slash = v.path.rfind('/');
    const tree_place at = find(root, v.path);
    const tree_place around =
        slash == v.path.npos ? tree_place() : find(root, std::string_view(v.path).substr(0, slash));
    switch (v.code) {
    case code::missing_member:
      if (around.schema != nullptr)
        for (const member_schema& m : around.schema->members) {
          std::string path = v.path.substr(0, slash);
          append_member(path, m.name);
          if (path == v.path && !m.forbidden) {
            add_member(*around.node, *around.schema, m, around.depth);
            return;
          }
        }
      break; // the tag of a nested union: replace the object
    case code::duplicate_member:
    case code::unknown_member:
    case code::forbidden_member:
    case code::deprecated_member:
      if (around.node != nullptr && at.node != nullptr)
        erase(*around.node, static_cast<std::size_t>(at.node - around.node->children.data()));
      return;
    case code::unknown_type:
      if (at.node != nullptr && is_tag(at)) return void(change_tag(*around.node, *around.schema));
      break;
    default:
      if (at.node != nullptr && at.parent != nullptr && at.node->type != nullptr)
        return void(renew(at));
      break;
    }
    if (around.node == nullptr || around.parent == nullptr || around.node->type == nullptr)
      root = make_.value(type_, nullptr, 0);
    else renew(around);
  }

  static tree_place find(json_node& root, std::string_view pointer) {
    const json_node* const wanted = find_place(root, pointer).node;
    if (wanted != nullptr)
      for (const tree_place& p : places_of(root))
        if (p.node == wanted) return p;
    return {};
  }

  generator make_;
  const type_schema& type_;
  const across_codes& codes_;
  const checker ask_;
};

/// Returns a changed text of at most `max_size` bytes.
inline std::string mutate_text(mutator& m, std::string_view text, std::size_t max_size,
                               std::string (*fresh)(source&, level), level at) {
  source& from = m.from();
  constexpr std::size_t tries = 4;
  for (std::size_t i = 0; i < tries; ++i) {
    std::string out;
    std::optional<json_node> root = from.one_in(32) ? std::nullopt : m.tree_of(text);
    if (!root && (text.empty() || !from.one_in(4))) {
      out = fresh(from, at);
    } else if (!root || from.one_in(16)) {
      out = text;
      edit_bytes(out, from);
    } else if (from.one_in(16)) {
      m.break_somehow(*root);
      out = to_json(*root);
    } else {
      m.change(*root);
      if (!from.one_in(16)) m.mend(*root);
      out = to_json(*root);
      if (from.one_in(10)) out = spaced(out, from, from.between(1, 8));
    }
    if (out.size() <= max_size) return out;
  }
  std::string out(text.substr(0, max_size));
  edit_bytes(out, from);
  out.resize(std::min(out.size(), max_size));
  return out;
}

/// Returns a text with a part of another text, of at most `max_size` bytes.
inline std::string cross_texts(mutator& m, std::string_view a, std::string_view b,
                               std::size_t max_size) {
  source& from = m.from();
  constexpr std::size_t tries = 4;
  std::optional<json_node> one = m.tree_of(a), other = m.tree_of(b);
  if (one && other)
    for (std::size_t i = 0; i < tries; ++i) {
      json_node root = *one;
      for (std::size_t n = from.between(1, 3); n != 0; --n) m.graft(root, *other);
      if (!from.one_in(16)) m.mend(root);
      std::string out = to_json(root);
      if (out.size() <= max_size) return out;
    }
  std::string out(a.substr(0, std::min(from.below(a.size() + 1), max_size)));
  b.remove_prefix(from.below(b.size() + 1));
  return out += b.substr(0, max_size - out.size());
}

} // namespace assay::testing::detail
