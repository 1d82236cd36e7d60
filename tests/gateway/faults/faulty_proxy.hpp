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

/// The settings of a faulty proxy.
struct proxy_options {
  unsigned short upstream_port = 0; ///< of the server, on 127.0.0.1
  unsigned short port = 0;          ///< the port of the proxy; 0: any
  std::uint64_t seed = 1;
  double fault_probability = 0.3; ///< the probability of a fault for each request
  std::optional<fault> only{};    ///< the only fault; empty: all faults by their shares
  std::size_t max_body = 0;       ///< a longer body gets 413; 0: no limit
  std::chrono::milliseconds max_delay{15};
  std::chrono::milliseconds late_by{600}; ///< longer than a client waits
};

/// The record of one request.
struct proxied_request {
  std::size_t number = 0;
  std::chrono::milliseconds at{0}; ///< since the start of the proxy
  std::string target{};
  std::size_t body_bytes = 0;
  std::vector<std::uint64_t> keys{}; ///< hashes of the idempotency keys in its body
  fault what = fault::none;
  std::string course{}; ///< what was forwarded and returned, as text
};

/// A proxy for HTTP/1.1 on 127.0.0.1 that loses, delays, cuts, duplicates and confuses requests and
/// responses, by random choices from a seed. It has its own thread and records all requests.
class faulty_proxy {
 public:
  explicit faulty_proxy(const proxy_options&);
  faulty_proxy(const faulty_proxy&) = delete;
  faulty_proxy& operator=(const faulty_proxy&) = delete;
  ~faulty_proxy();

  unsigned short port() const noexcept;
  /// Adds a line to the log. Any thread may call it.
  void note(std::string line);
  /// Stops accepting requests, waits for those in flight, and ends. Returns whether all ended in
  /// time.
  bool stop(std::chrono::milliseconds patience = std::chrono::seconds(10));
  /// Returns all requests in their order. Call it after `stop`.
  const std::vector<proxied_request>& log() const noexcept;

  /// Returns the hash of a key in `proxied_request::keys`.
  static std::uint64_t hash_of(std::string_view key) noexcept;

 private:
  class state;
  std::unique_ptr<state> state_;
};

/// Returns a line that describes a request.
std::string to_string(const proxied_request&);

} // namespace gateway_test
