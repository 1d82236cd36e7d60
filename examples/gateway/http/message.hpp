// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gateway {

/// The maximum size of an id in a path, in bytes. Escaped, it fits into a head of the default
/// limit.
inline constexpr std::size_t longest_id = 4096;

/// A request for a route, with its complete, decoded body.
struct request {
  std::string method{};
  std::string path{};  ///< as it was sent, with escapes and without the query
  std::string query{}; ///< the text after `?`
  std::string body{};
  std::string remote{}; ///< the address of the client
  std::string user_agent{};
};

/// The response to a request.
struct response {
  int status = 200;
  std::string body{};
  std::string_view content_type = "application/json"; ///< a literal
  std::vector<std::pair<std::string_view, std::string>> headers{};
  bool closes = false; ///< ends the connection after the response
};

/// An error in a request. The request gets 400 and changes nothing. The message contains no values
/// of the request.
class bad_request : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Returns `{"detail":...}`, the form of errors in the reference implementation.
inline response refusal(int status, std::string_view detail) {
  std::string body = R"({"detail":")";
  return {.status = status, .body = body.append(detail).append("\"}")};
}

/// Returns the same for a request that may be retried after several seconds.
inline response refusal_for_now(int status, std::string_view detail, std::size_t seconds = 1) {
  response r = refusal(status, detail);
  r.headers.emplace_back("Retry-After", std::to_string(seconds));
  return r;
}

} // namespace gateway
