// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/level_schema.hpp"
#include "assay/schema/decimal.hpp"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::detail {

/// Computes the requirements of a level. Only rules that reject are included, not those that warn.
class level_schema_builder {
 public:
  explicit level_schema_builder(level at) noexcept : at_(at) {}

  level_schema build(std::span<const type_schema* const> roots) {
    level_schema out;
    out.at = at_;
    for (const type_schema* root : roots)
      out.roots.push_back(value(*root, nullptr, {.must_fit = true, .is_root = true}));
    // Objects can be found while others are defined: a list avoids recursion.
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const place p = places_[i];
      objects_.push_back(object(p));
    }
    out.definitions = std::move(objects_);
    return out;
  }

 private:
  /// The context of a value.
  struct context {
    level enforced = level::reference; ///< the lowest level at which violations are errors
    bool must_fit = false;             ///< violations are errors at every level
    bool is_root = false;
  };

  /// An object to be defined.
  struct place {
    const object_schema* schema = nullptr;
    bool must_fit = false, is_root = false;
    std::string_view tag{}, tag_value{};

    friend bool operator==(const place&, const place&) = default;
  };

  static context inside(const context& c) noexcept { return {c.enforced, c.must_fit}; }

  bool is_error(level from, const context& c) const noexcept { return c.must_fit || at_ >= from; }

  std::size_t define(const place& p) {
    const auto found = std::find(places_.begin(), places_.end(), p);
    const auto i = static_cast<std::size_t>(found - places_.begin());
    if (found == places_.end()) places_.push_back(p);
    return i;
  }

  // --- Objects ----------------------------------------------------------------------------------

  level_object object(const place& p) {
    const object_schema& schema = *p.schema;
    level_object out;
    out.schema = p.schema;
    out.tag = p.tag;
    out.tag_value = p.tag_value;
    out.closed = at_ >= schema.closed_from;
    if (!p.tag.empty()) out.members.push_back(tag_member(p));
    for (const member_schema& m : schema.members)
      if (m.name != p.tag || p.tag.empty()) add_member(out, m, p);
    for (const check_schema& c : schema.checks)
      if (at_ >= c.from) out.checks.push_back(&c);
    return out;
  }

  static level_member tag_member(const place& p) {
    level_member out;
    out.name = p.tag;
    out.required = true;
    out.value.kind = type_kind::string;
    out.value.nullable = false;
    out.value.choices = {p.tag_value};
    out.value.has_choices = true;
    return out;
  }

  void add_member(level_object& to, const member_schema& m, const place& p) {
    const context c = context_of(m, p);
    level_member out;
    out.name = m.name;
    out.schema = &m;
    if (m.forbidden) {
      out.forbidden = is_error(m.enforced_from, c);
      if (out.forbidden) to.members.push_back(std::move(out));
      return;
    }
    const bool may_lack = m.defaulted || (m.optional && at_ < m.required_from);
    out.required = !may_lack && (p.is_root || p.must_fit || at_ >= m.required_from);
    out.deprecated = at_ >= m.deprecated_from;
    if (!p.schema->tag.empty() && m.name == p.schema->tagged) {
      add_cases(to, m, c);
      out.value.kind = type_kind::free_object;
      out.value.other_kinds = !is_error(m.enforced_from, c);
      if (out.value.other_kinds) out.value.kind = type_kind::any;
    } else {
      out.value = value(*m.type, &m, c);
    }
    out.value.nullable = accepts_null(m, c, out.value);
    if (out.name == to.case_member)
      for (level_value& one : to.cases) one.nullable = one.nullable || out.value.nullable;
    to.members.push_back(std::move(out));
  }

  /// Some members of the outermost object have no place to keep an invalid value. Then nothing
  /// inside of them has a place either.
  static context context_of(const member_schema& m, const place& p) noexcept {
    const bool may_lack = m.optional || m.defaulted || m.forbidden;
    const unknown_members unknown = p.schema->unknown;
    const bool has_no_place = !may_lack || unknown == unknown_members::rejected ||
                              (m.defaulted && unknown == unknown_members::kept);
    return {m.enforced_from, p.is_root ? has_no_place : p.must_fit};
  }

  void add_cases(level_object& to, const member_schema& m, const context& c) {
    to.case_tag = to.schema->tag;
    to.case_member = m.name;
    const type_schema& type = *m.type;
    // If unknown types are kept, so are values that do not match.
    const context inside{c.enforced, c.must_fit && !type.keeps_unknown};
    for (std::size_t i = 0; i < type.names.size(); ++i) {
      to.case_names.push_back(type.names[i]);
      to.cases.push_back(value(type.alternatives[i], nullptr, inside));
    }
  }

  bool accepts_null(const member_schema& m, const context& c, const level_value& v) const noexcept {
    if (m.optional && m.not_null_from == never && at_ < m.required_from) return true;
    const bool is_any = m.type->kind == type_kind::any;
    if (is_any && !m.optional) return true;
    const bool is_lenient = (m.optional || m.defaulted) && m.required_from != never &&
                            m.not_null_from == never && at_ < m.required_from;
    if (is_lenient) return true;
    level from = m.optional || !m.defaulted ? m.required_from : m.enforced_from;
    if (m.not_null_from != never) from = std::min(from, std::max(m.enforced_from, m.not_null_from));
    if (m.type->kind == type_kind::typed_or_any && v.kind == type_kind::any && !m.optional)
      return true;
    return !is_error(from, c);
  }

  // --- Values -----------------------------------------------------------------------------------

  /// `m` is the member whose rules apply; null for an element.
  level_value value(const type_schema& type, const member_schema* m, const context& c) {
    level_value out;
    out.kind = type.kind;
    out.other_kinds = !is_error(c.enforced, c);
    out.nullable = out.other_kinds;
    switch (type.kind) {
    case type_kind::none:
    case type_kind::any: return unconstrained(m, c);
    case type_kind::typed_or_any:
      if (at_ < type.typed_from) return unconstrained(m, c);
      return value(type.alternatives[0], m, {.enforced = c.enforced});
    case type_kind::enumeration:
      out.kind = type_kind::string;
      if (!out.other_kinds) choose(out, type.names);
      break;
    case type_kind::timestamp:
      out.kind = type_kind::string;
      if (!out.other_kinds) out.formats.push_back(text_format::date_time);
      break;
    case type_kind::integer: set_integer(out, type, m, c); break;
    case type_kind::number: out.bytes_of_type = type.size; break;
    case type_kind::object:
      out.definition =
          define({.schema = &type.object(), .must_fit = c.must_fit, .is_root = c.is_root});
      break;
    case type_kind::array:
    case type_kind::map:
      out.inside.push_back(value(*type.element, nullptr, inside(c)));
      if (type.size != 0 && !out.other_kinds) out.count = {type.size, type.size};
      break;
    case type_kind::one_of:
      for (const type_schema& t : type.alternatives) out.inside.push_back(value(t, nullptr, c));
      break;
    case type_kind::tagged: set_union(out, type, c); break;
    default: break;
    }
    if (m != nullptr) add_rules(out, *m, c);
    return simplified(std::move(out));
  }

  level_value unconstrained(const member_schema* m, const context& c) {
    level_value out;
    if (m != nullptr) add_rules(out, *m, c);
    return out;
  }

  void set_union(level_value& out, const type_schema& type, const context& c) {
    if (type.tag.empty()) return void(out.kind = type_kind::free_object); // the tag is elsewhere
    out.tag = type.tag;
    out.keeps_unknown = type.keeps_unknown || out.other_kinds;
    out.tags.assign(type.names.begin(), type.names.end());
    for (std::size_t i = 0; i < type.names.size(); ++i) {
      level_value& one = out.inside.emplace_back();
      one.kind = type_kind::object;
      one.nullable = false;
      one.definition = define({.schema = &type.alternatives[i].object(),
                               .must_fit = c.must_fit && !type.keeps_unknown,
                               .is_root = c.is_root,
                               .tag = type.tag,
                               .tag_value = type.names[i]});
    }
  }

  void set_integer(level_value& out, const type_schema& type, const member_schema* m,
                   const context& c) const {
    out.bytes_of_type = type.size;
    if (out.other_kinds) return;
    // Without bounds, a producer may send integers that no C++ integer can hold.
    const auto is_bounded = [&](rule_kind one, rule_kind other) {
      if (c.must_fit || type.size < sizeof(std::uint64_t)) return true;
      return m != nullptr && std::any_of(m->rules.begin(), m->rules.end(), [&](const rule& r) {
               return r.from <= at_ && (r.kind == one || r.kind == other);
             });
    };
    if (type.minimum == "0" || is_bounded(rule_kind::minimum, rule_kind::exclusive_minimum))
      out.minimum.text = type.minimum;
    if (is_bounded(rule_kind::maximum, rule_kind::exclusive_maximum))
      out.maximum.text = type.maximum;
  }

  /// Simplifies a value with no requirements except for its type, if other types are accepted as
  /// well.
  static level_value simplified(level_value v) {
    if (!v.other_kinds) return v;
    const bool is_container = v.kind == type_kind::array || v.kind == type_kind::map;
    const bool asks_inside = is_container && v.inside.front().kind != type_kind::any;
    if (v.kind == type_kind::object || asks_inside || v.kind == type_kind::tagged) return v;
    level_value out;
    // If only one alternative of a union has requirements, it is the result.
    if (v.kind == type_kind::one_of) {
      const auto asks = [](const level_value& one) { return one.kind != type_kind::any; };
      if (std::count_if(v.inside.begin(), v.inside.end(), asks) == 1)
        out = *std::find_if(v.inside.begin(), v.inside.end(), asks);
    }
    out.nullable = v.nullable;
    return out;
  }

  // --- Rules ------------------------------------------------------------------------------------

  void add_rules(level_value& to, const member_schema& m, const context& c) const {
    for (const rule& r : m.rules)
      if (r.from <= at_ && is_error(std::max(r.from, c.enforced), c)) add_rule(to, r);
  }

  static void add_rule(level_value& to, const rule& r) {
    switch (r.kind) {
    case rule_kind::minimum:
    case rule_kind::exclusive_minimum:
      tighten(to.minimum, r, r.kind == rule_kind::exclusive_minimum, 1);
      break;
    case rule_kind::maximum:
    case rule_kind::exclusive_maximum:
      tighten(to.maximum, r, r.kind == rule_kind::exclusive_maximum, -1);
      break;
    case rule_kind::multiple_of: to.multiples.push_back(r.limit.text()); break;
    case rule_kind::whole: to.multiples.emplace_back("1"); break;
    case rule_kind::min_length: to.bytes.min = std::max(to.bytes.min, r.size); break;
    case rule_kind::max_length: to.bytes.max = std::min(to.bytes.max, r.size); break;
    case rule_kind::min_characters: to.characters.min = std::max(to.characters.min, r.size); break;
    case rule_kind::max_characters: to.characters.max = std::min(to.characters.max, r.size); break;
    case rule_kind::one_of: choose(to, r.choices); break;
    case rule_kind::format: to.formats.push_back(r.format); break;
    case rule_kind::min_count: to.count.min = std::max(to.count.min, r.size); break;
    case rule_kind::max_count: to.count.max = std::min(to.count.max, r.size); break;
    case rule_kind::unique_elements: to.unique = true; break;
    case rule_kind::satisfies: to.predicates.push_back(&r); break;
    }
  }

  /// `sign` is 1 for a lower limit, and -1 for an upper limit.
  static void tighten(number_limit& to, const rule& r, bool exclusive, int sign) {
    const std::string_view text = r.limit.text();
    const auto order = to.text.empty() ? std::strong_ordering::greater
                       : sign > 0      ? compare_decimals(text, to.text)
                                       : compare_decimals(to.text, text);
    if (order > 0 || (order == 0 && exclusive)) to = {std::string(text), exclusive};
  }

  static void choose(level_value& to, std::span<const std::string_view> choices) {
    if (!to.has_choices) {
      to.choices.assign(choices.begin(), choices.end());
    } else {
      std::erase_if(to.choices, [&](std::string_view one) {
        return std::find(choices.begin(), choices.end(), one) == choices.end();
      });
    }
    to.has_choices = true;
  }

  level at_;
  std::vector<place> places_;
  std::vector<level_object> objects_;
};

} // namespace assay::detail
