// SPDX-License-Identifier: BSL-1.0
#include "describe/description.hpp"

#include <CLI/CLI.hpp>

#include <utility>

namespace tool {
namespace {

option_description describe(CLI::Option& option) {
  option_description out;
  out.about = option.get_description();
  out.standard = option.get_default_str();
  out.is_required = option.get_required();
  out.is_repeated = option.get_expected_max() >= CLI::detail::expected_max_vector_size;
  out.offered = offers_of(option);
  if (option.get_positional()) {
    out.names = {option.get_name(true, false)};
    return out;
  }
  for (const std::string& name : option.get_snames()) out.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) out.names.push_back("--" + name);
  if (option.get_items_expected_max() != 0) out.value = option.get_type_name();
  return out;
}

} // namespace

std::string command_description::joined(const std::string& separator) const {
  std::string out;
  for (const std::string& word : path) out += (out.empty() ? "" : separator) + word;
  return out;
}

command_description describe(CLI::App& app, std::vector<std::string> path) {
  command_description out;
  path.push_back(app.get_name());
  out.path = path;
  out.about = app.get_description();
  out.footer = app.get_footer();
  for (CLI::Option* option : app.get_options())
    (option->get_positional() ? out.arguments : out.options).push_back(describe(*option));
  for (CLI::App* command : app.get_subcommands([](CLI::App*) { return true; }))
    out.commands.push_back(describe(*command, path));
  return out;
}

} // namespace tool
