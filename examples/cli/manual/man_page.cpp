// SPDX-License-Identifier: BSL-1.0
#include "manual/man_page.hpp"

#include "assay/version.hpp"

#include <cctype>
#include <cstddef>

namespace tool {
namespace {

/// Escapes text for roff, so that the hyphens of options remain hyphens and no line begins a macro.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool is_first = i == 0 || text[i - 1] == '\n';
    const bool is_option = c == '-' && (is_first || text[i - 1] == ' ' || text[i - 1] == '-');
    if (is_first && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\') out += "\\e";
    else if (is_option) out += "\\-";
    else out += c;
  }
  return out;
}

/// Escapes a name that is typed literally, so that all of its hyphens remain hyphens.
std::string literal(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '-' ? "\\-" : c == '\\' ? "\\e" : std::string(1, c);
  return out;
}

std::string bold(std::string_view text) { return "\\fB" + literal(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + literal(text) + "\\fR"; }

/// Returns the sentences with a full stop. A line break begins a new paragraph.
std::string paragraphs(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view one = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    if (one.empty()) continue;
    if (!out.empty()) out += ".PP\n";
    out += escaped(one) + (one.ends_with('.') ? "\n" : ".\n");
  }
  return out;
}

std::string summary_of(const command_description& c) {
  std::string out = c.about.substr(0, c.about.find('\n'));
  if (out.ends_with('.')) out.pop_back();
  if (!out.empty()) out[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(out[0])));
  return escaped(out);
}

std::string synopsis_of(const command_description& c) {
  std::string out = bold(c.joined(" "));
  if (!c.options.empty()) out += " [" + italic("OPTION") + "]...";
  for (const option_description& a : c.arguments)
    out += ' ' + std::string(a.is_required ? "" : "[") + italic(a.names.front()) +
           (a.is_required ? "" : "]") + (a.is_repeated ? "..." : "");
  out += '\n';
  if (!c.commands.empty())
    out += ".br\n" + bold(c.joined(" ")) + ' ' + italic("COMMAND") + " [" + italic("ARGUMENT") +
           "]...\n";
  return out;
}

std::string item_of(const option_description& o) {
  std::string out = ".TP\n";
  for (const std::string& name : o.names) {
    if (name != o.names.front()) out += ", ";
    out += name.starts_with('-') ? bold(name) : italic(name);
  }
  if (!o.value.empty()) out += ' ' + italic(o.value);
  out += '\n' + paragraphs(o.about);
  if (!o.standard.empty()) out += "Default: " + literal(o.standard) + ".\n";
  return out;
}

std::string page_name(const command_description& c) { return c.joined("-"); }

std::string reference_to(const command_description& c) {
  return ".BR " + literal(page_name(c)) + " (1)";
}

/// Returns the references to the pages of the parent, sibling and child commands.
std::string see_also(const command_description& command, const command_description& tool) {
  std::string out;
  for_each_command(tool, [&](const command_description& c) {
    if (c.path == command.path) return;
    const bool is_above = c.path.size() < command.path.size();
    const bool is_beside = c.path.size() == command.path.size();
    const bool is_below = c.path.size() == command.path.size() + 1;
    const std::size_t shared = is_above    ? c.path.size()
                               : is_beside ? c.path.size() - 1
                                           : command.path.size();
    if (!is_above && !is_beside && !is_below) return;
    for (std::size_t i = 0; i < shared; ++i)
      if (c.path[i] != command.path[i]) return;
    if (!out.empty()) out += " ,\n";
    out += reference_to(c);
  });
  return out.empty() ? "" : ".SH SEE ALSO\n" + out + '\n';
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

} // namespace

std::string man_page(const command_description& command, const command_description& tool,
                     std::string_view date) {
  const std::string name = page_name(command);
  std::string out =
      ".\\\" SPDX-License-Identifier: BSL-1.0\n.\\\" Generated from the help of the tool.\n.TH " +
      upper(name) + " 1 ";
  out.append(date).append(" \"assay ").append(assay::version).append("\" \"User Commands\"\n");
  out += ".ad l\n"; // a long word in a line would stretch its spaces
  out += ".SH NAME\n" + literal(name) + " \\- " + summary_of(command) + '\n';
  out += ".SH SYNOPSIS\n" + synopsis_of(command);
  out += ".SH DESCRIPTION\n" + paragraphs(command.about);
  if (!command.commands.empty()) {
    out += ".SH COMMANDS\n";
    for (const command_description& c : command.commands)
      out += ".TP\n" + bold(c.joined(" ")) + '\n' + paragraphs(c.about);
  }
  if (!command.arguments.empty()) {
    out += ".SH ARGUMENTS\n";
    for (const option_description& a : command.arguments) out += item_of(a);
  }
  if (!command.options.empty()) {
    out += ".SH OPTIONS\n";
    for (const option_description& o : command.options) out += item_of(o);
  }
  if (!command.footer.empty()) out += ".SH EXIT STATUS\n" + paragraphs(command.footer);
  return out + see_also(command, tool);
}

} // namespace tool
