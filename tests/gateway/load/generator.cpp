// SPDX-License-Identifier: BSL-1.0
#include "gateway/load/generator.hpp"

#include "gateway/load/event_bodies.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

namespace gateway_test {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using std::chrono::steady_clock;
using request = http::request<http::span_body<const char>>;
using response = http::response<http::string_body>;

constexpr auto awaiting = asio::as_tuple(asio::use_awaitable);

class load {
 public:
  load(const load_options& o, const std::function<void(std::size_t)>& progress)
      : options_(o), progress_(progress) {}

  load_result run() && {
    start_ = steady_clock::now();
    active_ = options_.connections;
    for (std::size_t i = 0; i < options_.connections; ++i)
      asio::co_spawn(context_, send_all(i), asio::detached);
    if (progress_) asio::co_spawn(context_, tell_progress(), asio::detached);
    context_.run();
    result_.seconds = std::chrono::duration<double>(steady_clock::now() - start_).count();
    return std::move(result_);
  }

 private:
  bool is_over() const {
    if (options_.most_events != 0 && begun_ >= options_.most_events) return true;
    return options_.time.count() != 0 && steady_clock::now() - start_ >= options_.time;
  }

  asio::awaitable<void> send_all(std::size_t i) {
    event_bodies bodies(options_.session_prefix + "_" + std::to_string(i), options_.events);
    boost::beast::tcp_stream stream(context_);
    const tcp::endpoint to(asio::ip::address_v4::loopback(), options_.port);
    stream.expires_after(std::chrono::seconds(10));
    auto [e] = co_await stream.async_connect(to, awaiting);
    if (e) fail("no connection: " + e.message());
    else {
      boost::system::error_code ignored;
      stream.socket().set_option(tcp::no_delay(true), ignored);
      boost::beast::flat_buffer buffer;
      while (!is_over() && co_await send_one(stream, buffer, bodies)) {
      }
    }
    --active_;
  }

  asio::awaitable<bool> send_one(boost::beast::tcp_stream& stream,
                                 boost::beast::flat_buffer& buffer, event_bodies& bodies) {
    const std::string& body = bodies.next();
    request r(http::verb::post, "/api/traces/" + bodies.session() + "/events", 11);
    r.set(http::field::host, "127.0.0.1");
    r.set(http::field::authorization, "Bearer " + options_.key);
    r.set(http::field::content_type, "application/json");
    r.body() = {body.data(), body.size()};
    r.prepare_payload();
    begun_ += bodies.events();
    const auto start = steady_clock::now();
    stream.expires_after(std::chrono::seconds(30));
    if (auto [e, n] = co_await http::async_write(stream, r, awaiting); e)
      co_return fail("not sent: " + e.message());
    http::response_parser<http::string_body> parser;
    parser.body_limit(std::uint64_t{16} << 20);
    if (auto [e, n] = co_await http::async_read(stream, buffer, parser, awaiting); e)
      co_return fail("no answer: " + e.message());
    const std::chrono::duration<float, std::milli> time = steady_clock::now() - start;
    result_.milliseconds.push_back(time.count());
    ++result_.requests;
    if (!is_right(parser.get(), body))
      co_return fail(std::to_string(parser.get().result_int()) + " " +
                     parser.get().body().substr(0, 200));
    result_.events += bodies.events();
    co_return true;
  }

  bool is_right(const response& r, std::string_view body) const {
    if (r.result() != http::status::ok) return false;
    if (options_.echoes) return r.body().size() == body.size();
    return r.body().starts_with("{\"accepted\":" + std::to_string(options_.events) + ",");
  }

  bool fail(std::string why) {
    if (result_.errors++ == 0) result_.first_error = std::move(why);
    return false;
  }

  asio::awaitable<void> tell_progress() {
    asio::steady_timer timer(context_);
    while (active_ != 0) {
      progress_(result_.events);
      timer.expires_after(std::chrono::milliseconds(100));
      co_await timer.async_wait(awaiting);
    }
  }

  const load_options& options_;
  const std::function<void(std::size_t)>& progress_;
  asio::io_context context_{1};
  steady_clock::time_point start_;
  std::size_t begun_ = 0;
  std::size_t active_ = 0;
  load_result result_;
};

} // namespace

double load_result::percentile(double part) {
  if (milliseconds.empty()) return 0;
  std::sort(milliseconds.begin(), milliseconds.end());
  const auto place = static_cast<std::size_t>(part * static_cast<double>(milliseconds.size()));
  return static_cast<double>(milliseconds[std::min(place, milliseconds.size() - 1)]);
}

load_result run_load(const load_options& o, const std::function<void(std::size_t)>& progress) {
  return load(o, progress).run();
}

} // namespace gateway_test
