// SPDX-License-Identifier: BSL-1.0
#include "gateway/faults/coroutine_producer.hpp"

#include "gateway/faults/telling.hpp"

#include <assay/batch/push_machine.hpp>
#include <assay/promptetheus/event.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <algorithm>
#include <deque>
#include <exception>
#include <string_view>
#include <utility>

namespace gateway_test {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using machine = assay::push_machine<assay::promptetheus::event>;

constexpr auto awaiting = asio::as_tuple(asio::use_awaitable);

class coroutine_producer {
 public:
  explicit coroutine_producer(const producer_options& o)
      : options_(o), dice_(o.seed), source_(o.name + "_async", dice_, o.limits) {}

  std::vector<sent_event> run() && {
    std::exception_ptr failure;
    asio::co_spawn(context_, produce(), [&](std::exception_ptr e) { failure = e; });
    context_.run();
    if (failure) std::rethrow_exception(failure);
    return {std::make_move_iterator(events_.begin()), std::make_move_iterator(events_.end())};
  }

 private:
  bool is_late() const { return steady_clock::now() > options_.deadline; }

  asio::awaitable<void> produce() {
    while (!is_late() && (co_await post("/api/traces", source_.about())).status != 201)
      co_await sleep(milliseconds(2));
    for (std::size_t made = 0; (made < options_.events || !untold_.empty()) && !is_late();) {
      std::vector<sent_event> fresh;
      source_.make(std::min(options_.events - made, dice_.between(1, 300)), fresh);
      made += fresh.size();
      for (sent_event& e : fresh) untold_.push_back(&events_.emplace_back(std::move(e)));
      settle(untold_, co_await push());
      std::erase_if(untold_, [](const sent_event* e) { return e->what != told::nothing; });
    }
  }

  asio::awaitable<assay::push_result> push() {
    machine m(push_options());
    std::size_t next = 0;
    for (;;) switch (m.next()) {
      case assay::push_action::feed:
        if (next < untold_.size()) m.add_view(untold_[next++]->text);
        else m.finish();
        break;
      case assay::push_action::send: {
        const assay::push_response r =
            co_await post("/api/traces/" + source_.id() + "/events", std::string(m.body()));
        m.receive(r, dice_.fraction());
        break;
      }
      case assay::push_action::wait:
        co_await sleep(m.delay());
        if (is_late()) m.stop();
        break;
      case assay::push_action::done: co_return m.take_result();
      }
  }

  assay::push_options push_options() const {
    assay::push_options o;
    o.validation.level = assay::level::reference;
    o.max_bytes = options_.limits.producer;
    o.max_events = 50;
    o.responses = assay::response_format::acceptance;
    o.retry = {.max_retries = 3,
               .base_delay = milliseconds(2),
               .max_delay = milliseconds(20),
               .max_retry_after = milliseconds(5),
               .min_delay = milliseconds(1)};
    return o;
  }

  asio::awaitable<void> sleep(milliseconds delay) {
    asio::steady_timer timer(context_, delay);
    co_await timer.async_wait(awaiting);
  }

  /// Sends the request on a separate connection, so that it cannot get the response to another
  /// request, except by a fault.
  asio::awaitable<assay::push_response> post(std::string target, std::string body) {
    boost::beast::tcp_stream stream(context_);
    stream.expires_after(options_.timeout);
    const asio::ip::tcp::endpoint to(asio::ip::address_v4::loopback(), options_.port);
    if (auto [e] = co_await stream.async_connect(to, awaiting); e) co_return assay::push_response{};
    http::request<http::string_body> r(http::verb::post, target, 11);
    r.set(http::field::host, "127.0.0.1");
    r.set(http::field::authorization, "Bearer " + options_.key);
    r.set("X-Request-Id", options_.name + "-" + std::to_string(++requests_));
    r.body() = std::move(body);
    r.keep_alive(false);
    r.prepare_payload();
    co_await http::async_write(stream, r,
                               awaiting); // the response may arrive before the request is read
    boost::beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    if (auto [e, n] = co_await http::async_read(stream, buffer, parser, awaiting); e)
      co_return assay::push_response{};
    const auto& got = parser.get();
    if (const auto id = got.find("X-Request-Id");
        id != got.end() && id->value() != r["X-Request-Id"])
      co_return assay::push_response{};
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const std::string retry_after(got[http::field::retry_after]);
    co_return assay::push_response{.status = static_cast<int>(got.result_int()),
                                   .retry_after = assay::parse_retry_after(retry_after, now),
                                   .body = got.body()};
  }

  producer_options options_;
  dice dice_;
  event_source source_;
  asio::io_context context_{1};
  std::deque<sent_event> events_;
  std::vector<sent_event*> untold_;
  std::uint64_t requests_ = 0;
};

} // namespace

std::vector<sent_event> produce_in_coroutine(const producer_options& o) {
  return coroutine_producer(o).run();
}

} // namespace gateway_test
