// SPDX-License-Identifier: BSL-1.0
#include "describe/completion.hpp"

#include "assay/version.hpp"

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace tool {
namespace bash {

// Words that a command line is split into: '=' is a word of its own where COMP_WORDBREAKS has it.
constexpr std::string_view body = R"bash(
_assay() {
  local current=${COMP_WORDS[COMP_CWORD]} command=assay option='' prefix='' only_files='' word
  local commands options words paths count=0 i
  COMPREPLY=()
  # What the words before the cursor select: a command, an option that waits for its value.
  for ((i = 1; i < COMP_CWORD; ++i)); do
    word=${COMP_WORDS[i]}
    if [[ $word == '=' ]]; then
      continue
    elif [[ -n $option ]]; then
      option=''
    elif [[ -n $only_files ]]; then
      ((++count))
    elif [[ $word == -- ]]; then
      only_files=yes
    elif [[ $word == -*=* ]]; then
      continue
    elif [[ $word == -?* ]]; then
      if _assay_values "$command" "$word"; then option=$word; fi
    else
      _assay_command "$command"
      if [[ $count == 0 && " $commands " == *" $word "* ]]; then
        command+=" $word"
      else
        ((++count))
      fi
    fi
  done
  if [[ $current == '=' ]]; then
    current=''
  elif [[ -z $option$only_files && $current == --*=* ]]; then
    option=${current%%=*} prefix=${current%%=*}= current=${current#*=}
  fi

  if [[ -n $option ]]; then
    _assay_values "$command" "$option" || return 0
  elif [[ -z $only_files && $current == -* ]]; then
    _assay_command "$command"
    words=$options paths=''
  else
    _assay_values "$command" "#$((count + 1))" || words='' paths=''
    _assay_command "$command"
    if [[ $count == 0 && -z $only_files ]]; then words="$commands $words"; fi
  fi

  while IFS= read -r word; do
    COMPREPLY+=("$prefix$word")
  done < <(compgen -W "$words" -- "$current")
  [[ -n $paths ]] || return 0
  compopt -o filenames 2>/dev/null
  while IFS= read -r word; do
    COMPREPLY+=("$prefix$word")
  done < <(compgen "$paths" -- "$current")
} && complete -F _assay assay
)bash";

using entries = std::vector<std::pair<offers, std::vector<std::string>>>;

void add(entries& to, const offers& what, std::string key) {
  for (auto& [known, keys] : to)
    if (known == what) return keys.push_back(std::move(key));
  to.emplace_back(what, std::vector<std::string>{std::move(key)});
}

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
  std::string out;
  for (const std::string& word : words) out.append(out.empty() ? "" : separator).append(word);
  return out;
}

/// The values of all options and arguments; the key of the first argument ends in "#1".
entries values_of(const command_description& tool) {
  entries out;
  for_each_command(tool, [&](const command_description& c) {
    const std::string path = c.joined(" ");
    for (const option_description& o : c.options)
      for (const std::string& name : o.names)
        if (!o.value.empty()) add(out, o.offered, '\'' + path + ' ' + name + '\'');
    for (std::size_t i = 0; i < c.arguments.size(); ++i)
      add(out, c.arguments[i].offered,
          '\'' + path + " #" + (c.arguments[i].is_repeated ? "'*" : std::to_string(i + 1) + '\''));
  });
  return out;
}

std::string_view action_of(offered_paths paths) {
  switch (paths) {
  case offered_paths::files: return "-f";
  case offered_paths::directories: return "-d";
  case offered_paths::none: break;
  }
  return "";
}

} // namespace bash

std::string bash_completion(const command_description& tool) {
  using namespace bash;
  std::string out = "# bash completion for assay " + std::string(assay::version) +
                    ", made by: assay completion bash\n\n"
                    "# _assay_command COMMAND: sets `commands` and `options` to those of the "
                    "command.\n_assay_command() {\n  case $1 in\n";
  for_each_command(tool, [&](const command_description& c) {
    std::vector<std::string> commands, options;
    for (const command_description& below : c.commands) commands.push_back(below.name());
    for (const option_description& o : c.options)
      options.insert(options.end(), o.names.begin(), o.names.end());
    out += "  '" + c.joined(" ") + "')\n    commands='" + joined(commands, " ") +
           "'\n    options='" + joined(options, " ") + "'\n    ;;\n";
  });
  out += "  esac\n}\n\n"
         "# _assay_values COMMAND OPTION: sets `words` and `paths`, an option of compgen, to what "
         "completes the option's\n"
         "# value, or that of argument #1, #2; false where it has none.\n"
         "_assay_values() {\n  words='' paths=''\n  case \"$1 $2\" in\n";
  for (const auto& [what, keys] : values_of(tool)) {
    out += "  " + joined(keys, " | \\\n    ") + ")\n";
    if (!what.words.empty()) out += "    words='" + joined(what.words, " ") + "'\n";
    if (what.paths != offered_paths::none)
      out.append("    paths=").append(action_of(what.paths)).append("\n");
    out += "    ;;\n";
  }
  return out.append("  *) return 1 ;;\n  esac\n}\n").append(body);
}

} // namespace tool
