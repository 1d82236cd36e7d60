#include "command_line.hpp"

#include "commands/chunk.hpp"
#include "commands/key.hpp"
#include "commands/list.hpp"
#include "commands/roundtrip.hpp"
#include "commands/timeline.hpp"
#include "commands/validate.hpp"
#include "commands/verdict.hpp"
#include "usage_error.hpp"
#include "version.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace tool {
namespace {

/// The commands, in the order in which the help shows them.
constexpr std::unique_ptr<command> (*makers[])() = {
    make_validate, make_roundtrip, make_chunk, make_timeline, make_verdict, make_key, make_list,
};

/// The arguments in the order that the parser takes, last first.
///
/// Behind `--` stand no options. The parser does not know this once it has seen a file, so the name of one that begins with `-` is
/// made one that does not; `-` itself remains standard input. Where texts stand instead of files the parser can be left to it.
std::vector<std::string> arguments_of(int argc, const char* const* argv) {
  std::vector<std::string> out;
  const bool takes_files = argc < 3 || !takes_texts(argv[1], argv[2]);
  bool only_files = false;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--" && takes_files && !only_files) only_files = true;
    else out.push_back(only_files && argument.starts_with('-') && argument != "-" ? "./" + argument : argument);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

} // namespace

std::variant<std::unique_ptr<command>, std::string> parse_command_line(int argc, const char* const* argv) {
  CLI::App app("Checks, batches and orders the events of AI agents' traces, one JSON object a line.\n"
               "Ends with status 0 when all were accepted, 1 when some were rejected, 2 on bad usage or an input or output error.",
               "assay");
  app.set_version_flag("--version", "assay " + std::string(version), "Print the version");
  app.require_subcommand(0, 1); // that there is one is told below, behind what else may be wrong

  std::vector<std::pair<std::unique_ptr<command>, const CLI::App*>> commands;
  for (const auto make : makers) {
    auto added = make();
    const CLI::App& subcommand = added->add_to(app);
    commands.emplace_back(std::move(added), &subcommand);
  }

  try {
    app.parse(arguments_of(argc, argv));
  } catch (const CLI::CallForVersion& version_asked) {
    return std::string(version_asked.what()) + '\n';
  } catch (const CLI::Success&) {
    return app.help();
  } catch (const CLI::ParseError& error) {
    throw usage_error(error.what());
  }
  std::string names; // "this, that or those"
  for (auto& [asked, subcommand] : commands) {
    if (subcommand->parsed()) return std::move(asked);
    names += (names.empty() ? "" : subcommand == commands.back().second ? " or " : ", ") + subcommand->get_name();
  }
  throw usage_error("a command is missing: " + names);
}

} // namespace tool
