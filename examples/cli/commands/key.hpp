// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>
#include <string_view>

namespace tool {

/// `assay key`: derives idempotency keys, takes them apart, and checks those of events.
std::unique_ptr<command> make_key();

/// Whether what stands behind these two words of a command line are texts, such as session ids, and
/// not files.
constexpr bool takes_texts(std::string_view command, std::string_view action) noexcept {
  return command == "key" && (action == "derive" || action == "parse");
}

} // namespace tool
