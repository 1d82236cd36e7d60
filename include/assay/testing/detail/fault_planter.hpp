// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/testing/detail/fault_spots.hpp"
#include "assay/testing/sample.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::testing::detail {

/// Plants one fault into a valid tree, and derives the expected violation from the schema.
class fault_planter {
 public:
  fault_planter(generator& make, json_node& root) : make_(make), root_(root), spots_(make) {}

  /// Plants a fault of that kind. Returns nothing if there is no place for it; the tree may have
  /// changed then.
  std::optional<expected_violation> plant(fault_kind kind, const across_codes& codes, checker ask) {
    // For scalars, the code is chosen before the place, because most scalars have no rule.
    broken_ = from().pick(scalar_codes);
    const std::vector<spot> spots = spots_.of(root_, kind, broken_);
    if (spots.empty()) return std::nullopt;
    const spot at = from().pick(spots);
    return kind == fault_kind::across_members ? disagree(at, codes, ask) : apply(kind, at);
  }

 private:
  using optional_violation = std::optional<expected_violation>;
  level at_level() const noexcept { return make_.at(); }
  source& from() noexcept { return make_.from(); }

  optional_violation expect(code what, level error_from, bool must_fit, std::string path) const {
    const bool is_error = must_fit || at_level() >= error_from;
    return expected_violation{what, std::move(path),
                              is_error ? severity::error : severity::warning};
  }
  optional_violation expect(const spot& s, code what, level error_from) const {
    return expect(what, error_from, s.must_fit, s.path);
  }

  optional_violation apply(fault_kind kind, const spot& s) {
    json_node& node = *s.node;
    switch (kind) {
    case fault_kind::wrong_kind: return use_wrong_kind(s);
    case fault_kind::null_value: {
      const level error_from = node.member != nullptr ? null_error_from(*node.member) : s.enforced;
      node.set_scalar("null");
      return expect(s, code::type_mismatch, error_from);
    }
    case fault_kind::broken_scalar: return break_scalar(s);
    case fault_kind::missing_member: return remove_member(s);
    case fault_kind::unknown_tag: return change_tag(s);
    case fault_kind::duplicate_member: return repeat_member(s);
    case fault_kind::unknown_member: return add_unknown(s);
    case fault_kind::forbidden_member:
    case fault_kind::deprecated_member: return add_unwanted(kind, s);
    case fault_kind::too_few:
    case fault_kind::too_many: return change_count(kind, s);
    case fault_kind::repeated_element: return repeat_element(s);
    case fault_kind::predicate: return refuse_value(s);
    case fault_kind::across_members: break;
    }
    return std::nullopt;
  }

  optional_violation use_wrong_kind(const spot& s) {
    static constexpr std::string_view values[] = {"true", "0", "\"\"", "[]", "{}", "1.5", "[null]"};
    const type_schema& type = s.node->type->kind == type_kind::typed_or_any
                                  ? s.node->type->alternatives[0]
                                  : *s.node->type;
    json_node other = parse_tree(from().pick(values));
    if (takes_shape(type, other)) return std::nullopt;
    other.name = s.node->name;
    *s.node = std::move(other);
    return expect(s, code::type_mismatch, s.enforced);
  }

  optional_violation break_scalar(const spot& s) {
    const type_schema& type = *s.node->type;
    const member_schema* const m = s.node->member;
    std::optional<std::string> json = make_.scalar(type, m, s.enforced, broken_);
    if (!json) return std::nullopt;
    const std::optional<fault> f = scalar_fault(type, m, s.enforced, at_level(), *json);
    s.node->set_scalar(std::move(*json));
    // Number overflow is not a type error, so it does not depend on a place for invalid values.
    const bool fits = f->code == code::number_overflow;
    return expect(f->code, f->from, s.must_fit && !fits, s.path);
  }

  optional_violation remove_member(const spot& s) {
    json_node& node = *s.node;
    std::vector<std::size_t> needed;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const member_schema* const m = node.children[i].member;
      if (m != nullptr ? !may_be_absent(*m, at_level())
                       : fault_spots::holds_tag(node) && !node.type->keeps_unknown &&
                             &node.children[i] == node.find(node.type->tag))
        needed.push_back(i);
    }
    if (needed.empty()) return std::nullopt;
    const std::size_t i = from().pick(needed);
    const member_schema* const m = node.children[i].member;
    std::string path = s.path;
    append_member(path, json_text(node.children[i].name).to_string());
    node.children.erase(node.children.begin() + static_cast<std::ptrdiff_t>(i));
    if (m == nullptr) return expect(code::missing_member, s.enforced, s.must_fit, path);
    if (s.is_root)
      return expected_violation{code::missing_member, std::move(path), severity::error};
    return expect(code::missing_member, m->required_from, s.inside_must_fit, path);
  }

  optional_violation change_tag(const spot& s) {
    const bool is_beside = fault_spots::is_tag(s);
    const type_schema& type = *s.node->type;
    json_node* const tag = is_beside ? s.node : s.node->find(type.tag);
    std::string path = s.path;
    if (!is_beside) append_member(path, type.tag);
    const type_schema names{.kind = type_kind::enumeration, .names = type.names};
    std::optional<std::string> json =
        make_.scalar(names, nullptr, level::reference, code::not_one_of);
    if (!json) return std::nullopt;
    tag->set_scalar(std::move(*json));
    return expect(code::unknown_type, s.enforced, s.must_fit, std::move(path));
  }

  optional_violation repeat_member(const spot& s) {
    json_node& node = *s.node;
    const std::size_t i = from().below(node.children.size());
    if (node.children[i].member == nullptr &&
        !(fault_spots::holds_tag(node) && &node.children[i] == node.find(node.type->tag)))
      return std::nullopt;
    json_node again = node.children[i];
    std::string path = s.path;
    const std::string name = json_text(again.name).to_string();
    append_member(path, name);
    again.name = quoted(from(), name);
    const std::size_t to = from().between(i + 1, node.children.size());
    node.children.insert(node.children.begin() + static_cast<std::ptrdiff_t>(to), std::move(again));
    return expected_violation{code::duplicate_member, std::move(path), severity::error};
  }

  optional_violation add_unknown(const spot& s) {
    const object_schema& schema = *schema_of_node(*s.node);
    const std::string name = any_name(from());
    const bool is_known = schema.find(name) != nullptr ||
                          (fault_spots::holds_tag(*s.node) && name == s.node->type->tag);
    json_node value;
    value.text = from().one_in(2) ? "null" : "1";
    if (is_known || !make_.add_named(*s.node, name, std::move(value))) return std::nullopt;
    std::string path = s.path;
    append_member(path, name);
    return expected_violation{code::unknown_member, std::move(path),
                              at_level() >= schema.closed_from ? severity::error
                                                               : severity::warning};
  }

  optional_violation add_unwanted(fault_kind kind, const spot& s) {
    const object_schema& schema = *schema_of_node(*s.node);
    std::vector<const member_schema*> wanted;
    for (const member_schema& m : schema.members)
      if (spots_.is_wanted(kind, m, *s.node)) wanted.push_back(&m);
    const member_schema& m = *from().pick(wanted);
    json_node value;
    if (m.forbidden) value.text = from().one_in(2) ? "null" : "\"\"";
    else value = make_.value(*m.type, &m, generator::max_depth);
    make_.add_named(*s.node, m.name, std::move(value));
    std::string path = s.path;
    append_member(path, m.name);
    if (!m.forbidden)
      return expected_violation{code::deprecated_member, std::move(path), severity::warning};
    const bool must_fit =
        s.is_root ? schema.unknown == unknown_members::rejected : s.inside_must_fit;
    return expect(code::forbidden_member, m.enforced_from, must_fit, std::move(path));
  }

  optional_violation change_count(fault_kind kind, const spot& s) {
    json_node& node = *s.node;
    const type_schema& type = *node.type;
    struct limit {
      std::size_t size;
      level from;
    };
    std::vector<limit> limits;
    const bool few = kind == fault_kind::too_few;
    if (type.kind == type_kind::array && type.size != 0)
      limits.push_back({static_cast<std::size_t>(type.size), s.enforced});
    if (node.member != nullptr)
      for (const rule& r : node.member->rules)
        if (r.from <= at_level() && r.kind == (few ? rule_kind::min_count : rule_kind::max_count))
          limits.push_back({static_cast<std::size_t>(r.size), std::max(r.from, s.enforced)});
    if (limits.empty()) return std::nullopt;
    // The tightest limit, because a value that breaks another one breaks this one as well.
    const limit tightest =
        *std::max_element(limits.begin(), limits.end(), [&](const limit& a, const limit& b) {
          return few ? a.size < b.size : a.size > b.size;
        });
    constexpr std::size_t most = 200;
    if ((few && tightest.size == 0) || tightest.size > most) return std::nullopt;
    const std::size_t wanted = few ? tightest.size - 1 : tightest.size + 1;
    const bool unique = make_.counts_of(type, node.member).unique;
    while (node.children.size() > wanted) node.children.pop_back();
    for (std::size_t tries = 0; node.children.size() < wanted; ++tries) {
      if (tries > 2 * most) return std::nullopt;
      json_node element = make_.value(*type.element, nullptr, generator::max_depth);
      if (unique && has_equal(node, element)) continue;
      if (node.is_object()) make_.add_named(node, any_label(from()), std::move(element));
      else node.children.push_back(std::move(element));
    }
    std::size_t broken = 0;
    for (const limit& l : limits)
      broken += static_cast<std::size_t>(few ? wanted < l.size : wanted > l.size);
    if (broken != 1) return std::nullopt;
    return expect(s, few ? code::too_few_elements : code::too_many_elements, tightest.from);
  }

  static bool has_equal(const json_node& in, const json_node& element) {
    return std::any_of(in.children.begin(), in.children.end(),
                       [&](const json_node& c) { return generator::are_equal(c, element); });
  }

  optional_violation repeat_element(const spot& s) {
    json_node& node = *s.node;
    if (node.children.size() >= make_.counts_of(*node.type, node.member).max) return std::nullopt;
    level error_from = never;
    for (const rule& r : node.member->rules)
      if (r.kind == rule_kind::unique_elements && r.from <= at_level())
        error_from = std::min(error_from, std::max(r.from, s.enforced));
    const json_node element = from().pick(node.children);
    std::string path = s.path;
    append_index(path, node.children.size());
    node.children.push_back(element);
    return expect(code::repeated_element, error_from, s.must_fit, std::move(path));
  }

  optional_violation refuse_value(const spot& s) {
    constexpr std::size_t tries = 20;
    json_node& node = *s.node;
    const member_schema& m = *node.member;
    for (std::size_t i = 0; i < tries; ++i) {
      json_node other = make_.unasked_value(*node.type, &m, generator::max_depth - 1);
      const std::string json = to_json(other);
      level error_from = never;
      std::size_t broken = 0;
      for (const rule& r : m.rules)
        if (r.kind == rule_kind::satisfies && r.from <= at_level() && !r.holds(json)) {
          error_from = std::max(r.from, s.enforced);
          ++broken;
        }
      if (broken != 1) continue;
      other.name = node.name;
      node = std::move(other);
      return expect(s, code::predicate_failed, error_from);
    }
    return std::nullopt;
  }

  /// Changes members until a rule across them is broken, and nothing else.
  optional_violation disagree(const spot& s, const across_codes& codes, checker ask) {
    constexpr std::size_t tries = 30;
    const object_schema& schema = *schema_of_node(*s.node);
    std::vector<const check_schema*> asked;
    for (const check_schema& c : schema.checks)
      if (c.from <= at_level()) asked.push_back(&c);
    // The change may break other rules of the object. The words of the violation identify the rule.
    const std::span<const std::string_view> members = from().pick(asked)->members;
    const json_node original = *s.node;
    settler change(make_, root_);
    for (std::size_t i = 0; i < tries; ++i) {
      if (!change.anything(*s.node, members)) continue;
      const auto found = ask(to_json(root_)).violations();
      if (found.size() == 1 && codes.contains(found[0].code))
        for (const check_schema* const c : asked) {
          if (c->code != found[0].code || (!c->words.empty() && c->words != found[0].expected))
            continue;
          expected_violation out{c->code, found[0].path, severity::error};
          if (!c->members.empty()) out.path = last_of(s, *c);
          return out;
        }
      *s.node = original;
    }
    return std::nullopt;
  }

  /// Returns where a rule across members is reported: at the last member that is present.
  static std::string last_of(const spot& s, const check_schema& check) {
    std::string path = s.path;
    for (const std::string_view name : check.members)
      if (s.node->find(name) != nullptr) append_member(path = s.path, name);
    return path;
  }

  generator& make_;
  json_node& root_;
  fault_spots spots_;
  code broken_{}; ///< the code for a scalar
};

} // namespace assay::testing::detail
