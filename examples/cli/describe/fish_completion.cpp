// SPDX-License-Identifier: BSL-1.0
#include "describe/completion.hpp"

#include "assay/version.hpp"

#include <cstddef>
#include <string_view>

namespace tool {
namespace fish {

std::string in_quotes(const std::string& text) {
  std::string escaped;
  for (const char c : text) c == '\\' ? escaped += "\\\\" : escaped += c;
  return tool::in_quotes(escaped, "\\'");
}

/// What completes a value: "-x -a '...'" where there are no other values.
std::string values_of(const offers& what) {
  std::string words;
  for (const std::string& word : what.words) words += (words.empty() ? "" : " ") + word;
  switch (what.paths) {
  case offered_paths::files: return words.empty() ? " -F" : " -F -a " + in_quotes(words);
  case offered_paths::directories: return " -f -a '(__fish_complete_directories)'";
  case offered_paths::none: break;
  }
  return words.empty() ? " -f" : " -f -a " + in_quotes(words);
}

} // namespace fish

std::string fish_completion(const command_description& tool) {
  using namespace fish;
  std::string commands, lines;
  for_each_command(tool, [&](const command_description& c) {
    const std::string path = c.joined(" ");
    const std::string condition = "complete -c assay -n " + in_quotes("__assay_is " + path);
    for (const command_description& below : c.commands) {
      commands += " \\\n                " + in_quotes(path + ' ' + below.name());
      lines += "complete -c assay -n " + in_quotes("__assay_starts " + path) + " -f -a " +
               below.name() + " -d " + in_quotes(short_text(below.about)) + '\n';
    }
    for (const option_description& o : c.options) {
      lines += condition;
      for (const std::string& name : o.names)
        lines += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (!o.value.empty()) lines += " -r" + values_of(o.offered);
      lines += " -d " + in_quotes(short_text(o.about)) + '\n';
    }
    for (std::size_t i = 0; i < c.arguments.size(); ++i) {
      const option_description& a = c.arguments[i];
      if (a.offered == offers{}) continue;
      const std::string place = a.is_repeated ? "" : "__assay_argument " + std::to_string(i + 1);
      lines += (place.empty() ? condition
                              : "complete -c assay -n " +
                                    in_quotes("__assay_is " + path + "; and " + place)) +
               values_of(a.offered) + '\n';
    }
  });
  return "# fish completion for assay " + std::string(assay::version) +
         ", made by: assay completion fish\n\n"
         "# Prints the command of the command line, and the number of words after it that are no "
         "options.\n"
         "function __assay_command\n"
         "    set -l path assay\n"
         "    set -l count 0\n"
         "    for word in (commandline -opc)[2..-1]\n"
         "        switch \"$path $word\"\n"
         "            case" +
         commands +
         "\n                test $count = 0; and set path \"$path $word\"\n"
         "            case '* -*'\n"
         "            case '*'\n"
         "                set count (math $count + 1)\n"
         "        end\n"
         "    end\n"
         "    echo $path\n"
         "    echo $count\n"
         "end\n"
         "function __assay_is\n"
         "    set -l at (__assay_command)\n"
         "    test \"$at[1]\" = \"$argv\"\n"
         "end\n"
         "function __assay_starts\n"
         "    set -l at (__assay_command)\n"
         "    test \"$at[1]\" = \"$argv\"; and test \"$at[2]\" = 0\n"
         "end\n"
         "function __assay_argument\n"
         "    set -l at (__assay_command)\n"
         "    test (math $at[2] + 1) = $argv[1]\n"
         "end\n\n"
         "complete -c assay -f\n" +
         lines;
}

} // namespace tool
