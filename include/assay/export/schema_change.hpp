// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace assay {

/// For whom a change of a schema is compatible.
struct schema_compatibility {
  bool writers = true; ///< what writers of the old schema send, the new one still accepts
  bool readers = true; ///< what writers of the new schema send, readers of the old one understand

  friend constexpr schema_compatibility operator&(schema_compatibility a,
                                                  schema_compatibility b) noexcept {
    return {a.writers && b.writers, a.readers && b.readers};
  }
  friend constexpr bool operator==(schema_compatibility, schema_compatibility) = default;
};

/// What changed at one place of a schema. `schema_change_rows()` says it in words.
enum class schema_change_kind : std::uint8_t {
  member_added,
  required_member_added,
  member_removed,
  member_required,
  member_optional,
  member_forbidden,
  member_allowed,
  unknown_members_accepted,
  unknown_members_refused,
  null_accepted,
  null_refused,
  type_widened,
  type_narrowed,
  type_changed,
  spellings_accepted,
  spellings_refused,
  choice_added,
  choice_removed,
  choices_limited,
  choices_lifted,
  bound_loosened,
  bound_tightened,
  rule_removed,
  rule_added,
  rule_changed,
  alternative_added,
  alternative_removed,
  default_changed,
  deprecated,
  undeprecated,
  text_changed,
  cannot_compare,
};

/// Whether a kind of change is compatible: always, never, or where the rest of the schema makes it
/// so.
enum class schema_verdict : std::uint8_t { no, yes, depends };

/// What stands of a kind of change in reports and on the page that lists them.
struct schema_change_row {
  schema_change_kind kind{};
  std::string_view name{};        ///< as reports have it: "member_added"
  std::string_view words{};       ///< what happened, after the place: "is a new optional member"
  schema_verdict writers{};       ///< whether it is compatible for writers
  schema_verdict readers{};       ///< and for readers
  std::string_view writers_why{}; ///< where it is not, why: "old writers ..."
  std::string_view readers_why{}; ///< "old readers ..."
};

namespace detail {

inline constexpr schema_change_row schema_change_table[] = {
    {schema_change_kind::member_added, "member_added", "is a new optional member",
     schema_verdict::depends, schema_verdict::depends,
     "may send something else under this name, where unknown members are accepted",
     "refuse it, where they accept no unknown members"},
    {schema_change_kind::required_member_added, "required_member_added", "is a new required member",
     schema_verdict::no, schema_verdict::depends, "do not send it",
     "refuse it, where they accept no unknown members"},
    {schema_change_kind::member_removed, "member_removed", "is no member any more",
     schema_verdict::depends, schema_verdict::depends,
     "may send it, and unknown members are refused",
     "need it, or may get something else under this name"},
    {schema_change_kind::member_required, "member_required", "is required now", schema_verdict::no,
     schema_verdict::yes, "may leave it out", ""},
    {schema_change_kind::member_optional, "member_optional", "is optional now", schema_verdict::yes,
     schema_verdict::no, "", "need it"},
    {schema_change_kind::member_forbidden, "member_forbidden", "must not be there now",
     schema_verdict::depends, schema_verdict::yes, "may send it", ""},
    {schema_change_kind::member_allowed, "member_allowed", "may be there now", schema_verdict::yes,
     schema_verdict::depends, "", "refuse it"},
    {schema_change_kind::unknown_members_accepted, "unknown_members_accepted",
     "takes members that it does not name", schema_verdict::yes, schema_verdict::no, "",
     "refuse members that they do not know"},
    {schema_change_kind::unknown_members_refused, "unknown_members_refused",
     "takes no members that it does not name", schema_verdict::no, schema_verdict::yes,
     "may send members that have no names here", ""},
    {schema_change_kind::null_accepted, "null_accepted", "may be null now", schema_verdict::yes,
     schema_verdict::no, "", "expect no null"},
    {schema_change_kind::null_refused, "null_refused", "may not be null any more",
     schema_verdict::no, schema_verdict::yes, "may send null", ""},
    {schema_change_kind::type_widened, "type_widened", "takes more types", schema_verdict::yes,
     schema_verdict::no, "", "do not know the new types"},
    {schema_change_kind::type_narrowed, "type_narrowed", "takes fewer types", schema_verdict::no,
     schema_verdict::yes, "may send another type", ""},
    {schema_change_kind::type_changed, "type_changed", "is of another type", schema_verdict::no,
     schema_verdict::no, "send the old type", "know the old type only"},
    {schema_change_kind::spellings_accepted, "spellings_accepted",
     "takes integers spelled as 1.0 or 1e3", schema_verdict::yes, schema_verdict::no, "",
     "may refuse an integer that is spelled so"},
    {schema_change_kind::spellings_refused, "spellings_refused",
     "takes no integers spelled as 1.0 or 1e3", schema_verdict::no, schema_verdict::yes,
     "may spell an integer so", ""},
    {schema_change_kind::choice_added, "choice_added", "has a new choice", schema_verdict::yes,
     schema_verdict::no, "", "do not know the new choice"},
    {schema_change_kind::choice_removed, "choice_removed", "has lost a choice", schema_verdict::no,
     schema_verdict::yes, "may send what is no choice any more", ""},
    {schema_change_kind::choices_limited, "choices_limited", "is one of some choices now",
     schema_verdict::no, schema_verdict::yes, "may send another value", ""},
    {schema_change_kind::choices_lifted, "choices_lifted",
     "may be another value than the old choices", schema_verdict::yes, schema_verdict::no, "",
     "know the old choices only"},
    {schema_change_kind::bound_loosened, "bound_loosened", "has a looser bound",
     schema_verdict::yes, schema_verdict::no, "", "do not expect what lies beyond the old one"},
    {schema_change_kind::bound_tightened, "bound_tightened", "has a tighter bound",
     schema_verdict::no, schema_verdict::yes, "may send what lies beyond the new one", ""},
    {schema_change_kind::rule_removed, "rule_removed", "has lost a rule", schema_verdict::yes,
     schema_verdict::no, "", "rely on it"},
    {schema_change_kind::rule_added, "rule_added", "has a new rule", schema_verdict::no,
     schema_verdict::yes, "do not keep it", ""},
    {schema_change_kind::rule_changed, "rule_changed", "has another rule", schema_verdict::depends,
     schema_verdict::depends, "keep the old one, which may accept more",
     "rely on the old one, which may accept less"},
    {schema_change_kind::alternative_added, "alternative_added", "has a new alternative",
     schema_verdict::depends, schema_verdict::depends,
     "may send it in another form, as something unknown", "do not know it"},
    {schema_change_kind::alternative_removed, "alternative_removed", "has lost an alternative",
     schema_verdict::depends, schema_verdict::depends, "may send it",
     "may get it in another form, as something unknown"},
    {schema_change_kind::default_changed, "default_changed", "has another default",
     schema_verdict::depends, schema_verdict::depends, "leave it out and mean the old one",
     "take the old one for what is left out"},
    {schema_change_kind::deprecated, "deprecated", "is deprecated now", schema_verdict::yes,
     schema_verdict::yes, "", ""},
    {schema_change_kind::undeprecated, "undeprecated", "is deprecated no more", schema_verdict::yes,
     schema_verdict::yes, "", ""},
    {schema_change_kind::text_changed, "text_changed", "is explained in other words",
     schema_verdict::yes, schema_verdict::yes, "", ""},
    {schema_change_kind::cannot_compare, "cannot_compare", "cannot be compared", schema_verdict::no,
     schema_verdict::no, "may send what is refused now", "may get what they do not know"},
};

} // namespace detail

/// The kinds of changes, each at the place of its number, for whoever lists them.
constexpr std::span<const schema_change_row> schema_change_rows() noexcept {
  return detail::schema_change_table;
}

/// The row of a kind.
constexpr const schema_change_row& row_of(schema_change_kind k) noexcept {
  return detail::schema_change_table[static_cast<std::size_t>(k)];
}

/// The kind's name, as reports have it: "member_added".
constexpr std::string_view name_of(schema_change_kind k) noexcept { return row_of(k).name; }

/// One change between two schemas.
struct schema_change {
  schema_change_kind kind{};
  schema_compatibility compatible_for{};
  /// Where in the events: a JSON Pointer, `*` standing for any element, or any member that has no
  /// name in the schema. Empty for the whole.
  std::string path{};
  /// In which alternatives of unions, the outermost first: `type "llm_call"`. Empty for all.
  std::string when{};
  std::string object{};    ///< the definition of the schema that it belongs to
  std::string keyword{};   ///< the keyword of JSON Schema that says it
  std::string was{};       ///< in the old schema, in words; may be empty
  std::string is{};        ///< in the new one
  std::string old_place{}; ///< a JSON Pointer into the old schema; empty: the whole, or nowhere
  std::string new_place{}; ///< and into the new one

  friend bool operator==(const schema_change&, const schema_change&) = default;
};

} // namespace assay
