// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "http/dispatcher.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <functional>
#include <memory>

namespace gateway {

/// An open connection, as the server controls it.
class open_connection {
 public:
  virtual ~open_connection() = default;
  /// Ends the connection after the response to the current request, or immediately without one. Any
  /// thread may call it.
  virtual void end() = 0;
  /// Ends the connection immediately.
  virtual void abort() = 0;
};

/// Serves requests on the socket until the client or a limit ends the connection, and then calls
/// `ended`. `is_full`: there are too many connections, so the first request gets 503 and the
/// connection ends.
std::shared_ptr<open_connection> serve(boost::asio::ip::tcp::socket socket, dispatcher& to,
                                       bool is_full, std::function<void()> ended);

} // namespace gateway
