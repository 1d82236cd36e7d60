// SPDX-License-Identifier: BSL-1.0
#include "http/server.hpp"

#include "http/connection.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace gateway {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

class server {
 public:
  server(const settings& s, dispatcher& to, log& log_to)
      : settings_(s), to_(to), log_(log_to), acceptor_(asio::make_strand(context_)),
        signals_(acceptor_.get_executor(), SIGTERM, SIGINT),
        log_signals_(acceptor_.get_executor(), SIGHUP), timer_(acceptor_.get_executor()) {}

  std::uint16_t listen() {
    error_code ec;
    const auto address = asio::ip::make_address(settings_.listen.address, ec);
    if (ec) throw std::runtime_error("not a valid IP address: " + settings_.listen.address);
    const tcp::endpoint at(address, settings_.listen.port);
    acceptor_.open(at.protocol());
    acceptor_.set_option(tcp::acceptor::reuse_address(true));
    acceptor_.bind(at, ec);
    if (ec)
      throw std::runtime_error("cannot listen on " + settings_.listen.address + ", port " +
                               std::to_string(settings_.listen.port) + ": " + ec.message());
    acceptor_.listen();
    return acceptor_.local_endpoint().port();
  }

  void run() {
    signals_.async_wait([this](error_code ec, int) {
      if (!ec) stop();
    });
    reopen_log_on_signal();
    accept();
    const std::size_t n = settings_.threads != 0
                              ? settings_.threads
                              : std::max<std::size_t>(1, std::thread::hardware_concurrency());
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < n; ++i) others.emplace_back([this] { context_.run(); });
    context_.run();
    for (std::thread& t : others) t.join();
  }

 private:
  /// Reopens the log on SIGHUP, after it was moved away.
  void reopen_log_on_signal() {
    log_signals_.async_wait([this](error_code ec, int) {
      if (ec) return;
      log_.reopen();
      reopen_log_on_signal();
    });
  }

  void accept() {
    acceptor_.async_accept(asio::make_strand(context_), [this](error_code ec, tcp::socket socket) {
      if (is_stopping_) return;
      if (ec) {
        log_.write(log_level::warning, "accept_failed", {{"reason", ec.message()}});
        return pause();
      }
      take(std::move(socket));
      accept();
    });
  }

  /// Waits until descriptors are closed if all are in use, without using a processor.
  void pause() {
    timer_.expires_after(std::chrono::milliseconds(50));
    timer_.async_wait([this](error_code ec) {
      if (!ec && !is_stopping_) accept();
    });
  }

  void take(tcp::socket socket) {
    // Connections over the limit get a response; beyond this number they are closed without one.
    constexpr std::size_t most_refused = 64;
    const auto open = static_cast<std::size_t>(++to_.counted().connections);
    const auto ended = [counted = &to_.counted()] { --counted->connections; };
    if (open > settings_.max_connections + most_refused) return ended();
    const std::lock_guard lock(mutex_);
    std::erase_if(connections_, [](const auto& c) { return c.expired(); });
    connections_.push_back(serve(std::move(socket), to_, open > settings_.max_connections, ended));
  }

  void stop() {
    log_.write(log_level::info, "stopping");
    is_stopping_ = true;
    error_code ignored;
    acceptor_.close(ignored);
    each([](open_connection& c) { c.end(); });
    timer_.expires_after(std::chrono::seconds(settings_.shutdown_seconds));
    timer_.async_wait([this](error_code ec) {
      if (ec) return;
      each([](open_connection& c) { c.abort(); });
      context_.stop();
    });
    watch();
  }

  /// Returns when all connections have ended.
  void watch() {
    if (to_.counted().connections == 0) return context_.stop();
    poll_ = std::make_unique<asio::steady_timer>(acceptor_.get_executor(),
                                                 std::chrono::milliseconds(10));
    poll_->async_wait([this](error_code ec) {
      if (!ec) watch();
    });
  }

  template <class F>
  void each(F f) {
    const std::lock_guard lock(mutex_);
    for (const auto& weak : connections_)
      if (const auto c = weak.lock()) f(*c);
  }

  const settings& settings_;
  dispatcher& to_;
  log& log_;
  asio::io_context context_;
  tcp::acceptor acceptor_;
  asio::signal_set signals_, log_signals_;
  asio::steady_timer timer_;
  std::unique_ptr<asio::steady_timer> poll_;
  std::mutex mutex_;
  std::vector<std::weak_ptr<open_connection>> connections_;
  bool is_stopping_ = false;
};

} // namespace

void run_server(const settings& s, dispatcher& to, log& log_to,
                const std::function<void(std::uint16_t)>& is_listening,
                const std::function<void()>& is_done) {
  server made(s, to, log_to);
  is_listening(made.listen());
  made.run();
  is_done();
}

} // namespace gateway
