// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "gateway/faults/fault.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gateway_test {

/// How a proxy fails.
struct proxy_options {
  unsigned short upstream_port = 0; ///< of the server, on 127.0.0.1
  unsigned short port = 0;          ///< of its own; 0: any
  std::uint64_t seed = 1;
  double fault_probability = 0.3; ///< that a fault happens to a request
  std::optional<fault> only{};    ///< the one fault that happens; nothing: each by its share
  std::size_t max_body = 0;       ///< a longer body is answered with 413; 0: there is no limit
  std::chrono::milliseconds max_delay{15};
  std::chrono::milliseconds late_by{600}; ///< longer than a client waits
};

/// What happened to one request.
struct proxied_request {
  std::size_t number = 0;
  std::chrono::milliseconds at{0}; ///< since the proxy began
  std::string target{};
  std::size_t body_bytes = 0;
  std::vector<std::uint64_t> keys{}; ///< hashes of the idempotency keys in its body
  fault what = fault::none;
  std::string course{}; ///< what was sent on and what came back, for people
};

/// A proxy for HTTP/1.1 on 127.0.0.1 that loses, delays, cuts, doubles and confuses requests and
/// answers, by choices that one number makes. It has a thread of its own, and knows all that
/// happened.
class faulty_proxy {
 public:
  explicit faulty_proxy(const proxy_options&);
  faulty_proxy(const faulty_proxy&) = delete;
  faulty_proxy& operator=(const faulty_proxy&) = delete;
  ~faulty_proxy();

  unsigned short port() const noexcept;
  /// Puts a line of the caller's into the log. From any thread.
  void note(std::string line);
  /// Waits until nothing is under way to the server, takes nothing new, and ends. Whether all was
  /// done in time.
  bool stop(std::chrono::milliseconds patience = std::chrono::seconds(10));
  /// All requests, in their order. To be called after `stop`.
  const std::vector<proxied_request>& log() const noexcept;

  /// What `proxied_request::keys` has for a key.
  static std::uint64_t hash_of(std::string_view key) noexcept;

 private:
  class state;
  std::unique_ptr<state> state_;
};

/// A line that tells a request.
std::string to_string(const proxied_request&);

} // namespace gateway_test
