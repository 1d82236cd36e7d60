#pragma once

#include "assay/testing/detail/settle.hpp"
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

/// What a fault does to a valid tree.
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

/// A value in a tree, and what reading says of faults there.
struct spot {
  json_node* node = nullptr;
  json_node* parent = nullptr;
  std::string path{};
  level enforced = level::reference; ///< from it on its own type counts
  bool is_root = false;
  bool must_fit = false;        ///< what does not fit has no place to be kept, so it is an error
  bool inside_must_fit = false; ///< the same for what is inside of it
  bool is_unsure =
      false;          ///< the schema does not say whether there is a place for what does not fit
  bool muted = false; ///< nothing is said of misfits
};

/// Puts one fault into a valid tree, and knows from the tables what must be said of it.
class fault_planter {
 public:
  fault_planter(generator& make, json_node& root) : make_(make), root_(root) {}

  /// A fault of that kind somewhere; nothing where there is no place for it, or the tree is no
  /// longer what it was.
  std::optional<expected_violation> plant(fault_kind kind, const across_codes& codes, judge ask) {
    spots_.clear();
    spot root{.node = &root_, .is_root = true, .must_fit = true, .inside_must_fit = true};
    visit(root);
    // Of scalars the fault is chosen before the place: most of them have no rule.
    broken_ = scalar_codes[from().below(std::size(scalar_codes))];
    std::erase_if(spots_, [&](const spot& s) { return s.muted || !has_place(kind, s); });
    if (spots_.empty()) return std::nullopt;
    const spot at = from().pick(spots_);
    return kind == fault_kind::across_members ? disagree(at, codes, ask) : apply(kind, at);
  }

  static constexpr std::string_view reason_of(fault_kind kind) noexcept {
    constexpr std::string_view reasons[fault_kind_count] = {
        "a value of another kind",
        "null where a value is needed",
        "a value that breaks a rule of its member",
        "a member that is needed is not there",
        "a type that is none of the union's",
        "a member that is given twice",
        "a member that the schema does not name",
        "a member that must not be there",
        "a member that is deprecated",
        "too few elements",
        "too many elements",
        "an element that is given twice",
        "a value that its author's predicate refuses",
        "members that contradict one another"};
    return reasons[static_cast<std::size_t>(kind)];
  }

 private:
  using optional_violation = std::optional<expected_violation>;
  static constexpr code scalar_codes[] = {
      code::out_of_range,    code::too_short,       code::too_long,      code::not_one_of,
      code::invalid_format,  code::not_multiple_of, code::type_mismatch, code::integer_overflow,
      code::number_overflow, code::predicate_failed};
  level at_level() const noexcept { return make_.at(); }
  source& from() noexcept { return make_.from(); }

  // --- Where faults can be ----------------------------------------------------------------------

  void visit(spot s) {
    json_node& node = *s.node;
    if (node.type == nullptr) return;
    const type_schema& type = *node.type;
    if (type.kind == type_kind::typed_or_any) {
      s.muted |= at_level() < type.typed_from;
      s.must_fit = s.inside_must_fit = s.is_unsure = false;
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
                 .is_unsure = s.is_unsure,
                 .muted = s.muted};
      if (node.is_array()) append_index(inner.path, i);
      else append_member(inner.path, json_text(child.name).to_string());
      if (s.is_root && schema != nullptr && child.member != nullptr) {
        const member_schema& m = *child.member;
        const bool may_lack = m.optional || m.defaulted;
        inner.is_unsure = may_lack && schema->closed_from == level::reference;
        inner.must_fit = inner.inside_must_fit =
            !may_lack || (m.defaulted && schema->unknown == unknown_members::kept);
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

  /// Whether null is no violation although it is no value: where nothing else is said of a member
  /// that is needed at a higher level only.
  bool is_lenient_null(const member_schema& m) const noexcept {
    return (m.optional || m.defaulted) && m.required_from != never && m.not_null_from == never &&
           at_level() < m.required_from;
  }

  /// Whether it is the tag of a union beside it.
  static bool is_tag(const spot& s) noexcept {
    if (s.parent == nullptr || s.node->member == nullptr) return false;
    const object_schema* const schema = schema_of_node(*s.parent);
    return schema != nullptr && !schema->tag.empty() && s.node->member->name == schema->tag;
  }
  /// Whether it is of a union whose alternatives hold their tags, and has one.
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

  // --- Putting one there ------------------------------------------------------------------------

  optional_violation expect(const spot& s, code what, level error_from, bool must_fit,
                            std::string path) const {
    const bool by_level = at_level() >= error_from;
    if (!by_level && s.is_unsure) return std::nullopt;
    return expected_violation{what, std::move(path),
                              by_level || must_fit ? severity::error : severity::warning};
  }
  optional_violation expect(const spot& s, code what, level error_from) const {
    return expect(s, what, error_from, s.must_fit, s.path);
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
    // What says nothing of the type is no misfit, and never an error for want of a place.
    const bool fits = f->code == code::number_overflow;
    return expect(s, f->code, f->from, s.must_fit && !fits, s.path);
  }

  /// Whether a type or the rules of a member can give the code.
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

  optional_violation remove_member(const spot& s) {
    json_node& node = *s.node;
    std::vector<std::size_t> needed;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const member_schema* const m = node.children[i].member;
      if (m != nullptr ? !may_be_absent(*m, at_level())
                       : holds_tag(node) && !node.type->keeps_unknown &&
                             &node.children[i] == node.find(node.type->tag))
        needed.push_back(i);
    }
    if (needed.empty()) return std::nullopt;
    const std::size_t i = from().pick(needed);
    const member_schema* const m = node.children[i].member;
    std::string path = s.path;
    append_member(path, json_text(node.children[i].name).to_string());
    node.children.erase(node.children.begin() + static_cast<std::ptrdiff_t>(i));
    if (m == nullptr) return expect(s, code::missing_member, s.enforced, s.must_fit, path);
    if (s.is_root)
      return expected_violation{code::missing_member, std::move(path), severity::error};
    return expect(s, code::missing_member, m->required_from, s.inside_must_fit, path);
  }

  optional_violation change_tag(const spot& s) {
    const bool is_beside = is_tag(s);
    const type_schema& type = *s.node->type;
    json_node* const tag = is_beside ? s.node : s.node->find(type.tag);
    std::string path = s.path;
    if (!is_beside) append_member(path, type.tag);
    const type_schema names{.kind = type_kind::enumeration, .names = type.names};
    std::optional<std::string> json =
        make_.scalar(names, nullptr, level::reference, code::not_one_of);
    if (!json) return std::nullopt;
    tag->set_scalar(std::move(*json));
    return expect(s, code::unknown_type, s.enforced, s.must_fit, std::move(path));
  }

  optional_violation repeat_member(const spot& s) {
    json_node& node = *s.node;
    const std::size_t i = from().below(node.children.size());
    if (node.children[i].member == nullptr &&
        !(holds_tag(node) && &node.children[i] == node.find(node.type->tag)))
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
    const bool is_known =
        schema.find(name) != nullptr || (holds_tag(*s.node) && name == s.node->type->tag);
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
      if (is_wanted(kind, m, *s.node)) wanted.push_back(&m);
    const member_schema& m = *from().pick(wanted);
    json_node value;
    if (m.forbidden) value.text = from().one_in(2) ? "null" : "\"\"";
    else value = make_.value(*m.type, &m, generator::max_depth);
    make_.add_named(*s.node, m.name, std::move(value));
    std::string path = s.path;
    append_member(path, m.name);
    if (!m.forbidden)
      return expected_violation{code::deprecated_member, std::move(path), severity::warning};
    const bool must_fit = !s.is_root && s.inside_must_fit;
    spot unsure = s;
    unsure.is_unsure |= s.is_root && schema.closed_from == level::reference;
    return expect(unsure, code::forbidden_member, m.enforced_from, must_fit, std::move(path));
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
    // The tightest one: any other would be broken together with it.
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
    for (const limit& l : limits) broken += few ? wanted < l.size : wanted > l.size;
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
    return expect(s, code::repeated_element, error_from, s.must_fit, std::move(path));
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
  optional_violation disagree(const spot& s, const across_codes& codes, judge ask) {
    constexpr std::size_t tries = 30;
    const object_schema& schema = *schema_of_node(*s.node);
    std::vector<const check_schema*> asked;
    for (const check_schema& c : schema.checks)
      if (c.from <= at_level()) asked.push_back(&c);
    const check_schema& check = *from().pick(asked);
    const json_node original = *s.node;
    settler change(make_, root_);
    for (std::size_t i = 0; i < tries; ++i) {
      if (!change.anything(*s.node, check.members)) continue;
      const auto found = ask(to_json(root_)).violations();
      if (found.size() == 1 && found[0].code == check.code && codes.contains(check.code)) {
        expected_violation out{check.code, found[0].path, severity::error};
        if (!check.members.empty()) out.path = last_of(s, check);
        return out;
      }
      *s.node = original;
    }
    return std::nullopt;
  }

  /// Where a rule across members says that it is broken: at the last of them that is there.
  static std::string last_of(const spot& s, const check_schema& check) {
    std::string path = s.path;
    for (const std::string_view name : check.members)
      if (s.node->find(name) != nullptr) append_member(path = s.path, name);
    return path;
  }

  generator& make_;
  json_node& root_;
  std::vector<spot> spots_;
  code broken_{}; ///< what a scalar is to be
};

} // namespace assay::testing::detail
