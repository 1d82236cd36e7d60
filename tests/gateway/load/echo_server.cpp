// SPDX-License-Identifier: BSL-1.0

// A minimal Beast server, with which the gateway is compared. It reads a request and returns its
// body.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

constexpr auto awaiting = asio::as_tuple(asio::use_awaitable);

asio::awaitable<void> serve(tcp::socket socket) {
  boost::system::error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  boost::beast::tcp_stream stream(std::move(socket));
  boost::beast::flat_buffer buffer;
  for (;;) {
    http::request_parser<http::string_body> parser;
    parser.body_limit(std::uint64_t{16} << 20);
    stream.expires_after(std::chrono::seconds(60));
    if (auto [e, n] = co_await http::async_read(stream, buffer, parser, awaiting); e) co_return;
    http::response<http::string_body> answer(http::status::ok, parser.get().version());
    answer.set(http::field::content_type, "application/json");
    answer.keep_alive(parser.get().keep_alive());
    answer.body() = std::move(parser.get().body());
    answer.prepare_payload();
    if (auto [e, n] = co_await http::async_write(stream, answer, awaiting); e) co_return;
  }
}

asio::awaitable<void> accept(tcp::acceptor& from) {
  for (;;) {
    auto [e, socket] = co_await from.async_accept(awaiting);
    if (e) co_return;
    const auto executor = socket.get_executor();
    asio::co_spawn(executor, serve(std::move(socket)), asio::detached);
  }
}

} // namespace

/// Runs `echo_server --listen 127.0.0.1:PORT`.
int main(int argc, char** argv) {
  const std::string_view address = argc == 3 ? argv[2] : "127.0.0.1:0";
  const auto port = static_cast<unsigned short>(std::atoi(address.data() + address.find(':') + 1));
  const unsigned threads = std::max(1u, std::thread::hardware_concurrency());
  asio::io_context context(static_cast<int>(threads));
  tcp::acceptor acceptor(context, {asio::ip::address_v4::loopback(), port});
  asio::co_spawn(context, accept(acceptor), asio::detached);
  std::cerr << "{\"event\":\"listening\",\"address\":\"127.0.0.1\",\"port\":"
            << acceptor.local_endpoint().port() << "}\n";
  std::vector<std::thread> workers;
  for (unsigned i = 0; i < threads; ++i) workers.emplace_back([&] { context.run(); });
  for (std::thread& w : workers) w.join();
}
