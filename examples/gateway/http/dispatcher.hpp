// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "http/message.hpp"
#include "http/request_head.hpp"
#include "http/rate_limiter.hpp"
#include "log.hpp"
#include "metrics.hpp"
#include "router.hpp"
#include "settings.hpp"
#include "store/writer.hpp"

#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace gateway {

/// Authorizes requests, finds their routes and calls the handlers. Does not use sockets. Any thread
/// may use it.
class dispatcher {
 public:
  dispatcher(const settings& s, const router& routes, writer& to, reader_pool& readers,
             metrics& counted, log& log_to);

  /// Returns the response to a request without a valid key.
  static response unauthorized();
  bool is_authorized(const request_head& head) const;

  /// Returns the response to a head whose body need not be read. Returns nothing if the body must
  /// be read; `found` is then its route.
  std::optional<response> refuse(const request_head& head, routing& found);

  /// Decompresses the body of the request. Returns a response if this fails.
  std::optional<response> decode(request& r, std::string_view encoding) const;
  /// Responds to the request, now or after it is stored. Calls `answer` once, on any thread.
  void answer(request r, const routing& where, std::function<void(response)> answer);

  /// Ends the running reads of the database; their responses are not sent.
  void stop_reading();

  void count(std::string_view route, int status, std::size_t bytes) {
    metrics_.add_request(route, status, bytes);
  }
  const settings& configuration() const noexcept { return settings_; }
  metrics& counted() noexcept { return metrics_; }
  /// The bytes of the bodies that are being read or processed.
  std::atomic<std::size_t> in_flight{0};

 private:
  std::optional<std::size_t> key_of(const request_head& head) const;
  response read(const request& r, const routing& where);
  void write(request r, const routing& where, std::function<void(response)> answer);

  const settings& settings_;
  const router& routes_;
  writer& writer_;
  reader_pool& readers_;
  metrics& metrics_;
  log& log_;
  rate_limiter limiter_;
  /// Reads that may be long, so that other connections do not wait for them.
  std::optional<boost::asio::thread_pool> reading_;
};

} // namespace gateway
