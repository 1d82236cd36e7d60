// Writes the pages that are made from the library's own tables:
//
//   generate errors        docs/errors.md, from the code table
//   generate promptetheus  docs/promptetheus.md, from the described structs and their rules

#include "assay/assay.hpp"

#include <boost/describe/enum_to_string.hpp>

#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>

namespace {

using assay::detail::member_schema;

/// Text for a table's cell.
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

std::string message_of(const assay::code_row& row) {
  std::string out(row.message);
  if (const std::size_t first = out.find("{first}"); first != out.npos) out.replace(first, 7, "; it stood first at byte {first}");
  return out;
}

void errors() {
  std::cout
      << "# Error catalogue\n\n"
         "Made from the code table in [`assay/error/code.hpp`](../include/assay/error/code.hpp) by `bash docs/generate.sh`.\n\n"
         "A code's name is stable: store it, test it, count it. A violation is an error, which rejects the event, or a warning,\n"
         "which does not; which of the two depends on the [level](levels.md). In a message `{expected}` and `{actual}` stand for what\n"
         "the schema asks for and for the kind (and, of a string, the length) that was found, never for the value itself.\n";
  const std::string_view about[] = {
      "The text is not JSON (RFC 8259). What was found before the fault is reported too; nothing behind it is looked at.",
      "The text is not UTF-8, or a string holds what JSON does not allow. Likewise final.",
      "A limit of `assay::limits`, or of a C++ type, is exceeded. Final, but for `integer_overflow`.",
      "The text is JSON, but not the event it claims to be. All of these in an event are reported.",
      "Only on writing: a C++ value that JSON cannot express."};
  for (const auto category :
       {assay::category::syntax, assay::category::encoding, assay::category::limit, assay::category::schema, assay::category::value}) {
    std::cout << "\n## " << name_of(category) << "\n\n" << about[static_cast<int>(category)] << "\n\n";
    std::cout << "| code | message | when, and what to do |\n|---|---|---|\n";
    for (const assay::code_row& row : assay::code_table)
      if (row.category == category)
        std::cout << "| `" << name_of(row.code) << "` | " << cell(message_of(row)) << " | " << cell(row.about) << " |\n";
  }
}

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

template <class T>
void object(std::string_view title, std::string_view note) {
  std::cout << "\n## " << title << "\n\n" << note << (note.empty() ? "" : "\n\n");
  std::cout << "| member | value | null | needed from | enforced from | meaning |\n|---|---|---|---|---|---|\n";
  const assay::detail::object_schema& schema = assay::detail::object_table<T>::schema;
  for (unsigned i = 0; i < schema.count; ++i) {
    const member_schema& m = schema.members[i];
    const bool forbidden = m.rules->forbidden;
    std::cout << "| `" << m.key.name() << "` | " << (forbidden ? "must not be there" : cell(value_of(m))) << " | " << null_of(m) << " | "
              << presence(m) << " | " << name_of(m.enforced_from) << " | "
              << cell((forbidden ? "Instead: " : "") + std::string(m.rules->about) + (forbidden ? "." : "")) << " |\n";
  }
}

void promptetheus() {
  using namespace assay::promptetheus;
  std::cout << "# Promptetheus: the event, its 16 payloads, and the trace\n\n"
               "Made from the described structs in [`assay/promptetheus/`](../include/assay/promptetheus) by `bash docs/generate.sh`.\n\n"
               "*Needed from*: the [level](levels.md) from which the member must be there; where the cell is empty it may be absent.\n"
               "*Enforced from*: the level from which a value of another type or outside of the rule rejects the event; below it there\n"
               "is a warning and the payload is kept whole, as `untyped_payload`. Members that no table names pass, and are kept.\n";
  object<event>("The envelope", "`assay::promptetheus::event`. From `strict` on the idempotency key must be `<session_id>:<nonce>:<seq>` "
                                "of the event itself, and the timestamp RFC 3339.");
  object<user_message>("user_message", "");
  object<agent_message>("agent_message", "");
  object<voice_metadata>("Metadata of the two messages", "`voice_metadata`.");
  object<tool_call>("tool_call", "");
  object<tool_result>("tool_result", "");
  object<retrieval>("retrieval", "");
  object<retrieval_document>("Documents of a retrieval", "`retrieval_document`; an item of another shape is kept raw below `strict`.");
  object<browser_action>("browser_action", "");
  object<dom_snapshot>("dom_snapshot", "");
  object<screenshot>("screenshot", "");
  object<replay_artifact>("replay_artifact", "");
  object<goal_check>("goal_check", "");
  object<state_change>("state_change", "");
  object<session_end>("session_end", "");
  object<llm_call>("llm_call", "");
  object<score>("score", "");
  object<error>("error", "");
  object<metric>("metric", "");
  object<trace>("The body that opens a trace",
                "`assay::promptetheus::trace`, an object by itself: the body of `POST /api/traces`. The backend checks no type, so at\n"
                "`reference` any object passes; what does not fit is kept among `additional`. A `session` makes one.");
}

} // namespace

int main(int argc, char** argv) {
  const std::string_view page = argc == 2 ? argv[1] : "";
  if (page == "errors") errors();
  else if (page == "promptetheus") promptetheus();
  else {
    std::fprintf(stderr, "usage: generate errors|promptetheus\n");
    return 2;
  }
}
