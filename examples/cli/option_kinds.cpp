#include "option_kinds.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <limits>
#include <system_error>
#include <utility>

namespace tool {
namespace {

[[noreturn]] void refuse(const std::string& option, const std::string& expected, const std::string& found) {
  throw CLI::ValidationError(option, "expected " + expected + ", found '" + found + "'");
}

} // namespace

CLI::Option* add_number(CLI::App& app, const std::string& name, std::size_t& target, number_range range, const std::string& about) {
  const auto parse = [&target, name, range](const std::string& text) {
    std::size_t n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc() || end != text.data() + text.size() || n < range.least || n > range.greatest)
      refuse(name, "an integer from " + std::to_string(range.least) + " to " + std::to_string(range.greatest), text);
    target = n;
  };
  return app.add_option_function<std::string>(name, parse, about)->type_name("N")->default_str(std::to_string(target));
}

CLI::Option* add_choice(CLI::App& app, const std::string& name, const std::vector<std::string>& words, std::size_t standard,
                        std::function<void(std::size_t)> use, const std::string& about) {
  const auto parse = [name, words, use = std::move(use)](const std::string& word) {
    const auto found = std::find(words.begin(), words.end(), word);
    if (found != words.end()) return use(static_cast<std::size_t>(found - words.begin()));
    std::string expected = words[0]; // "this, that or those"
    for (std::size_t i = 1; i < words.size(); ++i) expected += (i + 1 == words.size() ? " or " : ", ") + words[i];
    refuse(name, expected, word);
  };
  std::string type = name.substr(2);
  for (char& c : type) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return app.add_option_function<std::string>(name, parse, about)->type_name(type)->default_str(words[standard]);
}

void add_checks(CLI::App& app, assay::options& target) {
  add_choice(
      app, "--level", {"reference", "published", "strict"}, static_cast<std::size_t>(target.level),
      [&target](std::size_t i) { target.level = static_cast<assay::level>(i); },
      "How much an event must fulfil: reference, published or strict");
  app.add_flag("--keep-unknown-types", target.keep_unknown_types, "Accept events of unknown types");
  app.add_flag("--reject-unknown-members", target.reject_unknown_members,
               "At level strict, reject events that have members which the schema does not name, instead of warning");
  app.add_flag_callback(
      "--replace-lone-surrogates", [&target] { target.lone_surrogates = assay::surrogate_policy::replace; },
      "Read half a surrogate pair as U+FFFD instead of rejecting the event");
  add_number(app, "--max-violations", target.limits.max_violations, {0, std::numeric_limits<std::size_t>::max() / 2},
             "How many violations of an event are shown at most");
}

CLI::Option* add_format(CLI::App& app, output_format& target, const std::string& about) {
  return add_choice(
      app, "--format", {"text", "json"}, static_cast<std::size_t>(target),
      [&target](std::size_t i) { target = static_cast<output_format>(i); }, about);
}

CLI::Option* add_files(CLI::App& app, std::vector<std::string>& target, const std::string& about) {
  target = {"-"};
  return app.add_option("FILE", target, about)->type_name("");
}

} // namespace tool
