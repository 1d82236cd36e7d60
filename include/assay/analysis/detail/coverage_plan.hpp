// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/kind.hpp"
#include "assay/schema/schema.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::analysis::detail {

inline constexpr std::uint32_t no_place = UINT32_MAX;

constexpr unsigned bit_of(kind k) noexcept { return 1u << static_cast<unsigned>(k); }

/// Returns the JSON types that a type allows, as bits; without null, unless the type allows any
/// value.
inline unsigned kinds_of(const type_schema& type) noexcept {
  switch (type.kind) {
  case type_kind::none: return 0;
  case type_kind::string:
  case type_kind::enumeration:
  case type_kind::timestamp: return bit_of(kind::string);
  case type_kind::boolean: return bit_of(kind::boolean);
  case type_kind::integer:
  case type_kind::number: return bit_of(kind::number);
  case type_kind::array: return bit_of(kind::array);
  case type_kind::object:
  case type_kind::free_object:
  case type_kind::map:
  case type_kind::tagged: return bit_of(kind::object);
  case type_kind::any:
  case type_kind::typed_or_any: return ~0u;
  case type_kind::one_of: break;
  }
  unsigned all = 0;
  for (const type_schema& t : type.alternatives) all |= kinds_of(t);
  return all;
}

/// Finds names in a list. Logarithmic: sizes are compared first.
class name_table {
 public:
  void add(std::string_view name) {
    const entry added{name, static_cast<std::uint32_t>(sorted_.size())};
    sorted_.insert(std::upper_bound(sorted_.begin(), sorted_.end(), added, is_before), added);
    names_.push_back(name);
  }
  std::string_view name(std::size_t place) const noexcept { return names_[place]; }
  std::size_t size() const noexcept { return sorted_.size(); }

  /// Returns the name's position in the list, the first one of duplicates, or `no_place`.
  std::uint32_t find(std::string_view name) const noexcept {
    const auto found = std::lower_bound(sorted_.begin(), sorted_.end(), entry{name, 0}, is_before);
    return found != sorted_.end() && found->name == name ? found->place : no_place;
  }

 private:
  struct entry {
    std::string_view name;
    std::uint32_t place;
  };
  static bool is_before(const entry& a, const entry& b) noexcept {
    return a.name.size() != b.name.size() ? a.name.size() < b.name.size() : a.name < b.name;
  }

  std::vector<std::string_view> names_;
  std::vector<entry> sorted_;
};

/// A place for values of a type: a member, its elements, an alternative and so on.
struct coverage_place {
  type_kind kind = type_kind::none;
  std::string_view name{};          ///< of the type, in messages
  bool has_choices = false;         ///< `names` are those of an enumeration or of `one_of`
  unsigned kinds = 0;               ///< the result of `kinds_of`
  std::uint32_t misfits = no_place; ///< the counter of values of other types
  std::uint32_t counts = no_place;  ///< the counters of choices or alternatives, and of others
  std::uint32_t object = no_place;  ///< of an object: its position among the objects
  std::uint32_t inner = no_place;   ///< the place of elements, or of the first alternative
  std::uint32_t inner_count = 0;
  std::string_view tag{}; ///< of a union whose alternatives contain it
  name_table names{};     ///< of choices, or of a union's tags
};

struct coverage_member {
  std::string_view name;
  const member_schema* schema = nullptr;
  std::uint32_t place = no_place;
  std::uint32_t counts =
      no_place;             ///< the counter of its occurrences, followed by that of its nulls
  std::string_view guess{}; ///< the name if JSON spells it without escapes, else empty
};

struct coverage_object {
  const object_schema* schema = nullptr;
  std::uint32_t count = no_place; ///< the counter of its occurrences
  std::uint32_t tag = no_place;   ///< the member that names the alternative of `tagged`
  std::uint32_t tagged = no_place;
  std::vector<coverage_member> members{};
  name_table names{};
};

/// Assigns a counter to each item of a schema. Made once for a type, then constant.
class coverage_plan {
 public:
  explicit coverage_plan(const type_schema& type) {
    root_ = add_place(type, nullptr);
    for (std::size_t i = 0; i < objects_.size(); ++i) add_members(i);
  }

  std::uint32_t root() const noexcept { return root_; }
  std::size_t counters() const noexcept { return counters_; }
  /// Returns the objects, the outermost first.
  std::span<const coverage_object> objects() const noexcept { return objects_; }
  const coverage_object& object(std::uint32_t i) const noexcept { return objects_[i]; }
  const coverage_place& place(std::uint32_t i) const noexcept { return places_[i]; }

 private:
  std::uint32_t new_counters(std::size_t n) {
    return static_cast<std::uint32_t>(std::exchange(counters_, counters_ + n));
  }

  std::uint32_t object_of(const object_schema& schema) {
    for (std::size_t i = 0; i < objects_.size(); ++i)
      if (objects_[i].schema == &schema) return static_cast<std::uint32_t>(i);
    coverage_object& added = objects_.emplace_back();
    added.schema = &schema;
    added.count = new_counters(1);
    return static_cast<std::uint32_t>(objects_.size() - 1);
  }

  std::uint32_t add_place(const type_schema& type, const member_schema* member) {
    const auto i = static_cast<std::uint32_t>(places_.size());
    places_.emplace_back();
    fill(i, type, member);
    return i;
  }

  /// Adding a place may move the others, so places are referred to by number.
  void fill(std::uint32_t i, const type_schema& type, const member_schema* member) {
    coverage_place out;
    out.kind = type.kind;
    out.name = type.name;
    out.kinds = kinds_of(type);
    out.misfits = new_counters(1);
    out.tag = type.tag;
    for (const std::string_view name : type.names) out.names.add(name);
    out.has_choices = type.kind == type_kind::enumeration;
    if (member != nullptr && type.kind == type_kind::string) add_choices(out, *member);
    if (type.object != nullptr) out.object = object_of(type.object());
    if (type.element != nullptr) out.inner = add_place(*type.element, nullptr);
    if (!type.alternatives.empty()) {
      out.inner = static_cast<std::uint32_t>(places_.size());
      out.inner_count = static_cast<std::uint32_t>(type.alternatives.size());
      places_.resize(places_.size() + out.inner_count);
      for (std::uint32_t n = 0; n < out.inner_count; ++n)
        fill(out.inner + n, type.alternatives[n], nullptr);
    }
    if (out.has_choices || out.inner_count != 0)
      out.counts = new_counters((out.has_choices ? out.names.size() : out.inner_count) + 1);
    places_[i] = std::move(out);
  }

  /// Adds the choices of all levels; each level has at most one rule.
  static void add_choices(coverage_place& to, const member_schema& member) {
    for (const rule& r : member.rules) {
      if (r.kind != rule_kind::one_of) continue;
      to.has_choices = true;
      for (const std::string_view choice : r.choices)
        if (to.names.find(choice) == no_place) to.names.add(choice);
    }
  }

  void add_members(std::size_t i) {
    const object_schema& schema = *objects_[i].schema;
    std::vector<coverage_member> members;
    name_table names;
    for (const member_schema& m : schema.members) {
      static constexpr type_schema anything{.kind = type_kind::any};
      static constexpr type_schema any_text{.kind = type_kind::string};
      const bool is_tag = !schema.tag.empty() && m.name == schema.tag;
      // Tag values are counted as the union's alternatives.
      const type_schema& type = is_tag ? any_text : m.type != nullptr ? *m.type : anything;
      const std::uint32_t place = add_place(type, is_tag ? nullptr : &m);
      const bool is_plain = m.name.find_first_of("\\\"") == m.name.npos;
      members.push_back(
          {m.name, &m, place, new_counters(2), is_plain ? m.name : std::string_view()});
      names.add(m.name);
    }
    coverage_object& to = objects_[i];
    to.members = std::move(members);
    to.names = std::move(names);
    if (schema.tag.empty()) return;
    to.tag = to.names.find(schema.tag);
    to.tagged = to.names.find(schema.tagged);
  }

  std::uint32_t root_ = 0;
  std::size_t counters_ = 0;
  std::vector<coverage_object> objects_;
  std::vector<coverage_place> places_;
};

} // namespace assay::analysis::detail
