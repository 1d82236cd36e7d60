// SPDX-License-Identifier: BSL-1.0
#include "describe/offers.hpp"

#include <CLI/CLI.hpp>

#include <sstream>
#include <string_view>

namespace tool {
namespace {

// The options of the parser cannot hold additional data. An inactive validator has a name and a
// text, and no effect.
constexpr const char* words_name = "offered words";
constexpr const char* paths_name = "offered paths";

void attach(CLI::Option& option, const char* name, const std::string& text) {
  CLI::Validator validator(text);
  validator.name(name).active(false);
  option.check(validator, name);
}

std::string attached(CLI::Option& option, const char* name) {
  try {
    CLI::Validator validator = *option.get_validator(name);
    return validator.active().get_description();
  } catch (const CLI::OptionNotFound&) {
    return {};
  }
}

} // namespace

CLI::Option* offer(CLI::Option* option, const offers& values) {
  std::string words;
  for (const std::string& word : values.words) words += (words.empty() ? "" : " ") + word;
  attach(*option, words_name, words);
  if (values.paths != offered_paths::none)
    attach(*option, paths_name, values.paths == offered_paths::files ? "files" : "directories");
  return option;
}

offers offers_of(CLI::Option& option) {
  offers out;
  std::istringstream words(attached(option, words_name));
  for (std::string word; words >> word;) out.words.push_back(word);
  const std::string paths = attached(option, paths_name);
  if (paths == "files") out.paths = offered_paths::files;
  if (paths == "directories") out.paths = offered_paths::directories;
  return out;
}

} // namespace tool
