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

/// From which level on the member must be present; empty when it may be absent at all of them.
std::string_view presence(const member_schema& m) {
  return m.forbidden || m.required_from == assay::never ? "" : name_of(m.required_from);
}

/// The value, and what rules ask for at higher levels besides.
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

/// Several values of a type: "strings".
std::string several(const type_schema& type, const link_maker& link);

/// One value of a type, with links to the objects in it.
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
        .append(" any value)");
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

/// The cell of a member's value.
std::string value_of(const member_schema& m, const link_maker& link) {
  if (m.forbidden) return "must not be there";
  const std::string words = cell(words_of(m));
  switch (m.type->kind) {
  case type_kind::object:
  case type_kind::typed_or_any:
  case type_kind::one_of: return one(*m.type, link);
  case type_kind::tagged:
    return "one of [" + std::to_string(m.type->alternatives.size()) + " objects](#what-" +
           std::string(m.name) + "-holds)";
  case type_kind::array:
  case type_kind::map:
    return words == m.type->name ? one(*m.type, link)
                                 : words + ": " + several(*m.type->element, link);
  default: return words;
  }
}

/// What its type does with null.
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

/// The names of all dialects' members: in the order of the dialect that has most, the others
/// behind.
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

/// What one dialect says of a member: from where on it is needed, and whether it is of another type
/// or takes null where others do not.
std::string dialect_cell(const member_schema* m, const link_maker& link, bool tells_value,
                         bool tells_null) {
  if (m == nullptr) return "\u2014";
  std::string out(presence(*m));
  const auto add = [&](const std::string& text) {
    if (!text.empty()) out += (out.empty() ? "" : ", ") + text;
  };
  if (tells_value) add(value_of(*m, link));
  if (tells_null) add(null_of(*m));
  return out.empty() ? "may be" : out;
}

/// The table of an object that is the same in all dialects.
void print_one(std::ostream& out, const assay::object_schema& schema, const link_maker& link) {
  out << "| member | value | null | required from | enforced from | meaning "
         "|\n|---|---|---|---|---|---|\n";
  for (const member_schema& m : schema.members)
    out << "| `" << m.name << "` | " << value_of(m, link) << " | " << null_of(m) << " | "
        << presence(m) << " | " << name_of(m.enforced_from) << " | " << cell(about(m)) << " |\n";
}

/// A row of a table with a column for each dialect: what the dialects say of the member.
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
    throw std::runtime_error("the tables of dialects do not say that not all types are enforced "
                             "from published on: " +
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
*Value*: what the value must be, and from which [level](../levels.md) on where that is not everywhere the same. *Null*: whether null may
stand for an absent member, at the levels at which it may be absent.

*Required from*: the level from which the member must be there; where the cell is empty it may be absent.
*Enforced from*: the level from which a value of another type or outside of the rule rejects the object; below it there is a
warning, and the value is kept as it came. What cannot be kept so rejects the object at every level: a required member of the
outermost object and, unless it is a payload, all within it.

Where an object differs in the dialects of its system, each of these has a column: it says from which level on the member must be
there, or that it may be there; —: the dialect does not name it. Types and rules are enforced from `published` on.

Members that a table does not name are kept, if the page says nothing else of them.
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
