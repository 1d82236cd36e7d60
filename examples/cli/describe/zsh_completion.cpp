// SPDX-License-Identifier: BSL-1.0
#include "describe/completion.hpp"

#include "assay/version.hpp"

#include <cstddef>
#include <string_view>

namespace tool {
namespace zsh {

std::string in_quotes(const std::string& text) { return tool::in_quotes(text, "'\\''"); }

/// The text with a backslash before each of the characters, and before backslashes.
std::string escaped(const std::string& text, std::string_view characters) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || characters.find(c) != characters.npos) out += '\\';
    out += c;
  }
  return out;
}

/// What completes a value, as an action of `_arguments`.
std::string action_of(const offers& what) {
  std::string words;
  for (const std::string& word : what.words) words += (words.empty() ? "" : " ") + word;
  switch (what.paths) {
  case offered_paths::files: return words.empty() ? "_files" : "_assay_words_or_files " + words;
  case offered_paths::directories: return "_files -/";
  case offered_paths::none: break;
  }
  return words.empty() ? " " : '(' + words + ')';
}

/// The options as they exclude one another: "(-o --output)".
std::string exclusion_of(const option_description& o) {
  std::string out = "(";
  for (const std::string& name : o.names) out += (out.size() == 1 ? "" : " ") + name;
  return out + ')';
}

std::string option_lines(const option_description& o) {
  std::string out;
  for (const std::string& name : o.names) {
    std::string spec = exclusion_of(o) + name;
    if (!o.value.empty()) spec += name.starts_with("--") ? "=" : "+";
    spec += '[' + escaped(short_text(o.about), "[]") + ']';
    if (!o.value.empty()) spec += ':' + escaped(o.value, ":") + ':' + action_of(o.offered);
    out += " \\\n    " + in_quotes(spec);
  }
  return out;
}

std::string function_of(const command_description& c) {
  const std::string name = '_' + c.joined("_");
  std::string out = '\n' + name + "() {\n";
  if (!c.commands.empty()) {
    out += "  local -a commands\n  commands=(\n";
    for (const command_description& below : c.commands)
      out += "    " + in_quotes(below.name() + ':' + short_text(below.about)) + '\n';
    out += "  )\n  if ((CURRENT > 2)); then\n    case $words[2] in\n";
    for (const command_description& below : c.commands)
      out += "      " + below.name() + ") shift words; ((CURRENT -= 1)); " + name + '_' +
             below.name() + "; return ;;\n";
    out += "    esac\n  fi\n";
  }
  out += "  _arguments -s -S :";
  for (const option_description& o : c.options) out += option_lines(o);
  if (!c.commands.empty() && c.arguments.empty())
    out += " \\\n    '1:command:{_describe command commands}'";
  for (std::size_t i = 0; i < c.arguments.size(); ++i) {
    const option_description& a = c.arguments[i];
    offers offered = a.offered;
    if (i == 0)
      for (const command_description& below : c.commands) offered.words.push_back(below.name());
    out += " \\\n    " + in_quotes((a.is_repeated ? "*" : std::to_string(i + 1)) + ':' +
                                   a.names.front() + ':' + action_of(offered));
  }
  out += "\n}\n";
  for (const command_description& below : c.commands) out += function_of(below);
  return out;
}

} // namespace zsh

std::string zsh_completion(const command_description& tool) {
  using namespace zsh;
  return "#compdef assay\n# zsh completion for assay " + std::string(assay::version) +
         ", made by: assay completion zsh\n" + function_of(tool) +
         "\n_assay_words_or_files() {\n"
         "  local -a words_offered other\n"
         "  words_offered=(${argv:#-*})\n"
         "  _alternative 'words:word:('\"$words_offered\"')' 'files:file:_files'\n"
         "}\n\n"
         "# Loaded as a function it completes now; sourced it only registers.\n"
         "if [[ $funcstack[1] == _assay ]]; then\n  _assay \"$@\"\nelse\n  compdef _assay "
         "assay\nfi\n";
}

} // namespace tool
