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

/// Decides on requests: who may make them, which route they go, and who answers. Knows no sockets.
/// Any thread may use it.
class dispatcher {
 public:
  dispatcher(const settings& s, const router& routes, writer& to, reader_pool& readers,
             metrics& counted, log& log_to);

  /// The answer to a request that shows no valid key.
  static response unauthorized();
  bool is_authorized(const request_head& head) const;

  /// The answer to a head whose body need not be read; nothing when it is to be read, and `found`
  /// is where it goes then.
  std::optional<response> refuse(const request_head& head, routing& found);

  /// Decompresses the request's body; the answer when that cannot be done.
  std::optional<response> decode(request& r, std::string_view encoding) const;
  /// Answers the request, now or when it is stored. `answer` may be called on any thread, once.
  void answer(request r, const routing& where, std::function<void(response)> answer);

  /// Ends what is still being read from the database; its answers are never given.
  void stop_reading();

  void count(std::string_view route, int status, std::size_t bytes) {
    metrics_.add_request(route, status, bytes);
  }
  const settings& configuration() const noexcept { return settings_; }
  metrics& counted() noexcept { return metrics_; }
  /// Bytes of the bodies that are being read or answered.
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
  /// Reads what may be long, so that other connections need not wait for it.
  std::optional<boost::asio::thread_pool> reading_;
};

} // namespace gateway
