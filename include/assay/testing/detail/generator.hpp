// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/testing/annotate.hpp"
#include "assay/testing/detail/numbers.hpp"
#include "assay/testing/detail/rule_model.hpp"
#include "assay/testing/detail/texts.hpp"
#include "assay/testing/json_tree.hpp"
#include "assay/testing/source.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace assay::testing::detail {

/// Provides other choices for more tries after the source's last byte, since its zeros would repeat
/// the same try. The source gets its state back at the end.
class borrowed_choices {
 public:
  explicit borrowed_choices(source& of) noexcept : of_(of), outer_(of) {}
  borrowed_choices(const borrowed_choices&) = delete;
  borrowed_choices& operator=(const borrowed_choices&) = delete;
  ~borrowed_choices() {
    if (is_renewed_) of_ = outer_;
  }
  void renew(std::size_t attempt) const noexcept {
    if (attempt == 0 || (!is_renewed_ && !of_.is_empty())) return;
    if (!is_renewed_) outer_ = of_;
    is_renewed_ = true;
    of_ = source(attempt);
  }

 private:
  source& of_;
  mutable source outer_;
  mutable bool is_renewed_ = false;
};

/// Makes values from a schema that satisfy the rules of a level, except for rules across members,
/// which `settle.hpp` handles.
class generator {
 public:
  generator(source& from, level at) noexcept : from_(from), level_(at) {}

  /// Returns a value of a type. `m` is the member whose rules it keeps; null for an element.
  json_node value(const type_schema& type, const member_schema* m, unsigned depth) {
    json_node node;
    ++values_;
    // Predicates are opaque, so values are found by trial.
    const std::size_t tries = has_predicate(m) ? max_tries : 1;
    const borrowed_choices outer(from_);
    for (std::size_t i = 0; i < tries; ++i) {
      outer.renew(i);
      node = one_value(type, m, depth, i);
      node.type = &type;
      node.member = m;
      if (m == nullptr || type_kind_is_scalar(type.kind) || keeps_predicates(*m, node)) return node;
    }
    ++unsatisfied_;
    return node;
  }

  /// Returns a value of a type without calling predicates.
  json_node unasked_value(const type_schema& type, const member_schema* m, unsigned depth) {
    json_node node = one_value(type, m, depth, 0);
    node.type = &type;
    node.member = m;
    return node;
  }

  /// Returns an object of a schema, with its required members and some others.
  json_node object(const object_schema& schema, unsigned depth) {
    json_node out;
    out.is = json_node::shape::object;
    // Sources of bytes end in zeros: the simplest object is the smallest valid one.
    const std::size_t share = from_.pick(std::to_array<std::size_t>({0, 1, 2, 2, 4}));
    std::size_t alternative = 0;
    for (const member_schema& m : schema.members) {
      if (m.forbidden) continue;
      const bool is_tag = !schema.tag.empty() && m.name == schema.tag;
      const bool is_deprecated = level_ >= m.deprecated_from;
      if (may_be_absent(m, level_) && !is_tag) {
        if (is_deprecated || share == 0 || is_deep(depth) || !from_.one_in(share)) continue;
      }
      json_node child;
      if (is_tag) {
        alternative = from_.below(m.type->names.size());
        child.set_scalar(quoted(from_, m.type->names[alternative]));
        child.type = m.type;
        child.member = &m;
      } else if (may_be_null(m, level_) && from_.one_in(12)) {
        child.set_scalar("null");
        child.type = m.type;
        child.member = &m;
      } else if (m.name == schema.tagged && !schema.tag.empty()) {
        child = value(m.type->alternatives[alternative], nullptr, depth + 1);
        child.type = m.type;
        child.member = &m;
      } else {
        child = value(*m.type, &m, depth + 1);
        // A member of any type may have got null, but this one must not be null.
        if (child.is_null() && m.optional && !may_be_null(m, level_)) child.text = "0";
      }
      child.name = quoted(from_, m.name);
      out.children.push_back(std::move(child));
    }
    add_unknown_members(out, schema, share);
    if (from_.one_in(8)) shuffle(out.children);
    return out;
  }

  /// Returns any JSON, for free-form parts.
  json_node any_value(unsigned depth) {
    json_node node;
    switch (from_.below(is_deep(depth) ? 5 : 7)) {
    case 0: node.text = "null"; break;
    case 1: node.text = from_.one_in(2) ? "true" : "false"; break;
    case 2: node.text = quoted(from_, any_text(from_)); break;
    case 3: node.text = any_number(from_); break;
    case 4: node.text = any_integer(from_); break;
    case 5:
      node.is = json_node::shape::array;
      for (std::size_t n = from_.below(4); n != 0; --n)
        node.children.push_back(any_value(depth + 1));
      break;
    default: node = any_object(depth);
    }
    return node;
  }

  json_node any_object(unsigned depth) {
    json_node node;
    node.is = json_node::shape::object;
    for (std::size_t n = is_deep(depth) ? 0 : from_.below(4); n != 0; --n) {
      json_node child = any_value(depth + 1);
      add_named(node, any_name(from_), std::move(child));
    }
    return node;
  }

  /// Returns a scalar of the type with the fault `wanted` (or without a fault) by the model of
  /// rules. Returns nothing if none was found.
  std::optional<std::string> scalar(const type_schema& type, const member_schema* m, level enforced,
                                    std::optional<code> wanted) {
    const borrowed_choices outer(from_);
    for (std::size_t i = 0; i < max_tries; ++i) {
      outer.renew(i);
      std::string json = scalar_candidate(type, m, i, wanted.has_value());
      if (wanted == code::type_mismatch && type.kind == type_kind::integer)
        (json = any_integer(from_)) +=
            from_.pick(std::to_array<std::string_view>({".0", ".5", "e0", "E+1", "e-1"}));
      const std::optional<fault> f = scalar_fault(type, m, enforced, level_, json);
      if (wanted ? f && f->code == *wanted : !f) return json;
    }
    return std::nullopt;
  }

  /// Returns the number of values for which a rule could not be satisfied.
  std::size_t unsatisfied() const noexcept { return unsatisfied_; }
  source& from() noexcept { return from_; }
  level at() const noexcept { return level_; }

  /// The depth of nested objects from which optional parts are left out.
  static constexpr unsigned max_depth = 5;

  static constexpr bool type_kind_is_scalar(type_kind k) noexcept {
    return k == type_kind::string || k == type_kind::boolean || k == type_kind::integer ||
           k == type_kind::number || k == type_kind::enumeration || k == type_kind::timestamp;
  }

  /// Returns whether the predicates of a member accept the value.
  bool keeps_predicates(const member_schema& m, const json_node& node) const {
    return std::all_of(m.rules.begin(), m.rules.end(), [&](const rule& r) {
      return r.kind != rule_kind::satisfies || r.from > level_ || r.holds(to_json(node));
    });
  }

  /// The allowed number of elements of a member.
  struct count_limits {
    std::size_t min = 0, max = ~std::size_t{0};
    bool unique = false;
  };
  count_limits counts_of(const type_schema& type, const member_schema* m) const noexcept {
    count_limits out;
    if (type.kind == type_kind::array && type.size != 0) out.min = out.max = type.size;
    if (m == nullptr) return out;
    for (const rule& r : m->rules) {
      if (r.from > level_) continue;
      if (r.kind == rule_kind::min_count)
        out.min = std::max(out.min, static_cast<std::size_t>(r.size));
      if (r.kind == rule_kind::max_count)
        out.max = std::min(out.max, static_cast<std::size_t>(r.size));
      out.unique |= r.kind == rule_kind::unique_elements;
    }
    return out;
  }

  /// Returns whether two values are equal for `unique_elements`.
  static bool are_equal(const json_node& a, const json_node& b) {
    if (a.is != b.is || a.children.size() != b.children.size()) return false;
    if (a.is_scalar()) {
      if (a.is_string() && b.is_string())
        return json_text(a.text).to_string() == json_text(b.text).to_string();
      const bool numbers =
          json_text(a.text).kind() == kind::number && json_text(b.text).kind() == kind::number;
      if (!numbers) return a.text == b.text;
      const bool are_kept = a.type != nullptr && a.type->kind == type_kind::number &&
                            a.type->size != 0 && a.type == b.type;
      return are_kept
                 ? compare_decimals(kept_text(*a.type, a.text), kept_text(*a.type, b.text)) == 0
                 : compare_decimals(a.text, b.text) == 0;
    }
    for (std::size_t i = 0; i < a.children.size(); ++i) {
      const json_node &x = a.children[i], &y = b.children[i];
      if (a.is_object() && json_text(x.name).to_string() != json_text(y.name).to_string())
        return false;
      if (!are_equal(x, y)) return false;
    }
    return true;
  }

  /// Adds a member, unless the object has one of that name.
  bool add_named(json_node& object, std::string_view name, json_node child) {
    if (object.find(name) != nullptr) return false;
    child.name = quoted(from_, name);
    object.children.push_back(std::move(child));
    return true;
  }

 private:
  static constexpr std::size_t max_tries = 200;
  static constexpr std::size_t max_values = 400;

  /// Returns whether to finish: nested arrays of objects can contain very many objects.
  bool is_deep(unsigned depth) const noexcept {
    return depth >= max_depth || values_ >= max_values;
  }

  bool has_predicate(const member_schema* m) const noexcept {
    return m != nullptr && std::any_of(m->rules.begin(), m->rules.end(), [&](const rule& r) {
             return r.kind == rule_kind::satisfies && r.from <= level_;
           });
  }

  json_node one_value(const type_schema& type, const member_schema* m, unsigned depth,
                      std::size_t attempt) {
    json_node node;
    if (m != nullptr && !type_kind_is_scalar(type.kind) && attempt < m->examples.size() &&
        (attempt != 0 || from_.one_in(8))) {
      node =
          parse_tree(m->examples[(from_.below(m->examples.size()) + attempt) % m->examples.size()]);
      annotate(node, type, m);
      return node;
    }
    switch (type.kind) {
    case type_kind::none: break;
    case type_kind::string:
    case type_kind::boolean:
    case type_kind::integer:
    case type_kind::number:
    case type_kind::enumeration:
    case type_kind::timestamp: {
      const level enforced = m != nullptr ? m->enforced_from : level::reference;
      std::optional<std::string> json = scalar(type, m, enforced, std::nullopt);
      if (!json) ++unsatisfied_;
      node.text = json ? std::move(*json) : "null";
      break;
    }
    case type_kind::any: return any_value(depth);
    case type_kind::free_object: return any_object(depth);
    case type_kind::object: return object(type.object(), depth);
    case type_kind::array:
    case type_kind::map: return container(type, m, depth);
    case type_kind::one_of: {
      const type_schema& one = simplest_at(type, depth);
      node = value(one, nullptr, depth);
      break;
    }
    case type_kind::typed_or_any:
      if (level_ < type.typed_from && from_.one_in(4)) {
        // For an object, unknown members would be reported.
        json_node other = any_value(depth);
        if (!other.is_object()) return other;
      }
      return value(type.alternatives[0], nullptr, depth);
    case type_kind::tagged: return tagged(type, depth);
    }
    return node;
  }

  /// Returns an alternative of a union. At the depth limit, it prefers a scalar.
  const type_schema& simplest_at(const type_schema& type, unsigned depth) {
    if (!is_deep(depth)) return from_.pick(type.alternatives);
    for (const type_schema& t : type.alternatives)
      if (type_kind_is_scalar(t.kind)) return t;
    return type.alternatives[0];
  }

  /// Returns an alternative of a union whose alternatives hold the tag.
  json_node tagged(const type_schema& type, unsigned depth) {
    if (type.tag.empty()) return any_object(depth); // the tag is beside it: see object()
    if (type.keeps_unknown && from_.one_in(12)) {
      json_node unknown = any_object(depth);
      if (unknown.find(type.tag) == nullptr) return unknown;
    }
    // Alternatives that contain others usually come last.
    const std::size_t i = !is_deep(depth) ? from_.below(type.names.size()) : 0;
    json_node node = value(type.alternatives[i], nullptr, depth);
    json_node tag;
    tag.text = quoted(from_, type.names[i]);
    tag.name = quoted(from_, type.tag);
    const std::size_t at = from_.one_in(4) ? from_.below(node.children.size() + 1) : 0;
    node.children.insert(node.children.begin() + static_cast<std::ptrdiff_t>(at), std::move(tag));
    return node;
  }

  json_node container(const type_schema& type, const member_schema* m, unsigned depth) {
    json_node node;
    node.is = type.kind == type_kind::map ? json_node::shape::object : json_node::shape::array;
    const count_limits limits = counts_of(type, m);
    std::size_t count = limits.min;
    if (!is_deep(depth)) {
      const std::size_t room = std::min<std::size_t>(limits.max - limits.min, 4);
      count += from_.one_in(16) ? std::min<std::size_t>(limits.max - limits.min, 40)
                                : from_.below(room + 1);
    }
    const borrowed_choices outer(from_);
    for (std::size_t tries = 0; node.children.size() < count && tries < count + max_tries;
         ++tries) {
      outer.renew(tries);
      json_node element = value(*type.element, nullptr, depth);
      if (limits.unique && std::any_of(node.children.begin(), node.children.end(),
                                       [&](const json_node& c) { return are_equal(c, element); }))
        continue;
      if (node.is_object())
        add_named(node, from_.one_in(2) ? any_label(from_) : any_name(from_), std::move(element));
      else node.children.push_back(std::move(element));
    }
    if (node.children.size() < limits.min) ++unsatisfied_;
    return node;
  }

  void add_unknown_members(json_node& out, const object_schema& schema, std::size_t share) {
    if (share < 2 || level_ == level::strict || level_ >= schema.closed_from ||
        schema.unknown == unknown_members::ignored || !from_.one_in(6))
      return;
    for (std::size_t n = from_.between(1, 3); n != 0; --n) {
      const std::string name = any_name(from_);
      if (schema.find(name) == nullptr) add_named(out, name, any_value(2));
    }
  }

  void shuffle(json_node::list& list) {
    for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[from_.below(i)]);
  }

  /// Returns the JSON of a scalar that is probably valid; or, with `near`, nearly valid.
  std::string scalar_candidate(const type_schema& type, const member_schema* m, std::size_t attempt,
                               bool near) {
    const std::span<const rule> rules = m != nullptr ? m->rules : std::span<const rule>();
    if (m != nullptr && !near && !m->examples.empty() &&
        (from_.one_in(3) || attempt > max_tries / 2))
      return std::string(from_.pick(m->examples));
    switch (type.kind) {
    case type_kind::boolean: return from_.one_in(2) ? "true" : "false";
    case type_kind::integer:
    case type_kind::number: return number_near(from_, type, rules);
    case type_kind::enumeration:
      return quoted(from_, near && !from_.one_in(3) ? near_choice(type.names)
                                                    : std::string(from_.pick(type.names)));
    case type_kind::timestamp:
      return quoted(from_,
                    near ? text_near_format(from_, text_format::date_time) : any_date_time(from_));
    default: return quoted(from_, text_candidate(rules, near));
    }
  }

  /// Returns a name that is nearly one of these. Parsers that ignore case, or compare only
  /// prefixes, accept it.
  std::string near_choice(std::span<const std::string_view> names) {
    std::string out(names.empty() ? std::string_view() : from_.pick(names));
    switch (from_.below(4)) {
    case 0: return out + 's';
    case 1:
      for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      return out;
    case 2:
      out.resize(out.size() / 2);
      while (!out.empty() && static_cast<signed char>(out.back()) < 0)
        out.pop_back(); // not half a character
      return out;
    default: return any_text(from_);
    }
  }

  std::string text_candidate(std::span<const rule> rules, bool near) {
    constexpr std::size_t no_limit = ~std::size_t{0};
    struct {
      std::size_t min = 0, max = no_limit;
    } bytes, counted;
    text_format format = text_format::any;
    for (const rule& r : rules) {
      if (r.from > level_) continue;
      const auto size = static_cast<std::size_t>(r.size);
      switch (r.kind) {
      case rule_kind::one_of:
        return near ? near_choice(r.choices) : std::string(from_.pick(r.choices));
      case rule_kind::format: format = r.format; break;
      case rule_kind::min_length: bytes.min = std::max(bytes.min, size); break;
      case rule_kind::max_length: bytes.max = std::min(bytes.max, size); break;
      case rule_kind::min_characters: counted.min = std::max(counted.min, size); break;
      case rule_kind::max_characters: counted.max = std::min(counted.max, size); break;
      default: break;
      }
    }
    const std::size_t min = std::max(bytes.min, counted.min),
                      max = std::min(bytes.max, counted.max);
    const bool is_limited = min != 0 || max != no_limit;
    if (format != text_format::any) {
      if (near) return text_near_format(from_, format);
      return is_limited && !from_.one_in(3) ? text_of_format(from_, format, min, max)
                                            : text_of_format(from_, format);
    }
    if (!is_limited) return any_text(from_);
    if (min > max) return wide_characters(counted.min, counted.max, bytes.min);
    constexpr std::size_t far = 1'000'000;
    switch (from_.below(4)) {
    case 0: return characters(from_, min);
    case 1: return characters(from_, std::min(max, min + 1000));
    case 2: return characters(from_, near && min != 0 ? min - 1 : min + 1);
    default:
      if (near) return characters(from_, std::min(max, far) + 1);
      return characters(from_, from_.between(min, std::min(max, min + 30)));
    }
  }

  /// Returns at most `max` characters with at least `bytes` bytes.
  std::string wide_characters(std::size_t min, std::size_t max, std::size_t bytes) {
    std::string out;
    std::size_t count = 0;
    for (; count < max && (count < min || out.size() < bytes); ++count)
      append_utf8(out, from_.one_in(2) ? 0x1F600 : 0x10FFFF);
    return out;
  }

  source& from_;
  level level_;
  std::size_t unsatisfied_ = 0;
  std::size_t values_ = 0; ///< number of values made so far
};

} // namespace assay::testing::detail
