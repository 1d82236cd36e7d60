// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace gateway_test {

/// A response. The status is 0 if no response to the request arrived.
struct http_answer {
  int status = 0;
  std::string retry_after{};
  std::string body{};
};

/// A client with one connection. It blocks until it has a response or the time is over.
///
/// Each request has an `X-Request-Id`. A response with another id is ignored, because on a kept
/// connection nothing else distinguishes it from the response to the previous request. Unexpected
/// bytes end the connection.
class http_client {
 public:
  using request = boost::beast::http::request<boost::beast::http::string_body>;
  using response = boost::beast::http::response<boost::beast::http::string_body>;

  http_client(unsigned short port, std::string key, std::chrono::milliseconds timeout)
      : endpoint_(boost::asio::ip::address_v4::loopback(), port), key_(std::move(key)),
        timeout_(timeout) {}

  http_answer post(std::string_view target, std::string_view body) {
    return send(boost::beast::http::verb::post, target, body);
  }
  http_answer get(std::string_view target) {
    return send(boost::beast::http::verb::get, target, {});
  }

  http_answer send(boost::beast::http::verb method, std::string_view target,
                   std::string_view body) {
    request r(method, target, 11);
    r.set(boost::beast::http::field::host, "127.0.0.1");
    r.set(boost::beast::http::field::authorization, "Bearer " + key_);
    r.set("X-Request-Id", id_prefix() + std::to_string(++requests_));
    if (method != boost::beast::http::verb::get) {
      r.set(boost::beast::http::field::content_type, "application/json");
      r.body() = body;
      r.prepare_payload();
    }
    return send(r);
  }

  http_answer send(const request& r) {
    std::optional<response> got = exchange(r);
    if (!got || is_of_another(r, *got)) {
      close();
      return {};
    }
    if (!got->keep_alive()) close();
    return {static_cast<int>(got->result_int()),
            std::string((*got)[boost::beast::http::field::retry_after]), std::move(got->body())};
  }

  void close() { stream_.reset(); }

 private:
  using error_code = boost::system::error_code;

  /// Ids differ between the clients of one process.
  std::string id_prefix() const {
    return std::to_string(reinterpret_cast<std::uintptr_t>(this)) + "-";
  }

  static bool is_of_another(const request& r, const response& answer) {
    const auto id = answer.find("X-Request-Id");
    return id != answer.end() && id->value() != r["X-Request-Id"];
  }

  std::optional<response> exchange(const request& r) {
    if (stream_ && has_unasked_bytes()) close();
    if (!stream_ && !connect()) return std::nullopt;
    boost::beast::http::response_parser<boost::beast::http::string_body> parser;
    parser.body_limit(std::uint64_t{256} << 20);
    error_code failure;
    stream_->expires_after(timeout_);
    boost::beast::http::async_write(*stream_, r, [&](error_code e, std::size_t) {
      // A server that rejects a body may respond before it has read the body.
      boost::beast::http::async_read(*stream_, buffer_, parser,
                                     [&](error_code e2, std::size_t) { failure = e2; });
      (void)e;
    });
    run();
    if (failure || !parser.is_done()) return std::nullopt;
    return parser.release();
  }

  bool has_unasked_bytes() {
    error_code e;
    return buffer_.size() != 0 || stream_->socket().available(e) != 0 || e;
  }

  bool connect() {
    buffer_.clear();
    stream_.emplace(context_);
    error_code failure;
    stream_->expires_after(timeout_);
    stream_->async_connect(endpoint_, [&](error_code e) { failure = e; });
    run();
    if (failure) return close(), false;
    stream_->socket().set_option(boost::asio::ip::tcp::no_delay(true), failure);
    return true;
  }

  void run() {
    context_.restart();
    context_.run();
  }

  boost::asio::ip::tcp::endpoint endpoint_;
  std::string key_;
  std::chrono::milliseconds timeout_;
  boost::asio::io_context context_{1};
  std::optional<boost::beast::tcp_stream> stream_;
  boost::beast::flat_buffer buffer_;
  std::uint64_t requests_ = 0;
};

} // namespace gateway_test
