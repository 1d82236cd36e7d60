#pragma once

#include "assay/schema/level.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

// Kinds of options that the commands' own ones are made of, so that the same is written and refused in the same way everywhere.
// What a target holds before is the default, which the help shows.

namespace tool {

enum class output_format : std::uint8_t { text, json };

/// Adds an option that takes an integer from 0 to `greatest`.
CLI::Option* add_number(CLI::App& app, const std::string& name, std::size_t& target, std::size_t greatest, const std::string& about);

/// Adds `--level`.
CLI::Option* add_level(CLI::App& app, assay::level& target);

/// Adds `--format`; `about`: what the formats show.
CLI::Option* add_format(CLI::App& app, output_format& target, const std::string& about);

/// Adds the files to read, any number of them, behind the options. Afterwards there is one at least: `-`, standard input.
CLI::Option* add_files(CLI::App& app, std::vector<std::string>& target, const std::string& about);

} // namespace tool
