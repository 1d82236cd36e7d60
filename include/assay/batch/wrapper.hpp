// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string_view>

namespace assay {

/// The text around the events in a request's body.
///
/// The members are views: string literals, or texts that outlive every use of the wrapper.
struct batch_wrapper {
  std::string_view prefix;    ///< before the first event
  std::string_view separator; ///< between two events
  std::string_view suffix;    ///< after the last event

  /// Returns the size in bytes of a body without events.
  constexpr std::size_t empty_size() const noexcept { return prefix.size() + suffix.size(); }

  /// Compares all members.
  friend constexpr bool operator==(const batch_wrapper&, const batch_wrapper&) = default;
};

/// `{"events":[...]}`, the form of Promptetheus.
inline constexpr batch_wrapper events_wrapper{R"({"events":[)", ",", "]}"};
/// A bare array.
inline constexpr batch_wrapper array_wrapper{"[", ",", "]"};
/// One event per line; each line ends in a line feed. Each event must be on one line, as
/// `line_reader` returns it and `write` writes it.
inline constexpr batch_wrapper lines_wrapper{"", "\n", "\n"};

} // namespace assay
