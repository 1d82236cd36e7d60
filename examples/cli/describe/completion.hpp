// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "describe/description.hpp"

#include <string>

// Scripts that complete the commands, options and values of the tool in a shell. They contain all
// words, so that the tool does not run at each key.

namespace tool {

/// Returns the script for bash 3.2 or newer; it does not need the bash-completion package.
std::string bash_completion(const command_description& tool);

/// Returns the script for zsh 5 or newer: a file `_assay` in a directory of `fpath`, or text for
/// `source <(...)` after `compinit`.
std::string zsh_completion(const command_description& tool);

/// Returns the script for fish 3 or newer.
std::string fish_completion(const command_description& tool);

/// Returns the text up to its first ". ", "; " or line break. Shells show one line.
std::string short_text(const std::string& text);

/// Returns the text in single quotes for a shell where `escaped_quote` is a quote within them.
std::string in_quotes(const std::string& text, const std::string& escaped_quote);

} // namespace tool
