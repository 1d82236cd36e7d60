// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "http/dispatcher.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <functional>
#include <memory>

namespace gateway {

/// A connection that is open: what the server can do with it.
class open_connection {
 public:
  virtual ~open_connection() = default;
  /// Ends it when the request that it is at is answered; at once when it is at none. Any thread.
  virtual void end() = 0;
  /// Ends it now.
  virtual void abort() = 0;
};

/// Serves requests on the socket until the client or a limit ends it; `ended` is called then.
/// `is_full`: there are too many connections, so that the first request gets 503 and no more.
std::shared_ptr<open_connection> serve(boost::asio::ip::tcp::socket socket, dispatcher& to,
                                       bool is_full, std::function<void()> ended);

} // namespace gateway
