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

/// How often one thing of a schema occurred.
struct coverage_count {
  std::string_view name;
  std::uint64_t count = 0;
  friend bool operator==(const coverage_count&, const coverage_count&) = default;
};

/// How often things of a list occurred, in their order, those that never did among them.
struct coverage_counts {
  std::vector<coverage_count> list;
  std::uint64_t others = 0; ///< what is not in the list
  friend bool operator==(const coverage_counts&, const coverage_counts&) = default;
};

/// What the accepted events had of a member.
struct member_coverage {
  std::string_view name;
  const member_schema* schema = nullptr;
  std::uint64_t count = 0;   ///< how often it was there; given twice in an object, twice
  std::uint64_t nulls = 0;   ///< how often as null
  std::uint64_t misfits = 0; ///< its values, or elements, of a kind that its type does not take
  coverage_counts alternatives{}; ///< of unions, in it or in its elements
  coverage_counts choices{};      ///< of enumerations and `one_of`, likewise

  /// Whether producers are to send it: it is neither deprecated nor forbidden.
  bool is_wanted() const noexcept { return !schema->forbidden && schema->deprecated_from == never; }
  friend bool operator==(const member_coverage&, const member_coverage&) = default;
};

/// A name that a schema does not have.
struct unknown_coverage {
  std::string name;
  std::uint64_t count = 0;
  friend bool operator==(const unknown_coverage&, const unknown_coverage&) = default;
};

/// What the accepted events had of an object, wherever it stood.
struct object_coverage {
  std::string_view name; ///< that of its struct
  const object_schema* schema = nullptr;
  std::uint64_t count = 0;
  std::vector<member_coverage> members{};
  std::vector<unknown_coverage> unknown{}; ///< the most frequent first, then by name
  std::uint64_t other_unknown = 0;         ///< how often those were there whose names are not kept
  friend bool operator==(const object_coverage&, const object_coverage&) = default;
};

/// How often a code was reported of a member, or of the object itself where that is empty.
struct finding_coverage {
  std::string_view object; ///< empty: of no object of the schema, such as a text that is not JSON
  std::string_view member;
  assay::severity severity{};
  assay::code code{};
  std::uint64_t count = 0;
  friend bool operator==(const finding_coverage&, const finding_coverage&) = default;
};

/// What events had of a schema: what a `schema_coverage` counted until it was asked. A value by
/// itself.
struct coverage_summary {
  std::uint64_t accepted = 0, rejected = 0;
  coverage_counts alternatives{};           ///< of the event itself, where it is a union
  std::vector<object_coverage> objects{};   ///< of all objects of the schema, the outermost first
  std::vector<finding_coverage> findings{}; ///< in the order of objects and members
  friend bool operator==(const coverage_summary&, const coverage_summary&) = default;
};

/// How many of a kind there are in a schema, and how many of them occurred.
struct coverage_share {
  std::size_t seen = 0, all = 0;
  friend bool operator==(const coverage_share&, const coverage_share&) = default;
};

/// The members, without those that nobody is to send. Linear.
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

/// The alternatives of unions, without those of members that nobody is to send. Linear.
inline coverage_share share_of_alternatives(const coverage_summary& s) noexcept {
  coverage_share out;
  analysis::detail::add_share(out, s.alternatives);
  for (const object_coverage& o : s.objects)
    for (const member_coverage& m : o.members)
      if (m.is_wanted()) analysis::detail::add_share(out, m.alternatives);
  return out;
}

/// The choices of enumerations and of `one_of`, likewise. Linear.
inline coverage_share share_of_choices(const coverage_summary& s) noexcept {
  coverage_share out;
  for (const object_coverage& o : s.objects)
    for (const member_coverage& m : o.members)
      if (m.is_wanted()) analysis::detail::add_share(out, m.choices);
  return out;
}

/// What no event had.
struct unseen {
  enum class part : std::uint8_t { object, member, alternative, choice };
  part what{};
  /// "tool_call", "tool_call.tool_name"; "event.payload: tool_call", the member and which of its
  /// alternatives or choices.
  std::string name{};
  friend bool operator==(const unseen&, const unseen&) = default;
};

/// All that no event had and that producers are to send, in the order of the schema. Of an object
/// that never occurred its members are left out, and of a member that never did its choices and
/// alternatives. Linear; allocates.
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
