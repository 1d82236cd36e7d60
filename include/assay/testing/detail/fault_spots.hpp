// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/testing/detail/settle.hpp"

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

/// What a fault changes in a valid tree.
enum class fault_kind : std::uint8_t {
  wrong_kind,
  null_value,
  broken_scalar,
  missing_member,
  unknown_tag,
  duplicate_member,
  unknown_member,
  forbidden_member,
  deprecated_member,
  too_few,
  too_many,
  repeated_element,
  predicate,
  across_members
};
inline constexpr std::size_t fault_kind_count = 14;

/// Returns what was changed, for people.
constexpr std::string_view reason_of(fault_kind kind) noexcept {
  constexpr std::string_view reasons[fault_kind_count] = {
      "a value of the wrong type",
      "null instead of a value",
      "a value that breaks a rule of its member",
      "a missing member",
      "an unknown type",
      "a duplicate member",
      "an unknown member",
      "a forbidden member",
      "a deprecated member",
      "too few elements",
      "too many elements",
      "a duplicate element",
      "a value that breaks a predicate",
      "members that disagree"};
  return reasons[static_cast<std::size_t>(kind)];
}

/// A value in a tree, and how a reader treats faults there.
struct spot {
  json_node* node = nullptr;
  json_node* parent = nullptr;
  std::string path{};
  level enforced = level::reference; ///< the lowest level that enforces its type
  bool is_root = false;
  bool must_fit = false; ///< faults are errors, because there is no place to keep an invalid value
  bool inside_must_fit = false; ///< the same for values inside of it
  bool muted = false;           ///< faults are not reported
};

/// The codes of faults in a scalar of the right type.
inline constexpr code scalar_codes[] = {
    code::out_of_range,    code::too_short,       code::too_long,      code::not_one_of,
    code::invalid_format,  code::not_multiple_of, code::type_mismatch, code::integer_overflow,
    code::number_overflow, code::predicate_failed};

/// Finds the places in a valid tree for faults, and how a reader treats each.
class fault_spots {
 public:
  explicit fault_spots(const generator& make) noexcept : make_(make) {}

  /// Returns the places for faults of a kind. `broken` is the code for faults of scalars.
  std::vector<spot> of(json_node& root, fault_kind kind, code broken) {
    broken_ = broken;
    spots_.clear();
    visit({.node = &root, .is_root = true, .must_fit = true, .inside_must_fit = true});
    std::erase_if(spots_, [&](const spot& s) { return s.muted || !has_place(kind, s); });
    return std::move(spots_);
  }

  /// Returns whether the value is the tag of a union beside it.
  static bool is_tag(const spot& s) noexcept {
    if (s.parent == nullptr || s.node->member == nullptr) return false;
    const object_schema* const schema = schema_of_node(*s.parent);
    return schema != nullptr && !schema->tag.empty() && s.node->member->name == schema->tag;
  }
  /// Returns whether the value is of a union whose alternatives hold their tags, and has a known
  /// tag.
  static bool holds_tag(const json_node& node) {
    return node.type != nullptr && node.type->kind == type_kind::tagged &&
           !node.type->tag.empty() &&
           alternative_of(*node.type, node.find(node.type->tag)) != nullptr;
  }

  bool is_wanted(fault_kind kind, const member_schema& m, const json_node& in) const {
    if (in.find(m.name) != nullptr) return false;
    return kind == fault_kind::forbidden_member ? m.forbidden
                                                : !m.forbidden && at_level() >= m.deprecated_from;
  }

 private:
  level at_level() const noexcept { return make_.at(); }

  void visit(spot s) {
    json_node& node = *s.node;
    if (node.type == nullptr) return;
    const type_schema& type = *node.type;
    if (type.kind == type_kind::typed_or_any) {
      s.muted |= at_level() < type.typed_from;
      s.must_fit = s.inside_must_fit = false;
    }
    if (type.kind == type_kind::tagged && type.keeps_unknown) s.inside_must_fit = false;
    spots_.push_back(s);
    const object_schema* const schema = schema_of_node(node);
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      json_node& child = node.children[i];
      spot inner{.node = &child,
                 .parent = &node,
                 .path = s.path,
                 .enforced = child.member != nullptr ? child.member->enforced_from : s.enforced,
                 .must_fit = s.inside_must_fit,
                 .inside_must_fit = s.inside_must_fit,
                 .muted = s.muted};
      if (node.is_array()) append_index(inner.path, i);
      else append_member(inner.path, json_text(child.name).to_string());
      if (s.is_root && schema != nullptr && child.member != nullptr) {
        const member_schema& m = *child.member;
        const bool may_lack = m.optional || m.defaulted;
        inner.must_fit = inner.inside_must_fit =
            !may_lack || schema->unknown == unknown_members::rejected ||
            (m.defaulted && schema->unknown == unknown_members::kept);
      }
      visit(std::move(inner));
    }
  }

  bool has_place(fault_kind kind, const spot& s) const {
    const json_node& node = *s.node;
    const type_schema& type = *node.type;
    const member_schema* const m = node.member;
    const object_schema* const schema = schema_of_node(node);
    const bool is_any = type.kind == type_kind::any || type.kind == type_kind::typed_or_any;
    switch (kind) {
    case fault_kind::wrong_kind: return type.kind != type_kind::any && !node.is_null();
    case fault_kind::null_value:
      return !is_any && !node.is_null() && !s.is_root &&
             (m == nullptr || (!may_be_null(*m, at_level()) && !is_lenient_null(*m)));
    case fault_kind::broken_scalar:
      return generator::type_kind_is_scalar(type.kind) && !node.is_null() && !is_tag(s) &&
             may_give(type, m, broken_);
    case fault_kind::missing_member:
      return node.is_object() && (schema != nullptr || holds_tag(node));
    case fault_kind::unknown_tag: return is_tag(s) || (holds_tag(node) && !type.keeps_unknown);
    case fault_kind::duplicate_member: return schema != nullptr && !node.children.empty();
    case fault_kind::unknown_member:
      return schema != nullptr &&
             (at_level() == level::strict || at_level() >= schema->closed_from);
    case fault_kind::forbidden_member:
    case fault_kind::deprecated_member:
      return schema != nullptr &&
             std::any_of(schema->members.begin(), schema->members.end(),
                         [&](const member_schema& x) { return is_wanted(kind, x, node); });
    case fault_kind::too_few:
    case fault_kind::too_many:
      return node.is_array() || (node.is_object() && type.kind == type_kind::map);
    case fault_kind::repeated_element:
      return node.is_array() && !node.children.empty() && make_.counts_of(type, m).unique;
    case fault_kind::predicate:
      return m != nullptr && !generator::type_kind_is_scalar(type.kind) && !node.is_null() &&
             std::any_of(m->rules.begin(), m->rules.end(), [&](const rule& r) {
               return r.kind == rule_kind::satisfies && r.from <= at_level();
             });
    case fault_kind::across_members:
      return schema != nullptr &&
             std::any_of(schema->checks.begin(), schema->checks.end(),
                         [&](const check_schema& c) { return c.from <= at_level(); });
    }
    return false;
  }

  /// Returns whether null is accepted without a warning: the member is required only at a higher
  /// level, and has no other rule about null.
  bool is_lenient_null(const member_schema& m) const noexcept {
    return (m.optional || m.defaulted) && m.required_from != never && m.not_null_from == never &&
           at_level() < m.required_from;
  }

  /// Returns whether a type or the rules of a member can cause the code.
  bool may_give(const type_schema& type, const member_schema* m, code c) const noexcept {
    const bool integral = type.kind == type_kind::integer;
    switch (c) {
    case code::type_mismatch:
      if (integral) return true;
      break;
    case code::integer_overflow: return integral && type.size == sizeof(std::uint64_t);
    case code::number_overflow:
      return type.kind == type_kind::number && at_level() == level::strict;
    case code::out_of_range:
      if (integral || (type.kind == type_kind::number && type.size != 0)) return true;
      break;
    case code::invalid_format:
      if (type.kind == type_kind::timestamp) return true;
      break;
    case code::not_one_of:
      if (type.kind == type_kind::enumeration) return true;
      break;
    default: break;
    }
    if (m == nullptr) return false;
    return std::any_of(m->rules.begin(), m->rules.end(),
                       [&](const rule& r) { return r.from <= at_level() && code_of(r.kind) == c; });
  }
  static constexpr code code_of(rule_kind k) noexcept {
    switch (k) {
    case rule_kind::minimum:
    case rule_kind::exclusive_minimum:
    case rule_kind::maximum:
    case rule_kind::exclusive_maximum: return code::out_of_range;
    case rule_kind::multiple_of: return code::not_multiple_of;
    case rule_kind::whole: return code::type_mismatch;
    case rule_kind::min_length:
    case rule_kind::min_characters: return code::too_short;
    case rule_kind::max_length:
    case rule_kind::max_characters: return code::too_long;
    case rule_kind::one_of: return code::not_one_of;
    case rule_kind::format: return code::invalid_format;
    case rule_kind::min_count: return code::too_few_elements;
    case rule_kind::max_count: return code::too_many_elements;
    case rule_kind::unique_elements: return code::repeated_element;
    case rule_kind::satisfies: return code::predicate_failed;
    }
    return code::invalid_value;
  }

  const generator& make_;
  std::vector<spot> spots_;
  code broken_{}; ///< the code for a scalar
};

} // namespace assay::testing::detail
