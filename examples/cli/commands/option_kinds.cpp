// SPDX-License-Identifier: BSL-1.0
#include "commands/option_kinds.hpp"

#include "describe/offers.hpp"
#include "print/alternatives.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <limits>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

namespace tool {
namespace {

[[noreturn]] void refuse(const std::string& option, const std::string& expected,
                         const std::string& found, const std::string& suggestion = "") {
  throw CLI::ValidationError(option,
                             "expected " + expected + ", found '" + found + "'" + suggestion);
}

constexpr std::size_t max_size = std::numeric_limits<std::size_t>::max() / 2;

/// Returns the number of bytes of a unit: 1024 for "K" and "KiB", 1000 for "KB", in upper or lower
/// case. Returns nothing for an unknown unit.
std::optional<std::size_t> bytes_of(std::string_view unit) {
  constexpr std::string_view prefixes = "kmgt";
  std::string lower(unit);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (lower.empty() || lower == "b") return 1;
  const std::size_t power = prefixes.find(lower.front()) + 1; // npos + 1 is 0
  const std::string rest = lower.substr(1);
  if (power == 0 || (!rest.empty() && rest != "b" && rest != "ib")) return std::nullopt;
  std::size_t bytes = 1;
  for (std::size_t i = 0; i < power; ++i) bytes *= rest == "b" ? 1000u : 1024u;
  return bytes;
}

/// Returns the size that a text such as "64K" states. Returns nothing if the text is not a size, or
/// if the size is 0 or too large.
std::optional<std::size_t> size_of(std::string_view text) {
  std::size_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  const std::optional<std::size_t> unit =
      bytes_of(text.substr(static_cast<std::size_t>(end - text.data())));
  if (error != std::errc() || !unit || n == 0 || n > max_size / *unit) return std::nullopt;
  return n * *unit;
}

} // namespace

CLI::Option* add_number(CLI::App& app, const std::string& name, std::size_t& target,
                        number_range range, const std::string& about) {
  const auto parse = [&target, name, range](const std::string& text) {
    std::size_t n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc() || end != text.data() + text.size() || n < range.least ||
        n > range.greatest)
      refuse(name,
             "an integer from " + std::to_string(range.least) + " to " +
                 std::to_string(range.greatest),
             text);
    target = n;
  };
  return app.add_option_function<std::string>(name, parse, about)
      ->type_name("N")
      ->default_str(std::to_string(target));
}

CLI::Option* add_size(CLI::App& app, const std::string& name, std::size_t& target,
                      const std::string& about) {
  const auto parse = [&target, name](const std::string& text) {
    const std::optional<std::size_t> size = size_of(text);
    if (!size)
      refuse(name,
             "a size from 1 to " + std::to_string(max_size) + " bytes, such as 65536, 64K or 64KiB",
             text);
    target = *size;
  };
  return app
      .add_option_function<std::string>(
          name, parse,
          about + "; K and KiB mean 1024 bytes, KB means 1000; the same holds for M, G and T")
      ->type_name("SIZE")
      ->default_str(std::to_string(target));
}

CLI::Option* add_choice(CLI::App& app, const std::string& name,
                        const std::vector<std::string>& words, std::size_t standard,
                        std::function<void(std::size_t)> use, const std::string& about) {
  const auto parse = [name, words, use = std::move(use)](const std::string& word) {
    const auto found = std::find(words.begin(), words.end(), word);
    if (found != words.end()) return use(static_cast<std::size_t>(found - words.begin()));
    const alternatives known(words);
    refuse(name, known.text(), word, known.did_you_mean(word));
  };
  std::string type = name.substr(2);
  for (char& c : type) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return offer(app.add_option_function<std::string>(name, parse, about), {words})
      ->type_name(type)
      ->default_str(words[standard]);
}

CLI::Option* refuse_empty(CLI::Option* option) {
  return option->check(
      [](const std::string& text) {
        return std::string(text.empty() ? "expected a non-empty text" : "");
      },
      "");
}

CLI::Option* add_level(CLI::App& app, assay::level& target, const std::string& about) {
  return add_choice(
      app, "--level", {"reference", "published", "strict"}, static_cast<std::size_t>(target),
      [&target](std::size_t i) { target = static_cast<assay::level>(i); }, about);
}

void add_checks(CLI::App& app, assay::options& target) {
  add_level(app, target.level, "How strict the check is: reference, published or strict");
  app.add_flag("--keep-unknown-types", target.keep_unknown_types, "Accept events of unknown types");
  app.add_flag("--reject-unknown-members", target.reject_unknown_members,
               "At level strict, reject events with unknown members instead of warning");
  app.add_flag_callback(
      "--replace-lone-surrogates",
      [&target] { target.lone_surrogates = assay::surrogate_policy::replace; },
      "Replace each lone surrogate with U+FFFD instead of rejecting the event");
  add_choice(
      app, "--null-characters", {"warn-at-strict", "accept", "warn", "replace", "reject"},
      static_cast<std::size_t>(target.null_characters),
      [&target](std::size_t i) {
        target.null_characters = static_cast<assay::null_character_policy>(i);
      },
      "How to treat U+0000 in a string or member name: warn-at-strict, accept, warn, replace (with "
      "U+FFFD) or reject");
  app.add_flag("--reject-number-overflow", target.reject_number_overflow,
               "Reject numbers beyond the range of a double, such as 1e400, instead of warning at "
               "level strict");
  add_number(app, "--max-violations", target.limits.max_violations,
             {0, std::numeric_limits<std::size_t>::max() / 2},
             "The maximum number of violations shown for one event");
}

CLI::Option* add_format(CLI::App& app, output_format& target, const std::string& about) {
  return add_choice(
      app, "--format", {"text", "json"}, static_cast<std::size_t>(target),
      [&target](std::size_t i) { target = static_cast<output_format>(i); }, about);
}

CLI::Option* add_files(CLI::App& app, std::vector<std::string>& target, const std::string& about) {
  target = {"-"};
  return offer(app.add_option("FILE", target, about), {{}, offered_paths::files})->type_name("");
}

} // namespace tool
