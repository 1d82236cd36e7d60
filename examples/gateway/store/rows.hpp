// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

namespace gateway {

/// An event to store. All members are views.
struct new_event {
  std::string_view system;
  std::string_view session;
  std::string_view key;
  std::optional<std::uint64_t> seq{};
  std::optional<std::string_view> client{};
  std::string_view text;
};

/// A stored event.
struct found_event {
  std::string session;
  std::string text;
};

/// A session that a producer opened or named.
struct new_session {
  std::string_view system;
  std::string_view session;
  std::optional<std::string> agent{};
  std::optional<std::string> user_goal{};
  std::optional<std::string> status{};
  std::optional<std::string_view> body{};
};

/// A rejected entry: an event, or a body that could not be read.
struct rejected_row {
  std::string_view system;
  std::string_view session;
  std::optional<std::string_view> client{};
  int status = 0;
  std::string_view violations; ///< a JSON array
  bool is_cut = false;         ///< there were more violations; earlier ones are kept
  std::string_view prefix{};   ///< the text around the event in its request
  std::string_view body;       ///< the original bytes
  std::string_view suffix{};
};

/// The source and the target of a request.
struct origin {
  std::string_view method;
  std::string_view target;
  std::string_view source; ///< for people: address, route and user agent
};

/// The numbers of events by system, outcome and code. An outcome is "accepted", "duplicate",
/// "rejected" or "retried" (rejected again).
using outcome_counts = std::map<std::tuple<std::string, std::string, std::string>, std::uint64_t>;

} // namespace gateway
