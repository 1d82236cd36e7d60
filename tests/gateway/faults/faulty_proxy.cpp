// SPDX-License-Identifier: BSL-1.0
#include "gateway/faults/faulty_proxy.hpp"

#include "gateway/support/dice.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <deque>
#include <functional>
#include <sstream>
#include <string_view>
#include <thread>
#include <utility>

namespace gateway_test {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using request = http::request<http::string_body>;
using response = http::response<http::string_body>;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr auto awaiting = asio::as_tuple(asio::use_awaitable);

std::string text_of(const auto& message) {
  std::ostringstream out;
  out << message;
  return std::move(out).str();
}

/// Returns the texts of all string members of that name. The bodies come from this test: no key has
/// an escape, and no text contains the name.
std::vector<std::string_view> strings_named(std::string_view name, std::string_view body) {
  std::vector<std::string_view> out;
  const std::string start = "\"" + std::string(name) + "\":\"";
  for (std::size_t at = 0; (at = body.find(start, at)) != body.npos;) {
    at += start.size();
    out.push_back(body.substr(at, body.find('"', at) - at));
  }
  return out;
}

/// Returns the number after `"name":`, or 0 if there is none.
std::size_t number_named(std::string_view name, std::string_view body) {
  const std::string start = "\"" + std::string(name) + "\":";
  const std::size_t at = body.find(start);
  std::size_t n = 0;
  if (at != body.npos)
    std::from_chars(body.data() + at + start.size(), body.data() + body.size(), n);
  return n;
}

/// Returns whether the contents of a response show that it belongs to other events.
bool is_told_apart(std::string_view answer, std::string_view body) {
  const auto sent = strings_named("idempotency_key", body);
  const auto rejected = strings_named("idempotency_key", answer);
  if (sent.empty() || answer.find("\"accepted\"") == answer.npos) return false;
  if (number_named("accepted", answer) + rejected.size() != sent.size()) return true;
  return std::any_of(rejected.begin(), rejected.end(), [&](std::string_view key) {
    return std::find(sent.begin(), sent.end(), key) == sent.end();
  });
}

std::string http_date(std::chrono::sys_seconds t) {
  const std::time_t time = std::chrono::system_clock::to_time_t(t);
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  char text[64];
  return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

} // namespace

class faulty_proxy::state {
 public:
  explicit state(const proxy_options& o)
      : options_(o), dice_(o.seed), acceptor_(context_, {asio::ip::address_v4::loopback(), o.port}),
        port_(acceptor_.local_endpoint().port()) {
    asio::co_spawn(context_, accept(), asio::detached);
    thread_ = std::thread([this] { context_.run(); });
  }
  ~state() { stop(milliseconds(0)); }

  unsigned short port() const noexcept { return port_; }
  const std::vector<proxied_request>& log() const noexcept { return log_; }

  void note(std::string line) {
    asio::post(context_, [this, line = std::move(line)]() mutable {
      log_.push_back({.number = log_.size(), .at = now(), .course = std::move(line)});
    });
  }

  bool stop(milliseconds patience) {
    if (!thread_.joinable()) return true;
    asio::post(context_, [this] { acceptor_.close(); });
    const auto end = steady_clock::now() + patience;
    while (under_way_ != 0 && steady_clock::now() < end)
      std::this_thread::sleep_for(milliseconds(1));
    const bool done = under_way_ == 0;
    context_.stop();
    thread_.join();
    return done;
  }

 private:
  /// A request and its connection.
  struct exchange {
    boost::beast::tcp_stream& client;
    request asked;
    std::size_t entry;
  };

  asio::awaitable<void> accept() {
    for (;;) {
      auto [e, socket] = co_await acceptor_.async_accept(awaiting);
      if (e) co_return;
      asio::co_spawn(context_, serve(std::move(socket)), asio::detached);
    }
  }

  asio::awaitable<void> serve(tcp::socket socket) {
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    boost::beast::tcp_stream client(std::move(socket));
    boost::beast::flat_buffer buffer;
    for (bool goes_on = true; goes_on;) {
      http::request_parser<http::string_body> parser;
      parser.body_limit(std::uint64_t{256} << 20);
      client.expires_after(std::chrono::seconds(60));
      auto [e, n] = co_await http::async_read(client, buffer, parser, awaiting);
      if (e) co_return;
      client.expires_never();
      ++under_way_;
      exchange x{client, parser.release(), 0};
      goes_on = co_await handle(x);
      --under_way_;
    }
  }

  void log(exchange& x, fault what) {
    x.entry = log_.size();
    proxied_request r{.number = log_.size(),
                      .at = now(),
                      .target = std::string(x.asked.target()),
                      .body_bytes = x.asked.body().size(),
                      .what = what};
    for (const std::string_view key : strings_named("idempotency_key", x.asked.body()))
      r.keys.push_back(hash_of(key));
    log_.push_back(std::move(r));
  }

  void tell(const exchange& x, std::string_view what) {
    std::string& course = log_[x.entry].course;
    if (!course.empty()) course += ", ";
    course += what;
  }

  milliseconds now() const {
    return std::chrono::duration_cast<milliseconds>(steady_clock::now() - start_);
  }

  fault choose() {
    if (!dice_.chance(options_.fault_probability)) return fault::none;
    return options_.only ? *options_.only : fault_at(dice_.below(all_shares()));
  }

  /// Handles a request; returns whether the connection continues.
  asio::awaitable<bool> handle(exchange& x) {
    const fault what = choose();
    log(x, what);
    if (options_.max_body != 0 && x.asked.body().size() > options_.max_body)
      co_return co_await answer(x, made(x, 413, {}, R"({"detail":"too large for this proxy"})"));
    switch (what) {
    case fault::dropped_before: co_return false;
    case fault::cut_request: co_await forward_part(x); co_return false;
    case fault::dropped_after: co_await forward(x); co_return false;
    case fault::delayed: co_await wait(random_delay()); break;
    case fault::late: co_await wait(options_.late_by); break;
    case fault::too_many: co_return co_await refuse(x, 429);
    case fault::unavailable: co_return co_await refuse(x, 503);
    case fault::failed: co_return co_await refuse(x, dice_.chance(0.5) ? 500 : 502);
    case fault::a_page:
      co_return co_await pretend(x, "<!doctype html><title>Sign in</title><p>Welcome!");
    case fault::empty: co_return co_await pretend(x, "");
    case fault::empty_object: co_return co_await pretend(x, "{}");
    case fault::wrong_counts: co_return co_await pretend(x, wrong_counts(x.asked.body()));
    case fault::of_another: co_return co_await answer_of_another(x);
    case fault::misplaced: co_return co_await misplaced_answer(x);
    default: break;
    }
    std::optional<response> got = co_await forward(x);
    if (what == fault::sent_twice) {
      std::optional<response> second = co_await forward(x);
      if (dice_.chance(0.5)) std::swap(got, second);
    }
    if (!got) {
      // The server is down. The proxy may report this or close the connection.
      if (dice_.chance(0.5)) co_return false;
      co_return co_await answer(x, made(x, 502, {}, "Bad gateway"));
    }
    keep_for_others(x, *got);
    if (what == fault::delayed) co_await wait(random_delay());
    co_return co_await answer_with(x, what, std::move(*got));
  }

  asio::awaitable<bool> answer_with(exchange& x, fault what, response got) {
    const std::string text = text_of(got);
    const std::size_t head = text.find("\r\n\r\n") + 4;
    switch (what) {
    case fault::cut_head: co_return co_await write_and_end(x, text.substr(0, dice_.below(head)));
    case fault::cut_body:
      co_return co_await write_and_end(x, text.substr(0, head + dice_.below(text.size() - head)));
    case fault::shortened:
      got.body().resize(dice_.below(got.body().size()));
      got.prepare_payload();
      co_return co_await answer(x, std::move(got));
    case fault::answered_twice: {
      tell(x, "answered twice");
      co_return co_await write(x, text + text);
    }
    default: co_return co_await answer(x, std::move(got));
    }
  }

  /// Responds with a failure, before or after the server handles the request.
  asio::awaitable<bool> refuse(exchange& x, int status) {
    if (dice_.chance(0.3)) co_await forward(x);
    std::string retry_after;
    const auto seconds = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    switch (dice_.below(4)) {
    case 0: retry_after = "0"; break;
    case 1: retry_after = "1"; break;
    case 2: retry_after = http_date(seconds + std::chrono::seconds(dice_.below(2))); break;
    default: break;
    }
    co_return co_await answer(x, made(x, status, retry_after, "Not now"));
  }

  /// Responds with a success without a report, whether or not the request succeeded.
  asio::awaitable<bool> pretend(exchange& x, std::string body) {
    if (dice_.chance(0.5)) co_await forward(x);
    co_return co_await answer(x, made(x, 200, {}, std::move(body)));
  }

  asio::awaitable<bool> answer_of_another(exchange& x) {
    if (dice_.chance(0.5)) co_await forward(x);
    if (others_.empty()) co_return false;
    co_return co_await answer(x, others_[dice_.below(others_.size())]);
  }

  asio::awaitable<bool> misplaced_answer(exchange& x) {
    if (dice_.chance(0.5)) co_await forward(x);
    for (const response& other : others_) {
      if (!is_told_apart(other.body(), x.asked.body())) continue;
      response copy = other;
      copy.erase("X-Request-Id");
      co_return co_await answer(x, std::move(copy));
    }
    co_return false;
  }

  /// Responds with wrong counts, of fewer or more events than in the request.
  std::string wrong_counts(std::string_view body) {
    const std::size_t keyed = strings_named("idempotency_key", body).size();
    const std::size_t n = keyed != 0 ? keyed : strings_named("event_name", body).size();
    const std::size_t wrong = n != 0 && dice_.chance(0.5) ? dice_.below(n) : n + 1 + dice_.below(9);
    return R"({"accepted":)" + std::to_string(wrong) + R"(,"duplicates":0,"rejected":[]})";
  }

  /// Remembers responses to events, to send them as responses to other requests.
  void keep_for_others(const exchange& x, const response& got) {
    if (x.asked.method() != http::verb::post || !x.asked.target().ends_with("/events")) return;
    others_.push_back(got);
    if (others_.size() > 24) others_.pop_front();
  }

  static response made(const exchange& x, int status, std::string_view retry_after,
                       std::string body) {
    response r(static_cast<http::status>(status), x.asked.version());
    if (!retry_after.empty()) r.set(http::field::retry_after, retry_after);
    r.set(http::field::content_type, "text/html");
    r.keep_alive(true);
    r.body() = std::move(body);
    r.prepare_payload();
    return r;
  }

  asio::awaitable<bool> answer(exchange& x, response r) {
    tell(x, "answered " + std::to_string(r.result_int()) + " " + r.body().substr(0, 80));
    const bool goes_on = r.keep_alive();
    co_return co_await write(x, text_of(r)) && goes_on;
  }

  asio::awaitable<bool> write_and_end(exchange& x, std::string text) {
    tell(x, "answered " + std::to_string(text.size()) + " bytes of an answer");
    co_await write(x, std::move(text));
    co_return false;
  }

  asio::awaitable<bool> write(exchange& x, std::string text) {
    x.client.expires_after(std::chrono::seconds(10));
    auto [e, n] = co_await asio::async_write(x.client, asio::buffer(text), awaiting);
    co_return !e;
  }

  milliseconds random_delay() {
    return milliseconds(dice_.below(static_cast<std::size_t>(options_.max_delay.count()) + 1));
  }
  asio::awaitable<void> wait(milliseconds delay) {
    asio::steady_timer timer(context_, delay);
    co_await timer.async_wait(awaiting);
  }

  /// Forwards the request on a separate connection. Returns nothing if no response came.
  asio::awaitable<std::optional<response>> forward(exchange& x) {
    boost::beast::tcp_stream server(context_);
    server.expires_after(std::chrono::seconds(10));
    const tcp::endpoint to(asio::ip::address_v4::loopback(), options_.upstream_port);
    if (auto [e] = co_await server.async_connect(to, awaiting); e) {
      tell(x, "the server is down");
      co_return std::nullopt;
    }
    if (auto [e, n] = co_await http::async_write(server, x.asked, awaiting); e) {
      tell(x, "forwarded in part");
      co_return std::nullopt;
    }
    boost::beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.body_limit(std::uint64_t{256} << 20);
    if (auto [e, n] = co_await http::async_read(server, buffer, parser, awaiting); e) {
      tell(x, "forwarded, without a response");
      co_return std::nullopt;
    }
    response got = parser.release();
    tell(x, "forwarded: " + std::to_string(got.result_int()) + " " + got.body().substr(0, 80));
    if (const auto id = x.asked.find("X-Request-Id"); id != x.asked.end())
      got.set("X-Request-Id", id->value());
    co_return got;
  }

  /// Forwards the head and a part of the body, and ends the connection.
  asio::awaitable<void> forward_part(exchange& x) {
    boost::beast::tcp_stream server(context_);
    server.expires_after(std::chrono::seconds(10));
    const tcp::endpoint to(asio::ip::address_v4::loopback(), options_.upstream_port);
    if (auto [e] = co_await server.async_connect(to, awaiting); e) co_return;
    std::string text = text_of(x.asked);
    text.resize(text.size() - 1 - dice_.below(x.asked.body().size()));
    tell(x, "forwarded in part");
    co_await asio::async_write(server, asio::buffer(text), awaiting);
  }

  proxy_options options_;
  dice dice_;
  asio::io_context context_{1};
  tcp::acceptor acceptor_;
  unsigned short port_;
  steady_clock::time_point start_ = steady_clock::now();
  std::vector<proxied_request> log_;
  std::deque<response> others_;
  std::atomic<std::size_t> under_way_{0};
  std::thread thread_;
};

faulty_proxy::faulty_proxy(const proxy_options& o) : state_(std::make_unique<state>(o)) {}
faulty_proxy::~faulty_proxy() = default;
unsigned short faulty_proxy::port() const noexcept { return state_->port(); }
void faulty_proxy::note(std::string line) { state_->note(std::move(line)); }
bool faulty_proxy::stop(milliseconds patience) { return state_->stop(patience); }
const std::vector<proxied_request>& faulty_proxy::log() const noexcept { return state_->log(); }

std::uint64_t faulty_proxy::hash_of(std::string_view key) noexcept {
  return std::hash<std::string_view>()(key);
}

std::string to_string(const proxied_request& r) {
  std::ostringstream out;
  out << '#' << r.number << " at " << r.at.count() << " ms: ";
  if (!r.target.empty())
    out << r.target << ", " << r.keys.size() << " events, " << r.body_bytes
        << " bytes, fault: " << name_of(r.what) << "; ";
  out << r.course;
  return std::move(out).str();
}

} // namespace gateway_test
