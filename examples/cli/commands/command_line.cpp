// SPDX-License-Identifier: BSL-1.0
#include "commands/command_line.hpp"

#include "commands/chunk.hpp"
#include "commands/completion.hpp"
#include "commands/coverage.hpp"
#include "commands/generate.hpp"
#include "commands/key.hpp"
#include "commands/list.hpp"
#include "commands/roundtrip.hpp"
#include "commands/schema.hpp"
#include "commands/timeline.hpp"
#include "commands/usage_error.hpp"
#include "commands/validate.hpp"
#include "commands/verdict.hpp"
#include "describe/offers.hpp"
#include "print/alternatives.hpp"

#include "assay/version.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tool {
namespace {

/// The commands, in the order in which the help shows them.
constexpr std::unique_ptr<command> (*makers[])() = {
    make_validate, make_roundtrip, make_chunk,  make_timeline, make_coverage,   make_verdict,
    make_key,      make_generate,  make_schema, make_list,     make_completion,
};

/// Returns the arguments in reverse order, as the parser requires.
///
/// Arguments after `--` are not options, but the parser ignores this once it has seen a file. So a
/// file name after `--` that begins with `-` gets the prefix `./`; `-` itself remains standard
/// input. Commands that take texts instead of files rely on the parser.
std::vector<std::string> arguments_of(int argc, const char* const* argv) {
  std::vector<std::string> out;
  const bool takes_files = argc < 3 || !takes_texts(argv[1], argv[2]);
  bool only_files = false;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    // The parser would use the next argument as the value.
    if (argument.starts_with("--") && argument.find('=') == argument.size() - 1 && takes_files &&
        !only_files)
      throw usage_error(argument.substr(0, argument.size() - 1) + ": its value is missing");
    if (argument == "--" && takes_files && !only_files) only_files = true;
    else
      out.push_back(only_files && argument.starts_with('-') && argument != "-" ? "./" + argument
                                                                               : argument);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

/// Returns the command of that name, or null.
const CLI::App* find(const CLI::App& app, std::string_view name) {
  const auto all = app.get_subcommands([&](const CLI::App* c) { return c->get_name() == name; });
  return all.empty() ? nullptr : all.front();
}

alternatives commands_of(const CLI::App& app) {
  alternatives names;
  for (const CLI::App* c : app.get_subcommands([](const CLI::App*) { return true; }))
    names.add(c->get_name());
  return names;
}

alternatives options_of(const CLI::App& app) {
  alternatives names;
  for (const CLI::Option* o : app.get_options())
    for (const std::string& name : o->get_lnames()) names.add("--" + name);
  return names;
}

/// Reports an argument that no command accepts. `path`: the commands before it, beginning with
/// "assay".
[[noreturn]] void refuse_argument(const CLI::App& app, const std::string& path,
                                  const std::string& argument) {
  if (argument.size() > 1 && argument.front() == '-') {
    const std::string name = argument.substr(0, argument.find('='));
    const auto all = app.get_subcommands(
        [&](const CLI::App* c) { return c->get_option_no_throw(name) != nullptr; });
    const std::string advice =
        all.empty() ? options_of(app).did_you_mean(name)
                    : "; put it after the command, such as " + all.front()->get_name();
    throw usage_error(path + " has no option '" + name + '\'' + advice);
  }
  const alternatives commands = commands_of(app);
  if (commands.empty()) throw usage_error("unexpected argument '" + argument + '\'');
  throw usage_error(path + " has no command '" + argument + '\'' + commands.did_you_mean(argument));
}

constexpr std::string_view statuses =
    "Exits with status 0 if every object is accepted, 1 if some are rejected, and 2 on wrong "
    "usage, an input or output error, or a file that does not hold one object per line.";

/// Adds the exit statuses to the help of the command and its subcommands, if they read files.
void add_statuses(CLI::App& app) {
  if (app.get_option_no_throw("FILE") != nullptr) app.footer(std::string(statuses));
  for (CLI::App* c : app.get_subcommands([](CLI::App*) { return true; })) add_statuses(*c);
}

/// Returns the help of the command that the words name, or that of the tool without words.
std::string help_on(const CLI::App& app, const std::vector<std::string>& words) {
  const CLI::App* found = &app;
  std::string path, last = "assay";
  for (const std::string& word : words) {
    path += (path.empty() ? "" : " ") + last;
    const CLI::App* const next = find(*found, word);
    if (next == nullptr) refuse_argument(*found, path, word);
    found = next;
    last = word;
  }
  return found == &app ? app.get_formatter()->make_help(&app, last, CLI::AppFormatMode::Normal)
                       : found->help(path);
}

const std::string version_text = "assay " + std::string(assay::version);

/// The parser of the whole tool.
struct parser {
  parser();

  CLI::App app;
  std::vector<std::pair<std::unique_ptr<command>, const CLI::App*>> commands;
  std::vector<std::string> helped; ///< the words after `help`
  const CLI::App *version_asked, *help_asked;
};

parser::parser()
    : app("Checks, batches and orders the events of AI agents' traces, one JSON object per "
          "line.\n" +
              std::string(statuses),
          "assay") {
  app.set_version_flag("--version", version_text, "Print the version");
  app.require_subcommand(0, 1); // `parse` reports a missing command
  app.get_formatter()->label("REQUIRED", "(required)");
  app.get_formatter()->label("Needs", "needs");
  app.get_formatter()->label("Excludes", "not with");
  for (const auto make : makers) {
    auto added = make();
    CLI::App& subcommand = added->add_to(app);
    add_statuses(subcommand);
    commands.emplace_back(std::move(added), &subcommand);
  }
  version_asked = app.add_subcommand("version", "Prints the version");
  CLI::App& help = *app.add_subcommand("help", "Prints the help of the tool or of a command");
  help_asked = &help;
  offers names;
  for (const CLI::App* c : app.get_subcommands([](CLI::App*) { return true; }))
    names.words.push_back(c->get_name());
  offer(help.add_option("COMMAND", helped, "The command, for example key check")->type_name(""),
        names);
}

/// Returns the message of the parser, or a clearer one.
std::string sentence_of(const CLI::ParseError& error) {
  const std::string text = error.what(), name = text.substr(0, text.find(':'));
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
    return name + (text.find("received") == text.npos ? ": its value is missing"
                                                      : ": given more than once");
  if (dynamic_cast<const CLI::ConversionError*>(&error) !=
      nullptr) { // a flag with a value: "Could not convert: --flag = value"
    const std::size_t begin = text.find("--");
    return text.substr(begin, text.find(' ', begin) - begin) + ": expected no value";
  }
  return text;
}

} // namespace

command_description describe_tool() {
  parser all;
  return describe(all.app);
}

std::variant<std::unique_ptr<command>, std::string> command_line::parse(int argc,
                                                                        const char* const* argv) {
  parser all;
  CLI::App& app = all.app;

  const CLI::App* found = &app;
  for (int i = 1; i < argc; ++i) {
    const CLI::App* const next = find(*found, argv[i]);
    if (next == nullptr) break;
    found = next;
    asked_ += ' ' + next->get_name();
  }
  try {
    app.parse(arguments_of(argc, argv));
  } catch (const CLI::CallForVersion&) {
    return version_text + '\n';
  } catch (const CLI::Success&) {
    return app.help();
  } catch (const CLI::ParseError& error) {
    const std::vector<std::string> left = app.remaining(true);
    const bool is_incomplete = dynamic_cast<const CLI::RequiredError*>(&error) != nullptr;
    if (!left.empty() &&
        (is_incomplete || dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr))
      refuse_argument(*found, asked_, left.front());
    throw usage_error(sentence_of(error));
  }
  if (all.version_asked->parsed()) return version_text + '\n';
  if (all.help_asked->parsed()) {
    asked_ = "assay";
    return help_on(app, all.helped);
  }
  for (auto& [asked, subcommand] : all.commands)
    if (subcommand->parsed()) return std::move(asked);
  throw usage_error("a command is missing: expected " + commands_of(app).text());
}

} // namespace tool
