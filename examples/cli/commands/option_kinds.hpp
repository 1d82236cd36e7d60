// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/options.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

// Kinds of options that the commands' own ones are made of, so that the same is written and refused
// in the same way everywhere. What a target holds before is the default, which the help shows.

namespace tool {

enum class output_format : std::uint8_t { text, json };

/// Which integers an option takes.
struct number_range {
  std::size_t least;
  std::size_t greatest;
};

/// Adds an option that takes an integer.
CLI::Option* add_number(CLI::App& app, const std::string& name, std::size_t& target,
                        number_range range, const std::string& about);

/// Adds an option that takes a size of at least one byte, with or without a unit.
CLI::Option* add_size(CLI::App& app, const std::string& name, std::size_t& target,
                      const std::string& about);

/// Adds an option that takes one of some words, and gives `use` the place of that among them;
/// `standard` is the place of the default.
CLI::Option* add_choice(CLI::App& app, const std::string& name,
                        const std::vector<std::string>& words, std::size_t standard,
                        std::function<void(std::size_t)> use, const std::string& about);

/// Lets the option take no empty text: a shell variable that is not set would switch off what was
/// asked for.
CLI::Option* refuse_empty(CLI::Option* option);

/// Adds `--level`; `about`: what it is the level of.
CLI::Option* add_level(CLI::App& app, assay::level& target, const std::string& about);

/// Adds the options for how events are judged, `--level` among them.
void add_checks(CLI::App& app, assay::options& target);

/// Adds `--format`; `about`: what the formats show.
CLI::Option* add_format(CLI::App& app, output_format& target, const std::string& about);

/// Adds the files to read, any number of them, behind the options. Afterwards there is one at
/// least: `-`, standard input.
CLI::Option* add_files(CLI::App& app, std::vector<std::string>& target, const std::string& about);

} // namespace tool
