// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/code.hpp"
#include "assay/error/violation.hpp"
#include "assay/schema/schema.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// The number of occurrences of an item of a schema.
struct coverage_count {
  std::string_view name;   ///< the name of the item
  std::uint64_t count = 0; ///< the number of occurrences
  /// Compares all members.
  friend bool operator==(const coverage_count&, const coverage_count&) = default;
};

/// The numbers of occurrences of a list's items.
struct coverage_counts {
  std::vector<coverage_count>
      list; ///< all items, in the order of the schema, including those that never occurred
  std::uint64_t others = 0; ///< occurrences of values that are not in the list
  /// Compares all members.
  friend bool operator==(const coverage_counts&, const coverage_counts&) = default;
};

/// The occurrences of a member in the accepted events.
struct member_coverage {
  std::string_view name;                 ///< the member's name
  const member_schema* schema = nullptr; ///< the member's schema
  std::uint64_t count =
      0; ///< the number of occurrences; duplicates within an object count separately
  std::uint64_t nulls = 0; ///< the number of null values
  std::uint64_t misfits =
      0; ///< the number of its values, or elements, of a type that its schema does not allow
  coverage_counts alternatives{}; ///< of unions, in the member or in its elements
  coverage_counts choices{}; ///< of enumerations and `one_of`, in the member or in its elements

  /// Returns whether producers should send the member: it is neither deprecated nor forbidden.
  bool is_wanted() const noexcept { return !schema->forbidden && schema->deprecated_from == never; }
  /// Compares all members.
  friend bool operator==(const member_coverage&, const member_coverage&) = default;
};

/// The occurrences of an unknown member.
struct unknown_coverage {
  std::string name;        ///< the member's name
  std::uint64_t count = 0; ///< the number of occurrences
  /// Compares all members.
  friend bool operator==(const unknown_coverage&, const unknown_coverage&) = default;
};

/// The occurrences of an object in the accepted events, at any place.
struct object_coverage {
  std::string_view name;                   ///< the name of its struct
  const object_schema* schema = nullptr;   ///< the object's schema
  std::uint64_t count = 0;                 ///< the number of occurrences
  std::vector<member_coverage> members{};  ///< all members of the schema, in order
  std::vector<unknown_coverage> unknown{}; ///< the most frequent first, then by name
  std::uint64_t other_unknown = 0; ///< occurrences of unknown members whose names are not kept
  /// Compares all members.
  friend bool operator==(const object_coverage&, const object_coverage&) = default;
};

/// The number of violations with a code for a member, or for the object itself if `member` is
/// empty.
struct finding_coverage {
  std::string_view object; ///< the name of the object's struct; empty: no object of the schema, for
                           ///< example for invalid JSON
  std::string_view member; ///< the member's name
  assay::severity severity{}; ///< the severity of the violation
  assay::code code{};         ///< the code of the violation
  std::uint64_t count = 0;    ///< the number of occurrences
  /// Compares all members.
  friend bool operator==(const finding_coverage&, const finding_coverage&) = default;
};

/// A snapshot of what a `schema_coverage` counted. It is independent of the counter.
struct coverage_summary {
  std::uint64_t accepted = 0,               ///< the number of accepted events
      rejected = 0;                         ///< the number of rejected events
  coverage_counts alternatives{};           ///< of the event itself, if it is a union
  std::vector<object_coverage> objects{};   ///< of all objects of the schema, the outermost first
  std::vector<finding_coverage> findings{}; ///< in the order of objects and members
  /// Compares all members.
  friend bool operator==(const coverage_summary&, const coverage_summary&) = default;
};

/// The number of items of one kind in a schema, and the number of those that occurred.
struct coverage_share {
  std::size_t seen = 0, ///< the number of items that occurred
      all = 0;          ///< the number of all items
  /// Compares all members.
  friend bool operator==(const coverage_share&, const coverage_share&) = default;
};

/// Returns the share of members, without those that are deprecated or forbidden. Linear.
inline coverage_share share_of_members(const coverage_summary& s) noexcept {
  coverage_share out;
  for (const object_coverage& o : s.objects)
    for (const member_coverage& m : o.members) {
      out.all += m.is_wanted();
      out.seen += m.is_wanted() && m.count != 0;
    }
  return out;
}

namespace analysis::detail {

inline void add_share(coverage_share& to, const coverage_counts& of) noexcept {
  to.all += of.list.size();
  for (const coverage_count& c : of.list) to.seen += c.count != 0;
}

} // namespace analysis::detail

/// Returns the share of the alternatives of unions, without those of members that are deprecated or
/// forbidden. Linear.
inline coverage_share share_of_alternatives(const coverage_summary& s) noexcept {
  coverage_share out;
  analysis::detail::add_share(out, s.alternatives);
  for (const object_coverage& o : s.objects)
    for (const member_coverage& m : o.members)
      if (m.is_wanted()) analysis::detail::add_share(out, m.alternatives);
  return out;
}

/// Returns the share of the choices of enumerations and of `one_of`, without those of members that
/// are deprecated or forbidden. Linear.
inline coverage_share share_of_choices(const coverage_summary& s) noexcept {
  coverage_share out;
  for (const object_coverage& o : s.objects)
    for (const member_coverage& m : o.members)
      if (m.is_wanted()) analysis::detail::add_share(out, m.choices);
  return out;
}

/// An item of a schema that never occurred.
struct unseen {
  /// The kinds of items.
  enum class part : std::uint8_t {
    object,      ///< an object
    member,      ///< a member of an object
    alternative, ///< an alternative of a union
    choice       ///< a choice of an enumeration or of `one_of`
  };
  part what{}; ///< the kind of the item
  /// The name of the item: "tool_call" or "tool_call.tool_name". For an alternative or a choice,
  /// the member and the name: "event.payload: tool_call".
  std::string name{};
  /// Compares all members.
  friend bool operator==(const unseen&, const unseen&) = default;
};

/// Returns all items that never occurred, in the order of the schema, without members that are
/// deprecated or forbidden. If an object never occurred, its members are left out; if a member
/// never occurred, its alternatives and choices are left out. Linear; allocates.
template <class = void>
std::vector<unseen> never_seen(const coverage_summary& s) {
  std::vector<unseen> out;
  const auto add = [&](unseen::part what, const std::string& of, const coverage_counts& counts) {
    for (const coverage_count& c : counts.list)
      if (c.count == 0) out.push_back({what, of + ": " + std::string(c.name)});
  };
  add(unseen::part::alternative, "(event)", s.alternatives);
  for (const object_coverage& o : s.objects) {
    if (o.count == 0) {
      out.push_back({unseen::part::object, std::string(o.name)});
      continue;
    }
    for (const member_coverage& m : o.members) {
      if (!m.is_wanted()) continue;
      const std::string name = std::string(o.name) + '.' + std::string(m.name);
      if (m.count == 0) {
        out.push_back({unseen::part::member, name});
        continue;
      }
      add(unseen::part::alternative, name, m.alternatives);
      add(unseen::part::choice, name, m.choices);
    }
  }
  return out;
}

} // namespace assay
