// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/answers.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay {

/// What came of sending one request.
struct push_response {
  int status = 0; ///< of HTTP; 0: there was no answer, or not a whole one
  /// What `parse_retry_after` makes of the header.
  std::optional<std::chrono::seconds> retry_after{};
  /// The body of the answer: all of it, or let the status be 0 where it was cut off. Without it a
  /// status from 200 to 299 holds for every event, as far as `answer_format` allows.
  std::string body{};
  /// What the answer says of the events, where the caller has read it: for a body in another form,
  /// such as HoneyHive's. Then the status and the body are not looked at, so leave it absent where
  /// the status alone says what became of the request: 401, 413, 503, ...
  std::optional<batch_answer> answer{};
};

namespace detail {

/// The answer to a request that was refused.
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

/// What an answer means for its request.
enum class request_outcome : std::uint8_t {
  answered,  ///< it is known of each event what became of it
  unclear,   ///< a success by its status, but the answer cannot be understood
  refused,   ///< the server refuses the body for what is in it: 400, 413 or 422
  transient, ///< the same request may go well another time: `is_transient`
  failed,    ///< it will not: 401, 403, 404 or a redirection, for example
};

/// Whether the status is about the body, so that the same one will be refused again: 400, 413 or
/// 422.
///
/// The others are about the server, the network, the key or the URL (401, 403, 404, redirections),
/// and no event is to blame.
constexpr bool is_refusal_of_body(int status) noexcept {
  return status == 400 || status == 413 || status == 422;
}

/// What a status means for its request, as long as the body says nothing else.
constexpr request_outcome outcome_of(int status) noexcept {
  if (status >= 200 && status < 300) return request_outcome::answered;
  if (is_refusal_of_body(status)) return request_outcome::refused;
  return is_transient(status) ? request_outcome::transient : request_outcome::failed;
}

/// Why a body was refused, in the server's words: the `detail`, `message`, `error` or `reason` of
/// an answer in JSON, at most 1000 bytes; empty when it has none of these.
inline std::string refusal_reason(std::string_view answer) {
  constexpr std::size_t max_size = 1000;
  detail::refusal said;
  if (!validator<detail::refusal>().read(answer, said)) return {};
  for (const std::optional<raw_json>* words :
       {&said.detail, &said.message, &said.error, &said.reason}) {
    if (!*words || !json_text((*words)->text()).is_string()) continue;
    std::string reason = json_text((*words)->text()).to_string();
    std::size_t end = std::min(reason.size(), max_size);
    while (end != reason.size() && (reason[end] & 0xC0) == 0x80) --end; // not within a character
    reason.resize(end);
    return reason;
  }
  return {};
}

} // namespace assay
