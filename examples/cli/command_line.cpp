#include "command_line.hpp"

#include "version.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <limits>
#include <string>
#include <thread>
#include <vector>

namespace tool {
namespace {

constexpr std::size_t greatest_jobs = 1024;

/// Adds an option that takes an integer from 0 to `greatest`.
template <class Integer>
CLI::Option* add_number(CLI::App& app, const std::string& name, Integer& target, std::size_t greatest, const std::string& about) {
  const auto parse = [&target, name, greatest](const std::string& text) {
    std::size_t n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc() || end != text.data() + text.size() || n > greatest)
      throw CLI::ValidationError(name, "expected an integer from 0 to " + std::to_string(greatest) + ", found '" + text + "'");
    target = static_cast<Integer>(n);
  };
  return app.add_option_function<std::string>(name, parse, about)->type_name("N")->default_str(std::to_string(target));
}

void add_level(CLI::App& app, assay::level& target) {
  const auto parse = [&target](const std::string& name) {
    const auto level = assay::level_of(name);
    if (!level) throw CLI::ValidationError("--level", "expected reference, published or strict, found '" + name + "'");
    target = *level;
  };
  app.add_option_function<std::string>("--level", parse, "How much an event must fulfil: reference, published or strict")
      ->type_name("LEVEL")
      ->default_str(std::string(name_of(target)));
}

void add_format(CLI::App& app, output_format& target) {
  const auto parse = [&target](const std::string& name) {
    if (name != "text" && name != "json") throw CLI::ValidationError("--format", "expected text or json, found '" + name + "'");
    target = name == "json" ? output_format::json : output_format::text;
  };
  app.add_option_function<std::string>("--format", parse,
                                       "text: a line for each violation, then a summary; json: one object for each line that is not blank")
      ->type_name("FORMAT")
      ->default_str("text");
}

/// What both commands take.
void add_common(CLI::App& app, settings& s) {
  add_level(app, s.options.level);
  app.add_flag("--keep-unknown-types", s.options.keep_unknown_types, "Accept events of unknown types");
  app.add_flag("--reject-unknown-members", s.options.reject_unknown_members,
               "At level strict, reject events that have members which the schema does not name, instead of warning");
  app.add_flag_callback(
      "--replace-lone-surrogates", [&s] { s.options.lone_surrogates = assay::surrogate_policy::replace; },
      "Read half a surrogate pair as U+FFFD instead of rejecting the event");
  add_number(app, "--max-violations", s.options.limits.max_violations, std::numeric_limits<std::size_t>::max() / 2,
             "How many violations of an event are shown at most");
  add_number(app, "--jobs", s.jobs, greatest_jobs, "How many threads check; 0: as many as there are processors");
  app.add_option("FILE", s.files, "What to read, one event a line; none or -: standard input")->type_name("");
}

/// The arguments in the order that the parser takes, last first.
///
/// Behind `--` stand files only. The parser does not know this once it has seen a file, so a name there that begins with `-` is
/// made one that does not; `-` itself remains standard input.
std::vector<std::string> arguments_of(int argc, const char* const* argv) {
  std::vector<std::string> out;
  bool only_files = false;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--" && !only_files) only_files = true;
    else out.push_back(only_files && argument.starts_with('-') && argument != "-" ? "./" + argument : argument);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

} // namespace

std::variant<settings, std::string> parse_command_line(int argc, const char* const* argv) {
  settings validate, roundtrip;
  roundtrip.command = command::roundtrip;
  roundtrip.options.level = assay::level::reference;

  CLI::App app("Checks the events of AI agents' traces, one JSON object a line.\n"
               "Ends with status 0 when all were accepted, 1 when some were rejected, 2 on bad usage or an input or output error.",
               "assay");
  app.set_version_flag("--version", "assay " + std::string(version), "Print the version");
  app.require_subcommand(0, 1); // that there is one is told below, behind what else may be wrong
  CLI::App& validating = *app.add_subcommand("validate", "Say of each event whether it is accepted, and if not, why");
  add_common(validating, validate);
  add_format(validating, validate.format);
  CLI::App& copying = *app.add_subcommand("roundtrip", "Read each event into its struct and write it back, one line for one line");
  add_common(copying, roundtrip);

  try {
    app.parse(arguments_of(argc, argv));
  } catch (const CLI::CallForVersion& version_asked) {
    return std::string(version_asked.what()) + '\n';
  } catch (const CLI::Success&) {
    return app.help();
  } catch (const CLI::ParseError& error) {
    throw usage_error(std::string(error.what()) + " (see assay --help)");
  }
  if (!validating.parsed() && !copying.parsed()) throw usage_error("a command is missing: validate or roundtrip (see assay --help)");
  settings& s = validating.parsed() ? validate : roundtrip;
  if (s.jobs == 0) s.jobs = std::max(1u, std::thread::hardware_concurrency());
  if (s.files.empty()) s.files = {"-"};
  return s;
}

} // namespace tool
