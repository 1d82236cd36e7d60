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

// Kinds of options that the commands share, so that all commands accept and reject values in the
// same way. The initial value of a target is the default, which the help shows.

namespace tool {

enum class output_format : std::uint8_t { text, json };

/// The range of integers that an option accepts.
struct number_range {
  std::size_t least;
  std::size_t greatest;
};

/// Adds an option with an integer.
CLI::Option* add_number(CLI::App& app, const std::string& name, std::size_t& target,
                        number_range range, const std::string& about);

/// Adds an option with a size of at least one byte, with or without a unit.
CLI::Option* add_size(CLI::App& app, const std::string& name, std::size_t& target,
                      const std::string& about);

/// Adds an option that accepts one of the words. Calls `use` with the index of the word; `standard`
/// is the index of the default.
CLI::Option* add_choice(CLI::App& app, const std::string& name,
                        const std::vector<std::string>& words, std::size_t standard,
                        std::function<void(std::size_t)> use, const std::string& about);

/// Makes the option reject an empty text. Otherwise an unset shell variable would switch the option
/// off.
CLI::Option* refuse_empty(CLI::Option* option);

/// Adds `--level`; `about` is the help text.
CLI::Option* add_level(CLI::App& app, assay::level& target, const std::string& about);

/// Adds the options that control how events are checked, including `--level`.
void add_checks(CLI::App& app, assay::options& target);

/// Adds `--format`; `about` is the help text.
CLI::Option* add_format(CLI::App& app, output_format& target, const std::string& about);

/// Adds the argument for any number of input files. Without files, the target holds `-`, standard
/// input.
CLI::Option* add_files(CLI::App& app, std::vector<std::string>& target, const std::string& about);

} // namespace tool
