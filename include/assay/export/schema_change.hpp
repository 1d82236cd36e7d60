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
  bool writers = true; ///< the new schema accepts what writers of the old schema send
  bool readers = true; ///< readers of the old schema understand what writers of the new schema send

  /// Returns for whom two changes together are compatible.
  friend constexpr schema_compatibility operator&(schema_compatibility a,
                                                  schema_compatibility b) noexcept {
    return {a.writers && b.writers, a.readers && b.readers};
  }
  /// Compares both members.
  friend constexpr bool operator==(schema_compatibility, schema_compatibility) = default;
};

/// What changed at one place of a schema. `schema_change_rows()` describes each kind.
enum class schema_change_kind : std::uint8_t {
  member_added,             ///< a new optional member
  required_member_added,    ///< a new required member
  member_removed,           ///< a member was removed
  member_required,          ///< an optional member became required
  member_optional,          ///< a required member became optional
  member_forbidden,         ///< a member must no longer be present
  member_allowed,           ///< a forbidden member may be present
  unknown_members_accepted, ///< unknown members are no longer rejected
  unknown_members_refused,  ///< unknown members are rejected
  null_accepted,            ///< null is accepted
  null_refused,             ///< null is rejected
  type_widened,             ///< more types are accepted
  type_narrowed,            ///< fewer types are accepted
  type_changed,             ///< another type is accepted
  spellings_accepted,       ///< integers such as 1.0 and 1e3 are accepted
  spellings_refused,        ///< integers such as 1.0 and 1e3 are rejected
  choice_added,             ///< a list of choices is longer
  choice_removed,           ///< a list of choices is shorter
  choices_limited,          ///< any value was accepted; now there is a list of choices
  choices_lifted,           ///< there was a list of choices; now any value is accepted
  bound_loosened,           ///< a bound accepts more
  bound_tightened,          ///< a bound accepts less
  rule_removed,             ///< a rule was removed
  rule_added,               ///< a rule was added
  rule_changed,             ///< a rule was replaced by another
  alternative_added,        ///< a union has a new alternative
  alternative_removed,      ///< an alternative of a union was removed
  default_changed,          ///< a default value changed
  deprecated,               ///< a member became deprecated
  undeprecated,             ///< a member is no longer deprecated
  text_changed,             ///< only descriptions, titles or examples changed
  cannot_compare,           ///< the comparison does not understand the schemas
};

/// Whether a kind of change is compatible.
enum class schema_verdict : std::uint8_t {
  no,     ///< never
  yes,    ///< always
  depends ///< depends on the rest of the schema
};

/// The description of a kind of change, for reports and documentation.
struct schema_change_row {
  schema_change_kind kind{};      ///< the kind that the row describes
  std::string_view name{};        ///< as in reports: "member_added"
  std::string_view words{};       ///< what happened, after the place: "is a new optional member"
  schema_verdict writers{};       ///< whether it is compatible for writers
  schema_verdict readers{};       ///< whether it is compatible for readers
  std::string_view writers_why{}; ///< why it is not, after "old writers"
  std::string_view readers_why{}; ///< why it is not, after "old readers"
};

namespace detail {

inline constexpr schema_change_row schema_change_table[] = {
    {schema_change_kind::member_added, "member_added", "is a new optional member",
     schema_verdict::depends, schema_verdict::depends,
     "may already send other values under this name, if unknown members are accepted",
     "reject it, if they accept no unknown members"},
    {schema_change_kind::required_member_added, "required_member_added", "is a new required member",
     schema_verdict::no, schema_verdict::depends, "do not send it",
     "reject it, if they accept no unknown members"},
    {schema_change_kind::member_removed, "member_removed", "was removed", schema_verdict::depends,
     schema_verdict::depends, "may send it, if unknown members are rejected",
     "need it, or may receive other values under this name"},
    {schema_change_kind::member_required, "member_required", "is now required", schema_verdict::no,
     schema_verdict::yes, "may omit it", ""},
    {schema_change_kind::member_optional, "member_optional", "is now optional", schema_verdict::yes,
     schema_verdict::no, "", "need it"},
    {schema_change_kind::member_forbidden, "member_forbidden", "is now forbidden",
     schema_verdict::depends, schema_verdict::yes, "may send it", ""},
    {schema_change_kind::member_allowed, "member_allowed", "is now allowed", schema_verdict::yes,
     schema_verdict::depends, "", "reject it"},
    {schema_change_kind::unknown_members_accepted, "unknown_members_accepted",
     "now accepts unknown members", schema_verdict::yes, schema_verdict::no, "",
     "reject unknown members"},
    {schema_change_kind::unknown_members_refused, "unknown_members_refused",
     "no longer accepts unknown members", schema_verdict::no, schema_verdict::yes,
     "may send unknown members", ""},
    {schema_change_kind::null_accepted, "null_accepted", "may now be null", schema_verdict::yes,
     schema_verdict::no, "", "do not expect null"},
    {schema_change_kind::null_refused, "null_refused", "may no longer be null", schema_verdict::no,
     schema_verdict::yes, "may send null", ""},
    {schema_change_kind::type_widened, "type_widened", "accepts more types", schema_verdict::yes,
     schema_verdict::no, "", "do not know the new types"},
    {schema_change_kind::type_narrowed, "type_narrowed", "accepts fewer types", schema_verdict::no,
     schema_verdict::yes, "may send another type", ""},
    {schema_change_kind::type_changed, "type_changed", "has another type", schema_verdict::no,
     schema_verdict::no, "send the old type", "know only the old type"},
    {schema_change_kind::spellings_accepted, "spellings_accepted",
     "now accepts integers written as 1.0 or 1e3", schema_verdict::yes, schema_verdict::no, "",
     "may reject integers written this way"},
    {schema_change_kind::spellings_refused, "spellings_refused",
     "no longer accepts integers written as 1.0 or 1e3", schema_verdict::no, schema_verdict::yes,
     "may write integers this way", ""},
    {schema_change_kind::choice_added, "choice_added", "has a new choice", schema_verdict::yes,
     schema_verdict::no, "", "do not know the new choice"},
    {schema_change_kind::choice_removed, "choice_removed", "lost a choice", schema_verdict::no,
     schema_verdict::yes, "may send the removed choice", ""},
    {schema_change_kind::choices_limited, "choices_limited", "is now limited to choices",
     schema_verdict::no, schema_verdict::yes, "may send another value", ""},
    {schema_change_kind::choices_lifted, "choices_lifted", "is no longer limited to choices",
     schema_verdict::yes, schema_verdict::no, "", "know only the old choices"},
    {schema_change_kind::bound_loosened, "bound_loosened", "has a looser bound",
     schema_verdict::yes, schema_verdict::no, "", "do not expect values beyond the old one"},
    {schema_change_kind::bound_tightened, "bound_tightened", "has a tighter bound",
     schema_verdict::no, schema_verdict::yes, "may send values beyond the new one", ""},
    {schema_change_kind::rule_removed, "rule_removed", "lost a rule", schema_verdict::yes,
     schema_verdict::no, "", "rely on it"},
    {schema_change_kind::rule_added, "rule_added", "has a new rule", schema_verdict::no,
     schema_verdict::yes, "may break it", ""},
    {schema_change_kind::rule_changed, "rule_changed", "has a different rule",
     schema_verdict::depends, schema_verdict::depends, "follow the old rule, which may accept more",
     "rely on the old rule, which may accept less"},
    {schema_change_kind::alternative_added, "alternative_added", "has a new alternative",
     schema_verdict::depends, schema_verdict::depends,
     "may send it in another form, as an unknown alternative", "do not know it"},
    {schema_change_kind::alternative_removed, "alternative_removed", "lost an alternative",
     schema_verdict::depends, schema_verdict::depends, "may send it",
     "may receive it in another form, as an unknown alternative"},
    {schema_change_kind::default_changed, "default_changed", "has a different default",
     schema_verdict::depends, schema_verdict::depends, "omit it and mean the old default",
     "assume the old default if it is missing"},
    {schema_change_kind::deprecated, "deprecated", "is now deprecated", schema_verdict::yes,
     schema_verdict::yes, "", ""},
    {schema_change_kind::undeprecated, "undeprecated", "is no longer deprecated",
     schema_verdict::yes, schema_verdict::yes, "", ""},
    {schema_change_kind::text_changed, "text_changed", "is described differently",
     schema_verdict::yes, schema_verdict::yes, "", ""},
    {schema_change_kind::cannot_compare, "cannot_compare", "cannot be compared", schema_verdict::no,
     schema_verdict::no, "may send values that are now rejected",
     "may receive values that they do not know"},
};

} // namespace detail

/// Returns the descriptions of all kinds of changes, in the order of `schema_change_kind`.
constexpr std::span<const schema_change_row> schema_change_rows() noexcept {
  return detail::schema_change_table;
}

/// Returns the description of a kind.
constexpr const schema_change_row& row_of(schema_change_kind k) noexcept {
  return detail::schema_change_table[static_cast<std::size_t>(k)];
}

/// Returns the name of a kind, as in reports: "member_added".
constexpr std::string_view name_of(schema_change_kind k) noexcept { return row_of(k).name; }

/// One change between two schemas.
struct schema_change {
  schema_change_kind kind{};             ///< what changed
  schema_compatibility compatible_for{}; ///< for whom it is compatible
  /// The place in events: a JSON Pointer. `*` means any element, or any member without a name in
  /// the schema. Empty: the whole event.
  std::string path{};
  /// The alternatives of unions that the change affects, the outermost first: `type "llm_call"`.
  /// Empty: all.
  std::string when{};
  std::string object{};  ///< the definition in the schema that it belongs to
  std::string keyword{}; ///< the keyword of JSON Schema that changed
  std::string was{};     ///< the old value, for people; may be empty
  std::string is{};      ///< the new value, for people; may be empty
  /// A JSON Pointer into the old schema; empty for the whole schema, or if there is no place.
  std::string old_place{};
  std::string new_place{}; ///< a JSON Pointer into the new schema

  /// Compares all members.
  friend bool operator==(const schema_change&, const schema_change&) = default;
};

} // namespace assay
