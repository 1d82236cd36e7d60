// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "describe/description.hpp"

#include <string>

// Shell scripts that complete the commands, options and values of the tool. They contain all words,
// so that completion does not run the tool.

namespace tool {

/// Returns the script for bash 3.2 or newer. It does not need the bash-completion package.
std::string bash_completion(const command_description& tool);

/// Returns the script for zsh 5 or newer: a file `_assay` in a directory of `fpath`, or text for
/// `source <(...)` after `compinit`.
std::string zsh_completion(const command_description& tool);

/// Returns the script for fish 3 or newer.
std::string fish_completion(const command_description& tool);

/// Returns the first sentence of a text without its full stop, because shells show one line. It
/// ends before the first ". ", "; " or line break.
std::string short_text(const std::string& text);

/// Returns the text in single quotes for a shell that writes a quote within them as
/// `escaped_quote`.
std::string in_quotes(const std::string& text, const std::string& escaped_quote);

} // namespace tool
