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

/// An event that is to be stored. All are views.
struct new_event {
  std::string_view system;
  std::string_view session;
  std::string_view key;
  std::optional<std::uint64_t> seq{};
  std::optional<std::string_view> client{};
  std::string_view text;
};

/// An event that is stored.
struct found_event {
  std::string session;
  std::string text;
};

/// A session that a producer opened, or told of.
struct new_session {
  std::string_view system;
  std::string_view session;
  std::optional<std::string> agent{};
  std::optional<std::string> user_goal{};
  std::optional<std::string> status{};
  std::optional<std::string_view> body{};
};

/// What was rejected: an event, or a body that could not be read.
struct rejected_row {
  std::string_view system;
  std::string_view session;
  std::optional<std::string_view> client{};
  int status = 0;
  std::string_view violations; ///< a JSON array
  bool is_cut = false;         ///< there were more: those of an earlier time are kept
  std::string_view prefix{};   ///< what stood around the event in its request
  std::string_view body;       ///< as it came
  std::string_view suffix{};
};

/// Where a request came from, and where it went.
struct origin {
  std::string_view method;
  std::string_view target;
  std::string_view source; ///< for people: address, route and user agent
};

/// How many events had which outcome: by system, "accepted", "duplicate", "rejected" or
/// "retried" (and rejected again), and code.
using outcome_counts = std::map<std::tuple<std::string, std::string, std::string>, std::uint64_t>;

} // namespace gateway
