// SPDX-License-Identifier: BSL-1.0
#include "http/connection.hpp"

#include "http/path.hpp"
#include "http/share.hpp"
#include "http/unfinished_head.hpp"
#include "http/wire_response.hpp"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace gateway {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;
using std::chrono::milliseconds;
using std::chrono::seconds;

std::string_view view(boost::beast::string_view s) noexcept { return {s.data(), s.size()}; }

class connection final : public open_connection, public std::enable_shared_from_this<connection> {
 public:
  connection(asio::ip::tcp::socket socket, dispatcher& to, bool is_full,
             std::function<void()> ended)
      : socket_(std::move(socket)), deadline_(socket_.get_executor()), to_(to), is_full_(is_full),
        ended_(std::move(ended)), buffer_(to.configuration().max_header + (std::size_t{64} << 10)) {
    error_code ignored;
    const auto remote = socket_.remote_endpoint(ignored);
    if (!ignored) remote_ = remote.address().to_string();
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  }
  ~connection() override { ended_(); }

  void start() {
    asio::dispatch(socket_.get_executor(), [self = shared_from_this()] { self->read_head(); });
  }
  void end() override {
    asio::post(socket_.get_executor(), [self = shared_from_this()] {
      self->is_ending_ = true;
      if (self->is_idle_ || self->is_lingering_) self->close();
    });
  }
  void abort() override {
    asio::post(socket_.get_executor(), [self = shared_from_this()] { self->close(); });
  }

 private:
  using parser = http::request_parser<http::string_body>;

  const settings& limits() const noexcept { return to_.configuration(); }

  /// Cancels the current operation of the connection when the time is over.
  void set_deadline(milliseconds time) {
    is_late_ = false;
    deadline_.expires_after(time);
    deadline_.async_wait([self = shared_from_this()](error_code ec) {
      if (ec || self->deadline_.expiry() > asio::steady_timer::clock_type::now()) return;
      self->is_late_ = true;
      error_code ignored;
      self->socket_.cancel(ignored);
    });
  }

  void read_head() {
    if (is_ending_) return close();
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(limits().max_header));
    parser_->body_limit(boost::none); // `Content-Length` is checked with the head
    is_idle_ = true;
    set_deadline(seconds(is_first_ ? limits().header_seconds : limits().idle_seconds));
    http::async_read_header(socket_, buffer_, *parser_,
                            [self = shared_from_this()](error_code ec, std::size_t) {
                              self->is_idle_ = false;
                              if (ec) return self->refuse_head(ec);
                              self->take_head();
                            });
  }

  request_head head() const {
    const auto& m = parser_->get();
    request_head h;
    h.method = view(m.method_string());
    h.target = view(m.target());
    h.authorization = view(m[http::field::authorization]);
    h.write_key = view(m["X-Write-Key"]);
    h.content_encoding = view(m[http::field::content_encoding]);
    h.host = view(m[http::field::host]);
    h.origin = view(m[http::field::origin]);
    h.fetch_site = view(m["Sec-Fetch-Site"]);
    h.expect = view(m[http::field::expect]);
    return h;
  }

  /// Returns whether the first line does not end within the limit of a head.
  bool is_line_long(std::string_view unread) const noexcept {
    return unread.find("\r\n") >= limits().max_header;
  }

  /// Reads the part that has already arrived of a head that is too large: it may contain a key.
  void read_what_is_there() {
    error_code ec;
    const std::size_t room = buffer_.max_size() - buffer_.size();
    const std::size_t n = std::min(socket_.available(ec), room);
    if (ec || n == 0) return;
    buffer_.commit(socket_.read_some(buffer_.prepare(n), ec));
  }

  /// Responds to a head that could not be read, if any bytes were read.
  void refuse_head(error_code ec) {
    if (!parser_->got_some() && buffer_.size() == 0) return close();
    if (ec == http::error::end_of_stream || (ec == asio::error::operation_aborted && !is_late_))
      return close();
    const bool is_large = ec == http::error::header_limit || ec == http::error::buffer_overflow;
    if (is_large) read_what_is_there();
    const auto bytes = buffer_.data();
    const std::string_view unread(static_cast<const char*>(bytes.data()), bytes.size());
    response r = is_late_    ? refusal(408, "the request took too long")
                 : !is_large ? refusal(400, "malformed request")
                 : parser_->get().target().empty() && is_line_long(unread)
                     ? refusal(414, "the request line is too long")
                     : refusal(431, "the request head is too large");
    if (!to_.is_authorized(head()) && !to_.is_authorized(unfinished_head(unread)))
      r = dispatcher::unauthorized();
    r.closes = true;
    send("", std::move(r));
  }

  /// Returns whether the end of the body is known. The parser ignores an unknown transfer encoding,
  /// and the body would become the next request.
  bool is_framing_clear() const {
    const auto& m = parser_->get();
    const auto n = m.count(http::field::transfer_encoding);
    return n == 0 ||
           (n == 1 && boost::beast::iequals(m[http::field::transfer_encoding], "chunked"));
  }

  void take_head() {
    is_first_ = false;
    request_head h = head();
    if (const auto length = parser_->content_length()) h.content_length = *length;
    h.has_body = parser_->chunked() || h.content_length.value_or(0) != 0;
    if (!is_framing_clear()) {
      response r = to_.is_authorized(h) ? refusal(400, "unknown transfer encoding")
                                        : dispatcher::unauthorized();
      r.closes = true;
      return send("", std::move(r));
    }
    if (is_full_ && to_.is_authorized(h)) {
      response r = refusal_for_now(503, "too many connections");
      r.closes = true;
      return send("", std::move(r));
    }
    if (std::optional<response> refused = to_.refuse(h, routing_)) {
      // The unread part of the body would become the next request.
      refused->closes = refused->closes || h.has_body;
      const std::string_view name =
          routing_.found != nullptr ? std::string_view(routing_.found->pattern) : "";
      return send(name, *std::move(refused));
    }
    read_body(h);
  }

  void read_body(const request_head& h) {
    const std::size_t size = parser_->chunked()
                                 ? limits().max_body
                                 : static_cast<std::size_t>(h.content_length.value_or(0));
    if (!reserve(size)) {
      response r = refusal_for_now(503, "too many bodies are being read");
      r.closes = true;
      return send(routing_.found->pattern, std::move(r));
    }
    parser_->body_limit(limits().max_body);
    set_deadline(seconds(limits().body_seconds));
    const auto expect = parser_->get()[http::field::expect];
    if (h.has_body && boost::beast::iequals(expect, "100-continue")) return invite_body();
    read_rest();
  }

  void invite_body() {
    static constexpr std::string_view invitation = "HTTP/1.1 100 Continue\r\n\r\n";
    asio::async_write(socket_, asio::buffer(invitation),
                      [self = shared_from_this()](error_code ec, std::size_t) {
                        if (ec) return self->close();
                        self->read_rest();
                      });
  }

  void read_rest() {
    http::async_read(socket_, buffer_, *parser_,
                     [self = shared_from_this()](error_code ec, std::size_t) {
                       if (ec) return self->refuse_body(ec);
                       self->take_request();
                     });
  }

  void refuse_body(error_code ec) {
    if (ec == asio::error::operation_aborted && !is_late_) return close();
    const bool is_gone = ec == http::error::partial_message ||
                         ec == asio::error::connection_reset || ec == asio::error::eof;
    if (is_gone) return close();
    response r = is_late_                        ? refusal(408, "the body took too long")
                 : ec == http::error::body_limit ? refusal(413, "the body is too large")
                                                 : refusal(400, "invalid chunked encoding");
    r.closes = true;
    send(routing_.found->pattern, std::move(r));
  }

  void take_request() {
    deadline_.cancel();
    auto& m = parser_->get();
    request r;
    r.method = view(m.method_string());
    const std::string_view target = origin_form(view(m.target()));
    const std::size_t mark = target.find('?');
    r.path = target.substr(0, mark);
    if (mark != target.npos) r.query = target.substr(mark + 1);
    r.body = std::move(m.body());
    r.remote = remote_;
    r.user_agent = view(m[http::field::user_agent]);
    const std::string encoding(view(m[http::field::content_encoding]));
    const std::string_view name = routing_.found->pattern;
    if (auto refused = to_.decode(r, encoding)) return send(name, *std::move(refused));
    bytes_ = r.body.size();
    if (!reserve(bytes_))
      return send(name, refusal_for_now(503, "too many bodies are being processed"));
    to_.answer(std::move(r), routing_, [self = shared_from_this(), name](response answer) {
      asio::dispatch(self->socket_.get_executor(),
                     [self, name, answer = std::move(answer)]() mutable {
                       self->send(name, std::move(answer));
                     });
    });
  }

  void send(std::string_view route, response r) {
    r = with_room(std::move(r));
    to_.count(route, r.status, bytes_);
    bytes_ = 0;
    const auto& m = parser_->get();
    is_last_ = r.closes || !m.keep_alive() || is_ending_;
    const bool is_head = m.method() == http::verb::head;
    response_.emplace(on_the_wire(
        std::move(r), {.is_head = is_head, .version = m.version(), .keeps_alive = !is_last_}));
    tell_request();
    serializer_.emplace(*response_);
    set_deadline(seconds(limits().write_seconds));
    const auto done = [self = shared_from_this()](error_code ec, std::size_t) { self->sent(ec); };
    if (is_head) http::async_write_header(socket_, *serializer_, done);
    else http::async_write(socket_, *serializer_, done);
  }

  /// Returns the response, or a refusal if the memory limit is reached. Its memory counts until the
  /// client has received it.
  response with_room(response r) {
    constexpr std::size_t small = std::size_t{64} << 10;
    if (r.body.size() <= small || reserve(r.body.size())) return r;
    response refused = refusal_for_now(503, "too many responses are being sent");
    refused.closes = r.closes;
    return refused;
  }

  /// Returns the request id of the client, so that the client notices if a proxy confuses
  /// responses.
  void tell_request() {
    constexpr std::size_t longest = 128;
    const std::string_view id = view(parser_->get()["X-Request-Id"]);
    const auto is_plain = [](char c) { return c > ' ' && c <= '~'; };
    if (id.empty() || id.size() > longest || !std::all_of(id.begin(), id.end(), is_plain)) return;
    if (response_->result() == http::status::unauthorized) return;
    response_->set("X-Request-Id", boost::beast::string_view(id.data(), id.size()));
  }

  void sent(error_code ec) {
    release();
    serializer_.reset();
    response_.reset();
    if (ec) return close();
    if (is_last_) return linger();
    read_head();
  }

  /// Reads what the client still sends, for a short time and up to a bounded number of bytes.
  /// Closing a socket with unread bytes could discard the response before the client receives it.
  void linger() {
    is_lingering_ = true;
    error_code ignored;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    buffer_.clear();
    set_deadline(milliseconds(is_ending_ ? 100 : 2000));
    drain();
  }
  void drain() {
    constexpr std::size_t most = std::size_t{4} << 20;
    if (drained_ > most) return close();
    socket_.async_read_some(buffer_.prepare(std::size_t{16} << 10),
                            [self = shared_from_this()](error_code ec, std::size_t n) {
                              self->drained_ += n;
                              if (ec) return self->close();
                              self->drain();
                            });
  }

  void close() {
    release();
    deadline_.cancel();
    error_code ignored;
    socket_.close(ignored);
  }

  bool reserve(std::size_t n) { return body_.resize(to_.in_flight, n, limits().max_in_flight); }
  void release() { body_.resize(to_.in_flight, 0, 0); }

  asio::ip::tcp::socket socket_;
  asio::steady_timer deadline_;
  dispatcher& to_;
  bool is_full_;
  std::function<void()> ended_;
  boost::beast::flat_buffer buffer_;
  std::optional<parser> parser_;
  std::optional<wire_response> response_;
  std::optional<http::response_serializer<http::string_body>> serializer_;
  routing routing_;
  std::string remote_;
  share body_; ///< of the memory for bodies
  std::size_t bytes_ = 0, drained_ = 0;
  bool is_first_ = true, is_idle_ = false, is_ending_ = false, is_late_ = false, is_last_ = false,
       is_lingering_ = false;
};

} // namespace

std::shared_ptr<open_connection> serve(asio::ip::tcp::socket socket, dispatcher& to, bool is_full,
                                       std::function<void()> ended) {
  auto made = std::make_shared<connection>(std::move(socket), to, is_full, std::move(ended));
  made->start();
  return made;
}

} // namespace gateway
