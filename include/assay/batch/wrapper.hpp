// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string_view>

namespace assay {

/// What stands around the events in a request's body.
///
/// The texts are views: literals, or texts that outlive whatever uses the wrapper.
struct batch_wrapper {
  std::string_view prefix;
  std::string_view separator;
  std::string_view suffix;

  /// Bytes of a body of no event.
  constexpr std::size_t empty_size() const noexcept { return prefix.size() + suffix.size(); }

  friend constexpr bool operator==(const batch_wrapper&, const batch_wrapper&) = default;
};

/// `{"events":[...]}`, as Promptetheus has it.
inline constexpr batch_wrapper events_wrapper{R"({"events":[)", ",", "]}"};
/// A bare array.
inline constexpr batch_wrapper array_wrapper{"[", ",", "]"};
/// One event a line, each line ended. Events must be on one line each, as a `line_reader` gives
/// them and `write` writes them.
inline constexpr batch_wrapper lines_wrapper{"", "\n", "\n"};

} // namespace assay
