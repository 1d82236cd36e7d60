#include "tables.hpp"

#include "assay/schema/expectation.hpp"

#include <algorithm>
#include <ostream>

namespace docs {
namespace {

using assay::level;
using assay::member_schema;

/// From which level on the member must be present; empty when it may be absent at all of them.
std::string_view presence(const member_schema& m) {
  return m.forbidden || m.required_from == assay::never ? "" : name_of(m.required_from);
}

/// The value, and what rules ask for at higher levels besides.
std::string value_of(const member_schema& m) {
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
std::string dialect_cell(const member_schema* m, bool tells_value, bool tells_null) {
  if (m == nullptr) return "\u2014";
  std::string out(presence(*m));
  const auto add = [&](const std::string& text) {
    if (!text.empty()) out += (out.empty() ? "" : ", ") + text;
  };
  if (tells_value) add(value_of(*m));
  if (tells_null) add(null_of(*m));
  return out.empty() ? "may be" : out;
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
  out << "\n*Required from*: the [level](levels.md) from which the member must be there; where the "
         "cell is empty it may be absent.\n"
         "*Enforced from*: the level from which a value of another type or outside of the rule "
         "rejects the object; below it there is a\n"
         "warning, and the value is kept as it came. What cannot be kept so rejects the object at "
         "every level: a required member of the\n"
         "outermost object and, unless it is a payload, all within it.\n";
}

void print_members(std::ostream& out, const assay::object_schema& schema, std::string_view title,
                   std::string_view note) {
  out << "\n## " << title << "\n\n" << note << (note.empty() ? "" : "\n\n");
  out << "| member | value | null | required from | enforced from | meaning "
         "|\n|---|---|---|---|---|---|\n";
  for (const member_schema& m : schema.members) {
    out << "| `" << m.name << "` | " << (m.forbidden ? "must not be there" : cell(value_of(m)))
        << " | " << null_of(m) << " | " << presence(m) << " | " << name_of(m.enforced_from) << " | "
        << cell(about(m)) << " |\n";
  }
}

void print_dialects(std::ostream& out, const std::vector<dialect_object>& dialects,
                    std::string_view title, std::string_view note) {
  out << "\n## " << title << "\n\n"
      << note << (note.empty() ? "" : "\n\n") << "| member | value | null |";
  for (const dialect_object& d : dialects) out << ' ' << d.dialect << " |";
  out << " meaning |\n|---|---|---|";
  for (std::size_t i = 0; i < dialects.size(); ++i) out << "---|";
  out << "---|\n";
  for (const std::string_view name : names_of(dialects)) {
    std::vector<const member_schema*> members;
    const member_schema* first = nullptr;
    for (const dialect_object& d : dialects) {
      members.push_back(d.schema->find(name));
      if (first == nullptr) first = members.back();
    }
    const auto differs = [&](std::string (*text_of)(const member_schema&)) {
      return std::any_of(members.begin(), members.end(), [&](const auto* m) {
        return m != nullptr && text_of(*m) != text_of(*first);
      });
    };
    const bool values_differ = differs(value_of), nulls_differ = differs(null_of);
    out << "| `" << name << "` | " << (values_differ ? "by dialect" : cell(value_of(*first)))
        << " | " << (nulls_differ ? "by dialect" : null_of(*first)) << " |";
    for (const auto* m : members)
      out << ' ' << cell(dialect_cell(m, values_differ, nulls_differ)) << " |";
    out << ' ' << cell(about(*first)) << " |\n";
  }
}

} // namespace docs
