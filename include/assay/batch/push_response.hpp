// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/outcome.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay {

/// The result of sending one request.
struct push_response {
  int status = 0; ///< the HTTP status; 0: no response, or an incomplete one
  /// The value of the `Retry-After` header, as `parse_retry_after` returns it.
  std::optional<std::chrono::seconds> retry_after{};
  /// The complete body of the response. If it was cut off, set the status to 0. Without a body, a
  /// status from 200 to 299 applies to every event, if `response_format` allows that.
  std::string body{};
  /// The outcome of the events, if the caller has read the response itself. Use this for
  /// other formats, such as HoneyHive's. The status and the body are then ignored. So leave it
  /// empty if only the status shows what happened to the request: 401, 413, 503 and so on.
  std::optional<batch_outcome> outcome{};
};

namespace detail {

/// The body of a response that refuses a request.
struct refusal {
  std::optional<raw_json> detail{};
  std::optional<raw_json> message{};
  std::optional<raw_json> error{};
  std::optional<raw_json> reason{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(refusal, (), (detail, message, error, reason, additional))

template <class T = refusal>
consteval auto rules_of(const refusal*) {
  return rules();
}

} // namespace detail

/// The meaning of a response for its request.
enum class request_outcome : std::uint8_t {
  answered,  ///< the outcome of each event is known
  unclear,   ///< a success by its status, but the response cannot be understood
  refused,   ///< the server refuses the body for its content: 400, 413 or 422
  transient, ///< the same request may succeed later: `is_transient`
  failed,    ///< the same request will not succeed: 401, 403, 404 or a redirection, for example
};

/// Returns whether the status is about the body, so that the same body would be refused again: 400,
/// 413 or 422.
///
/// Other statuses are about the server, the network, the API key or the URL (401, 403, 404,
/// redirections), not about an event.
constexpr bool is_refusal_of_body(int status) noexcept {
  return status == 400 || status == 413 || status == 422;
}

/// Returns what a status means for its request, unless the body reports otherwise.
constexpr request_outcome outcome_of(int status) noexcept {
  if (status >= 200 && status < 300) return request_outcome::answered;
  if (is_refusal_of_body(status)) return request_outcome::refused;
  return is_transient(status) ? request_outcome::transient : request_outcome::failed;
}

/// Returns why a body was refused, in the server's words: the `detail`, `message`, `error` or
/// `reason` of a JSON response, at most 1000 bytes. Empty if the response has none of these.
inline std::string refusal_reason(std::string_view response) {
  constexpr std::size_t max_size = 1000;
  detail::refusal said;
  if (!validator<detail::refusal>().read(response, said)) return {};
  for (const std::optional<raw_json>* words :
       {&said.detail, &said.message, &said.error, &said.reason}) {
    if (!*words || !json_text((*words)->text()).is_string()) continue;
    std::string reason = json_text((*words)->text()).to_string();
    std::size_t end = std::min(reason.size(), max_size);
    while (end != reason.size() && (reason[end] & 0xC0) == 0x80) --end; // do not cut a character
    reason.resize(end);
    return reason;
  }
  return {};
}

} // namespace assay
