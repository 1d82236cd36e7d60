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

// Rules across members are functions: a table cannot say how to keep them. So a generated value is
// shown to them, and where they refuse it, what they point at is given another value, until they
// are content.

/// A validator of any type, which reports all that it finds. Refers to it.
class judge {
 public:
  template <class Validator>
  explicit judge(Validator& v) noexcept
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

/// Which codes rules across members give in objects that a type may have inside, at a level.
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

/// Where a pointer leads in a tree: the node, and what it is in; nulls where it leads nowhere.
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

/// The schema of an object in a tree; null where it has none.
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

/// Changes a tree until the rules across its members keep quiet, or nothing more helps.
class settler {
 public:
  settler(generator& make, json_node& root) : make_(make), root_(root) {}

  /// Whether the judge has nothing left to say of rules across members. What else it says is left
  /// for the caller to see: values keep their own rules by construction.
  bool run(const across_codes& codes, judge ask) {
    violations found = of(codes, ask);
    for (std::size_t way = 0; way < simple_ways && !found.empty(); ++way)
      mend_together(found, way, codes, ask);
    for (std::size_t round = 0; round < max_rounds && !found.empty(); ++round) {
      if (!mend(found.front(), found.size(), codes, ask)) return false;
      found = of(codes, ask);
    }
    return found.empty();
  }

  /// Gives one of these members of an object, or any value within it where none is named, another
  /// value that its own rules allow. False where nothing changed.
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
  static constexpr std::size_t simple_ways = 5; ///< of `change`, without a choice

  using violations = std::vector<violation>;

  /// What rules across members say of the tree.
  violations of(const across_codes& codes, judge ask) {
    violations out;
    for (const violation& v : ask(to_json(root_)).violations())
      if (codes.contains(v.code)) out.push_back(v);
    return out;
  }

  /// Tries one way on all of them at once, the last first, since places of elements may change.
  void mend_together(violations& found, std::size_t way, const across_codes& codes, judge ask) {
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

  /// Tries other values where the violation is until there are fewer of them.
  bool mend(const violation& v, std::size_t before, const across_codes& codes, judge ask) {
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

  /// Where the values are that a violation may be mended at: its own place first.
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

  /// Makes the idempotency key of an object from its session and number, whose names its rule has.
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

  /// Gives a child another value that its own rules allow. What helps most often comes first: what
  /// an object around it has by that name, null, none, what is beside it; then what is anywhere in
  /// the tree, or a new value. False where nothing changed.
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
    case 3: // as many as there are of others
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

  /// Gives a value that of the member of that name which an object around it has.
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

  /// Whether a scalar's rules allow the JSON.
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
