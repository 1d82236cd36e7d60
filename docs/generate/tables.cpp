// SPDX-License-Identifier: BSL-1.0
#include "tables.hpp"

#include "assay/schema/expectation.hpp"

#include <algorithm>
#include <ostream>
#include <stdexcept>

namespace docs {
namespace {

using assay::level;
using assay::member_schema;
using assay::type_kind;
using assay::type_schema;

/// Returns the level from which the member is required; empty if it is optional at all levels.
std::string_view presence(const member_schema& m) {
  return m.forbidden || m.required_from == assay::never ? "" : name_of(m.required_from);
}

/// Returns the words for the value, with the additional rules of higher levels.
std::string words_of(const member_schema& m) {
  std::string out = expectation_of(m, m.enforced_from);
  if (m.forbidden) return out;
  for (const level l : {level::published, level::strict}) {
    if (l <= m.enforced_from) continue;
    const bool has_more = std::any_of(m.rules.begin(), m.rules.end(),
                                      [&](const assay::rule& r) { return r.from == l; });
    if (!has_more) continue;
    const std::string more = expectation_of(m, l);
    if (more != out) (out += ", at ").append(name_of(l)).append(": ").append(more);
  }
  return out;
}

/// Returns the words for several values of a type: "strings".
std::string several(const type_schema& type, const link_maker& link);

/// Returns the words for one value of a type, with links to the objects in it.
std::string one(const type_schema& type, const link_maker& link) {
  std::string out;
  switch (type.kind) {
  case type_kind::object: return link(type.object());
  case type_kind::array: return "array of " + several(*type.element, link);
  case type_kind::map: return "object whose values are " + several(*type.element, link);
  case type_kind::typed_or_any:
    return one(type.alternatives.front(), link)
        .append(" (below ")
        .append(name_of(type.typed_from))
        .append(", any value)");
  case type_kind::one_of:
    for (const type_schema& alternative : type.alternatives)
      out += (out.empty() ? "" : " or ") + one(alternative, link);
    return out;
  case type_kind::tagged:
    for (std::size_t i = 0; i < type.alternatives.size(); ++i)
      out += (i == 0 ? "" : " or ") + one(type.alternatives[i], link) + " (`" +
             std::string(type.names[i]) + "`)";
    return out;
  default: return cell(type.name);
  }
}

std::string several(const type_schema& type, const link_maker& link) {
  switch (type.kind) {
  case type_kind::string:
  case type_kind::boolean:
  case type_kind::number:
  case type_kind::free_object:
  case type_kind::any: return std::string(type.name) + 's';
  case type_kind::integer: return type.name == "integer" ? "integers" : one(type, link);
  default: return one(type, link);
  }
}

/// Returns the cell for a member's value.
std::string value_of(const member_schema& m, const link_maker& link) {
  if (m.forbidden) return "forbidden";
  const std::string words = cell(words_of(m));
  switch (m.type->kind) {
  case type_kind::object:
  case type_kind::typed_or_any:
  case type_kind::one_of: return one(*m.type, link);
  case type_kind::tagged:
    return "one of [" + std::to_string(m.type->alternatives.size()) +
           " objects](#alternatives-of-" + std::string(m.name) + ')';
  case type_kind::array:
  case type_kind::map:
    return words == m.type->name ? one(*m.type, link)
                                 : words + ": " + several(*m.type->element, link);
  default: return words;
  }
}

/// Returns whether null is accepted.
std::string null_of(const member_schema& m) {
  const level refused_from = m.not_null_from;
  const bool takes_null = m.optional && !m.forbidden;
  if (!takes_null || refused_from <= m.enforced_from) return "";
  return refused_from == assay::never ? "or null"
                                      : "or null, below " + std::string(name_of(refused_from));
}

std::string about(const member_schema& m) {
  return m.forbidden ? "Instead: " + std::string(m.about) + '.' : std::string(m.about);
}

/// Returns the names of all dialects' members, in the order of the dialect with the most members.
/// Names that only others have follow.
std::vector<std::string_view> names_of(const std::vector<dialect_object>& dialects) {
  std::vector<const assay::object_schema*> schemas;
  for (const dialect_object& d : dialects) schemas.push_back(d.schema);
  std::stable_sort(schemas.begin(), schemas.end(), [](const auto* a, const auto* b) {
    return a->members.size() > b->members.size();
  });
  std::vector<std::string_view> names;
  for (const auto* schema : schemas)
    for (const member_schema& m : schema->members)
      if (std::find(names.begin(), names.end(), m.name) == names.end()) names.push_back(m.name);
  return names;
}

/// Returns the cell for one dialect: from which level the member is required, and its type or null
/// if these differ between dialects.
std::string dialect_cell(const member_schema* m, const link_maker& link, bool shows_value,
                         bool shows_null) {
  if (m == nullptr) return "\u2014";
  std::string out(presence(*m));
  const auto add = [&](const std::string& text) {
    if (!text.empty()) out += (out.empty() ? "" : ", ") + text;
  };
  if (shows_value) add(value_of(*m, link));
  if (shows_null) add(null_of(*m));
  return out.empty() ? "optional" : out;
}

/// Prints the table of an object that is the same in all dialects.
void print_one(std::ostream& out, const assay::object_schema& schema, const link_maker& link) {
  out << "| member | value | null | required from | enforced from | meaning "
         "|\n|---|---|---|---|---|---|\n";
  for (const member_schema& m : schema.members)
    out << "| `" << m.name << "` | " << value_of(m, link) << " | " << null_of(m) << " | "
        << presence(m) << " | " << name_of(m.enforced_from) << " | " << cell(about(m)) << " |\n";
}

/// Prints a row of a table with a column for each dialect.
void print_row(std::ostream& out, const std::vector<const member_schema*>& members,
               const link_maker& link) {
  const member_schema& first =
      **std::find_if(members.begin(), members.end(), [](const auto* m) { return m != nullptr; });
  const auto differs = [&](auto text_of) {
    return std::any_of(members.begin(), members.end(), [&](const auto* m) {
      return m != nullptr && text_of(*m) != text_of(first);
    });
  };
  if (differs([](const member_schema& m) { return m.enforced_from; }) ||
      first.enforced_from != level::published)
    throw std::runtime_error("the tables of dialects cannot show that a type is not enforced from "
                             "published on: " +
                             std::string(first.name));
  const bool values_differ = differs([&](const member_schema& m) { return value_of(m, link); });
  const bool nulls_differ = differs(null_of);
  out << "| `" << first.name << "` | " << (values_differ ? "by dialect" : value_of(first, link))
      << " | " << (nulls_differ ? "by dialect" : null_of(first)) << " |";
  for (const auto* m : members)
    out << ' ' << dialect_cell(m, link, values_differ, nulls_differ) << " |";
  out << ' ' << cell(about(first)) << " |\n";
}

} // namespace

std::string cell(std::string_view text) {
  std::string out;
  bool code = false;
  for (const char c : text) {
    code ^= c == '`';
    if (!code && (c == '|' || c == '<' || c == '*')) out += '\\';
    out += c;
  }
  return out;
}

void print_legend(std::ostream& out) {
  out << R"(
- *Value*: what the value must be. A [level](../guide/levels.md) is named where the condition depends on it.
- *Null*: whether null may replace a missing member, at the levels at which the member is optional.
- *Required from*: the level from which the member is required. If the cell is empty, the member is optional.
- *Enforced from*: the level from which a value with the wrong type, or a broken rule, rejects the object. Below it there is a
  warning, and the value is kept as it came. A misfit that cannot be kept in this way rejects the object at every level: in a
  required member of the outermost object and, unless it is a payload, in everything inside it.

If an object differs between the dialects of its system, each dialect has a column. It shows the level from which the member is
required, or that it is optional. A dash (—) means that the dialect does not name the member. Types and rules are enforced from
`published` on.

Unknown members are kept, unless the page states something else.
)";
}

void print_members(std::ostream& out, const std::vector<dialect_object>& dialects,
                   const link_maker& link) {
  out << '\n';
  const bool is_one = std::all_of(dialects.begin(), dialects.end(), [&](const dialect_object& d) {
    return d.schema == dialects.front().schema;
  });
  if (is_one) return print_one(out, *dialects.front().schema, link);
  out << "| member | value | null |";
  for (const dialect_object& d : dialects) out << ' ' << d.dialect << " |";
  out << " meaning |\n|---|---|---|";
  for (std::size_t i = 0; i < dialects.size(); ++i) out << "---|";
  out << "---|\n";
  for (const std::string_view name : names_of(dialects)) {
    std::vector<const member_schema*> members;
    for (const dialect_object& d : dialects) members.push_back(d.schema->find(name));
    print_row(out, members, link);
  }
}

} // namespace docs
