// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>
#include <string_view>

namespace tool {

/// Makes `assay key`, which derives and parses idempotency keys and checks those of events.
std::unique_ptr<command> make_key();

/// Returns whether the arguments after these two words are texts, such as session ids, instead of
/// files.
constexpr bool takes_texts(std::string_view command, std::string_view action) noexcept {
  return command == "key" && (action == "derive" || action == "parse");
}

} // namespace tool
