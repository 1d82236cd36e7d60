#include "tables.hpp"

#include "assay/assay.hpp" // what the tables refer to

#include <ostream>

namespace docs {
namespace {

using assay::detail::member_schema;

/// From which level on the member must be there; empty when it may be absent at all of them.
std::string_view presence(const member_schema& m) {
  if ((m.make_absent != nullptr && !m.rules->needed_from) || m.rules->forbidden) return "";
  return name_of(m.required_from);
}

std::string value_of(const member_schema& m) {
  std::string out;
  append_expectation(out, m, m.enforced_from);
  if (m.rules->format != assay::text_format::any && m.rules->format_from > m.enforced_from)
    append_expectation(out += ", at strict an ", m, assay::level::strict);
  return out;
}

std::string null_of(const member_schema& m) {
  if (m.rules->forbidden || m.make_absent == nullptr || m.rules->refuses_null) return "";
  return "or null";
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
  out << "\n*Needed from*: the [level](levels.md) from which the member must be there; where the cell is empty it may be absent.\n"
         "*Enforced from*: the level from which a value of another type or outside of the rule rejects the object; below it there is a\n"
         "warning, and the value is kept as it came.\n";
}

void print_members(std::ostream& out, const assay::detail::object_schema& schema, std::string_view title, std::string_view note) {
  out << "\n## " << title << "\n\n" << note << (note.empty() ? "" : "\n\n");
  out << "| member | value | null | needed from | enforced from | meaning |\n|---|---|---|---|---|---|\n";
  for (unsigned i = 0; i < schema.count; ++i) {
    const member_schema& m = schema.members[i];
    const bool forbidden = m.rules->forbidden;
    out << "| `" << m.key.name() << "` | " << (forbidden ? "must not be there" : cell(value_of(m))) << " | " << null_of(m) << " | "
        << presence(m) << " | " << name_of(m.enforced_from) << " | "
        << cell((forbidden ? "Instead: " : "") + std::string(m.rules->about) + (forbidden ? "." : "")) << " |\n";
  }
}

} // namespace docs
