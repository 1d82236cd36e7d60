// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gateway {

/// Bytes of an id in a path: escaped, it fits into a head of the usual limit.
inline constexpr std::size_t longest_id = 4096;

/// A request as the routes see it: its body is whole and decoded.
struct request {
  std::string method{};
  std::string path{};  ///< as it was sent, without the query; escapes are in it
  std::string query{}; ///< what stood after `?`
  std::string body{};
  std::string remote{}; ///< the client's address
  std::string user_agent{};
};

/// The answer to one.
struct response {
  int status = 200;
  std::string body{};
  std::string_view content_type = "application/json"; ///< a literal
  std::vector<std::pair<std::string_view, std::string>> headers{};
  bool closes = false; ///< ends the connection after it
};

/// A request says something that cannot be: it gets 400, and changes nothing. The message has no
/// value of the request in it.
class bad_request : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// `{"detail":...}`, as the reference implementation tells what was wrong.
inline response refusal(int status, std::string_view detail) {
  std::string body = R"({"detail":")";
  return {.status = status, .body = body.append(detail).append("\"}")};
}

/// The same for what may be tried again after some seconds.
inline response refusal_for_now(int status, std::string_view detail, std::size_t seconds = 1) {
  response r = refusal(status, detail);
  r.headers.emplace_back("Retry-After", std::to_string(seconds));
  return r;
}

} // namespace gateway
