// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/report.hpp"
#include "assay/testing/detail/generator.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::testing::detail {

// Rules across members are functions, so a schema does not show how to satisfy them. A generated
// value is checked, and the values that are reported are replaced until all rules accept it.

/// Refers to a validator of any type. It should report all violations.
class checker {
 public:
  template <class Validator>
  explicit checker(Validator& v) noexcept
      : validator_(&v), check_([](void* of, std::string_view text) -> const report& {
          auto& validator = *static_cast<Validator*>(of);
          validator.check(text);
          return validator.report();
        }) {}
  const report& operator()(std::string_view text) const { return check_(validator_, text); }

 private:
  void* validator_;
  const report& (*check_)(void*, std::string_view);
};

/// The codes of rules across members, in all objects that a type may contain, at a level.
class across_codes {
 public:
  across_codes(const type_schema& type, level at) : level_(at) { visit(type); }
  bool contains(code c) const noexcept {
    return std::find(codes_.begin(), codes_.end(), c) != codes_.end();
  }
  bool empty() const noexcept { return codes_.empty(); }

 private:
  void visit(const type_schema& type) {
    if (type.element != nullptr) visit(*type.element);
    for (const type_schema& t : type.alternatives) visit(t);
    if (type.object == nullptr) return;
    const object_schema& object = type.object();
    if (std::find(seen_.begin(), seen_.end(), &object) != seen_.end()) return;
    seen_.push_back(&object);
    for (const check_schema& c : object.checks)
      if (c.from <= level_ && !contains(c.code)) codes_.push_back(c.code);
    for (const member_schema& m : object.members)
      if (m.type != nullptr) visit(*m.type);
  }

  level level_;
  std::vector<const object_schema*> seen_;
  std::vector<code> codes_;
};

/// The node at a pointer in a tree, and its parent. Both are null if there is none.
struct place {
  json_node* node = nullptr;
  json_node* parent = nullptr;
};

inline place find_place(json_node& root, std::string_view pointer) {
  place at{&root, nullptr};
  while (!pointer.empty() && at.node != nullptr) {
    pointer.remove_prefix(1);
    const std::string_view part = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(part.size());
    at.parent = at.node;
    at.node = nullptr;
    for (std::size_t i = 0; i < at.parent->children.size(); ++i) {
      json_node& child = at.parent->children[i];
      std::string name;
      if (at.parent->is_array()) append_index(name, i);
      else append_member(name, json_text(child.name).to_string());
      if (std::string_view(name).substr(1) == part) at.node = &child;
    }
  }
  return at;
}

/// Returns the schema of an object in a tree, or null.
inline const object_schema* schema_of_node(const json_node& node) {
  if (node.type == nullptr || !node.is_object()) return nullptr;
  const type_schema* type = node.type;
  if (type->kind == type_kind::typed_or_any) type = &type->alternatives[0];
  if (type->kind == type_kind::tagged && !type->tag.empty())
    type = alternative_of(*type, node.find(type->tag));
  if (type != nullptr && type->kind == type_kind::one_of) {
    const auto& all = type->alternatives;
    const auto it = std::find_if(all.begin(), all.end(),
                                 [&](const type_schema& t) { return takes_shape(t, node); });
    type = it != all.end() ? &*it : nullptr;
  }
  return type != nullptr && type->object != nullptr ? &type->object() : nullptr;
}

/// Changes a tree until the rules across its members accept it, or nothing helps.
class settler {
 public:
  settler(generator& make, json_node& root) : make_(make), root_(root) {}

  /// Returns whether the validator reports no more violations of rules across members. Other
  /// violations are left to the caller: values keep their own rules by construction.
  bool run(const across_codes& codes, checker ask) {
    violations found = of(codes, ask);
    for (std::size_t way = 0; way < simple_ways && !found.empty(); ++way)
      mend_together(found, way, codes, ask);
    for (std::size_t round = 0; round < max_rounds && !found.empty(); ++round) {
      if (!mend(found.front(), found.size(), codes, ask)) return false;
      found = of(codes, ask);
    }
    return found.empty();
  }

  /// Replaces one of these members of an object by another value that its own rules allow. Without
  /// members, it replaces any value in the object. Returns false if nothing changed.
  bool anything(json_node& object, std::span<const std::string_view> members) {
    source& from = make_.from();
    std::vector<place> places;
    if (members.empty()) gather_places(object, places);
    for (const std::string_view name : members)
      if (json_node* const node = object.find(name)) places.push_back({node, &object});
    if (places.empty()) return false;
    const place at = from.pick(places);
    return change(*at.parent, index_of(at), {}, from.below(simple_ways + 3));
  }

 private:
  static constexpr std::size_t max_rounds = 60;
  static constexpr std::size_t max_candidates = 40;
  static constexpr std::size_t simple_ways = 5; ///< of `change`, without a random choice

  using violations = std::vector<violation>;

  /// Returns the violations of rules across members.
  violations of(const across_codes& codes, checker ask) {
    violations out;
    for (const violation& v : ask(to_json(root_)).violations())
      if (codes.contains(v.code)) out.push_back(v);
    return out;
  }

  /// Tries one way on all violations at once. The last is first, because indices of elements may
  /// change.
  void mend_together(violations& found, std::size_t way, const across_codes& codes, checker ask) {
    const json_node original = root_;
    bool changed = false;
    for (auto v = found.rbegin(); v != found.rend(); ++v) {
      const place at = find_place(root_, v->path);
      if (at.node == nullptr || at.parent == nullptr) continue;
      if (v->code == code::key_disagrees) changed |= set_key(*at.parent);
      else changed |= change(*at.parent, index_of(at), v->path, way);
    }
    if (!changed) return;
    violations left = of(codes, ask);
    if (left.size() < found.size()) found = std::move(left);
    else root_ = original;
  }

  static std::size_t index_of(const place& at) noexcept {
    return static_cast<std::size_t>(at.node - at.parent->children.data());
  }

  /// Tries other values at the violation until there are fewer violations.
  bool mend(const violation& v, std::size_t before, const across_codes& codes, checker ask) {
    for (const std::string& pointer : pointers_of(v)) {
      const place at = find_place(root_, pointer);
      if (at.node == nullptr || at.parent == nullptr) continue;
      const json_node original = *at.parent;
      const std::size_t index = index_of(at);
      for (std::size_t i = 0; i < max_candidates; ++i) {
        if (!change(*at.parent, index, pointer, i)) continue;
        if (of(codes, ask).size() < before) return true;
        *at.parent = original;
      }
    }
    return false;
  }

  /// Returns the pointers at which a violation may be repaired, its own first.
  std::vector<std::string> pointers_of(const violation& v) {
    std::vector<std::string> out{v.path};
    for (const bool of_parent : {true, false}) {
      const std::string object = of_parent ? v.path.substr(0, v.path.rfind('/')) : v.path;
      if (of_parent && v.path.empty()) continue;
      const place at = find_place(root_, object);
      const object_schema* const schema = at.node != nullptr ? schema_of_node(*at.node) : nullptr;
      if (schema == nullptr) continue;
      for (const check_schema& c : schema->checks) {
        if (c.code != v.code || (!c.words.empty() && c.words != v.expected)) continue;
        for (const std::string_view name : c.members) {
          std::string pointer = object;
          append_member(pointer, name);
          out.push_back(std::move(pointer));
        }
      }
    }
    return out;
  }

  /// Makes the idempotency key of an object from its session and sequence number, which its rule
  /// names.
  bool set_key(json_node& object) {
    const object_schema* const schema = schema_of_node(object);
    if (schema == nullptr) return false;
    for (const check_schema& c : schema->checks) {
      if (c.code != code::key_disagrees || c.members.size() != 3) continue;
      const json_node *const session = object.find(c.members[0]), *const seq =
                                                                      object.find(c.members[1]);
      json_node* const key = object.find(c.members[2]);
      if (session == nullptr || seq == nullptr || key == nullptr) continue;
      std::string number = seq->text == "-0" ? "0" : seq->text;
      std::string text = json_text(session->text).to_string() + ':' +
                         digits(make_.from(), 8, "0123456789abcdef") + ':' + number;
      key->set_scalar(quoted(make_.from(), text));
      return true;
    }
    return false;
  }

  /// Replaces a child by another value that its own rules allow. What helps most often comes first:
  /// the value of that name in an object around it, null, removal, a value beside it. After that
  /// come values from anywhere in the tree, and new values. Returns false if nothing changed.
  bool change(json_node& parent, std::size_t index, std::string_view pointer, std::size_t attempt) {
    source& from = make_.from();
    json_node& node = parent.children[index];
    const member_schema* const m = node.member;
    if (node.type == nullptr) return false;
    switch (attempt < 5 ? attempt : 5 + from.below(4)) {
    case 0: return m != nullptr && take_from_around(node, pointer, m->name);
    case 1:
      if (m == nullptr || !may_be_null(*m, make_.at())) return false;
      node.set_scalar("null");
      return true;
    case 2:
      if (!parent.is_array() && (m == nullptr || !may_be_absent(*m, make_.at()))) return false;
      parent.children.erase(parent.children.begin() + static_cast<std::ptrdiff_t>(index));
      return true;
    case 3: // the number of elements beside it
      for (const json_node& other : parent.children)
        if (other.is_array() && try_scalar(node, std::to_string(other.children.size())))
          return true;
      return false;
    case 4: return try_scalar(node, "0");
    case 5: {
      json_node& other = parent.children[from.below(parent.children.size())];
      const std::string mine = node.text;
      if (&other == &node || other.type == nullptr || !other.is_scalar() ||
          !try_scalar(node, other.text))
        return false;
      if (from.one_in(2) && fits(other, mine)) other.text = mine; // exchanged
      return true;
    }
    case 6: {
      std::vector<const json_node*> scalars;
      gather(root_, scalars);
      return !scalars.empty() && try_scalar(node, from.pick(scalars)->text);
    }
    default:
      json_node other = make_.value(*node.type, m, generator::max_depth);
      other.name = node.name;
      node = std::move(other);
      return true;
    }
  }

  /// Copies the value of the member with the same name in an object around it.
  bool take_from_around(json_node& node, std::string_view pointer, std::string_view name) {
    while (!pointer.empty()) {
      pointer = pointer.substr(0, pointer.rfind('/'));
      const place around = find_place(root_, pointer);
      const json_node* const other = around.node != nullptr ? around.node->find(name) : nullptr;
      if (other != nullptr && other != &node && other->is_scalar() && try_scalar(node, other->text))
        return true;
    }
    return false;
  }

  static void gather_places(json_node& node, std::vector<place>& out) {
    for (json_node& child : node.children) {
      if (child.type != nullptr) out.push_back({&child, &node});
      gather_places(child, out);
    }
  }
  static void gather(const json_node& node, std::vector<const json_node*>& out) {
    if (node.is_scalar() && node.type != nullptr && !node.is_null()) out.push_back(&node);
    for (const json_node& child : node.children) gather(child, out);
  }

  /// Returns whether the rules of a scalar allow the JSON.
  bool fits(const json_node& node, const std::string& json) const {
    if (node.type == nullptr || !generator::type_kind_is_scalar(node.type->kind)) return false;
    json_node candidate;
    candidate.text = json;
    const level enforced = node.member != nullptr ? node.member->enforced_from : level::reference;
    return json != "null" && takes_shape(*node.type, candidate) &&
           !scalar_fault(*node.type, node.member, enforced, make_.at(), json);
  }
  bool try_scalar(json_node& node, std::string json) {
    if (json == node.text || !fits(node, json)) return false;
    node.set_scalar(std::move(json));
    return true;
  }

  generator& make_;
  json_node& root_;
};

} // namespace assay::testing::detail
