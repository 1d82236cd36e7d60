// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "describe/description.hpp"

#include <string>

// Scripts for shells, which complete the commands, options and values of the tool. They hold all
// words: the tool does not run while somebody types.

namespace tool {

/// Returns the script for bash 3.2 or newer; it does not need the bash-completion package.
std::string bash_completion(const command_description& tool);

/// Returns the script for zsh 5 or newer: a file `_assay` in a directory of `fpath`, or text for
/// `source <(...)` after `compinit`.
std::string zsh_completion(const command_description& tool);

/// Returns the script for fish 3 or newer.
std::string fish_completion(const command_description& tool);

/// Returns the first sentence of a text, without a full stop: shells show one line. That is what is
/// before the first ". ", "; " or line break.
std::string short_text(const std::string& text);

/// Returns the text in single quotes for a shell where `escaped_quote` is a quote within them.
std::string in_quotes(const std::string& text, const std::string& escaped_quote);

} // namespace tool
