// SPDX-License-Identifier: BSL-1.0
#include "http/dispatcher.hpp"

#include "http/credentials.hpp"
#include "http/gzip.hpp"
#include "http/path.hpp"

#include <boost/asio/post.hpp>

#include <cctype>
#include <memory>
#include <utility>

namespace gateway {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// Returns whether the escapes of the target are valid and decode to UTF-8.
bool is_decodable(std::string_view target) {
  const auto decoded = percent_decoded(target);
  return decoded && is_utf8(*decoded);
}

/// Returns whether a page of another site makes a browser change data. A browser sends a remembered
/// password for every page.
bool is_of_other_site(const request_head& head) {
  if (head.method == "GET" || head.method == "HEAD" || head.method == "OPTIONS") return false;
  if (!lower(head.authorization).starts_with("basic ")) return false;
  if (!head.fetch_site.empty())
    return head.fetch_site != "same-origin" && head.fetch_site != "none";
  if (head.origin.empty()) return false;
  const std::size_t scheme = head.origin.find("://");
  return scheme == head.origin.npos || lower(head.origin.substr(scheme + 3)) != lower(head.host);
}

std::string_view path_of(std::string_view target) {
  const std::string_view origin = origin_form(target);
  return origin.substr(0, origin.find('?'));
}

constexpr std::size_t reading_threads = 2;

} // namespace

dispatcher::dispatcher(const settings& s, const router& routes, writer& to, reader_pool& readers,
                       metrics& counted, log& log_to)
    : settings_(s), routes_(routes), writer_(to), readers_(readers), metrics_(counted),
      log_(log_to), limiter_(s.keys.size(), s.rate), reading_(std::in_place, reading_threads) {}

response dispatcher::unauthorized() {
  response r = refusal(401, "a key is required");
  // Two separate headers: browsers do not ask for a key if both schemes are in one header.
  r.headers.emplace_back("WWW-Authenticate", R"(Basic realm="assay")");
  r.headers.emplace_back("WWW-Authenticate", "Bearer");
  r.closes = true;
  return r;
}

std::optional<std::size_t> dispatcher::key_of(const request_head& head) const {
  return find_key(settings_.keys, shown_key(head.authorization, head.write_key));
}

bool dispatcher::is_authorized(const request_head& head) const { return key_of(head).has_value(); }

std::optional<response> dispatcher::refuse(const request_head& head, routing& found) {
  const std::optional<std::size_t> key = key_of(head);
  if (!key) return unauthorized();
  if (!limiter_.take(*key, rate_limiter::clock::now()))
    return refusal_for_now(429, "too many requests");
  if (is_of_other_site(head)) return refusal(403, "a page of another site must not do this");
  if (!head.expect.empty() && lower(head.expect) != "100-continue")
    return refusal(417, "unknown expectation");
  if (head.method == "OPTIONS" && head.target == "*")
    return response{.status = 204, .headers = {{"Allow", "GET, HEAD, POST, PUT, DELETE, OPTIONS"}}};
  if (!is_decodable(head.target)) return refusal(400, "the path is not valid UTF-8");
  found = routes_.find(head.method, path_of(head.target));
  for (const std::string& part : found.parts)
    if (part.size() > longest_id) return refusal(400, "the path has an id longer than 4096 bytes");
  if (found.allowed.empty()) return refusal(404, "no such path");
  if (head.method == "OPTIONS")
    return response{.status = 204, .headers = {{"Allow", found.allowed}}};
  if (found.found == nullptr) {
    response r = refusal(405, "method not allowed");
    r.headers.emplace_back("Allow", found.allowed);
    return r;
  }
  if (head.content_length.value_or(0) > settings_.max_body)
    return refusal(413, "the body is too large");
  const std::string encoding = lower(head.content_encoding);
  if (!encoding.empty() && encoding != "gzip" && encoding != "x-gzip" && encoding != "identity") {
    response r = refusal(415, "unknown content encoding");
    r.headers.emplace_back("Accept-Encoding", "gzip");
    return r;
  }
  return std::nullopt;
}

std::optional<response> dispatcher::decode(request& r, std::string_view encoding) const {
  if (!lower(encoding).ends_with("gzip")) return std::nullopt;
  std::string body;
  switch (gunzip(r.body, {settings_.max_body, settings_.max_ratio}, body)) {
  case gzip_result::whole: break;
  case gzip_result::malformed: return refusal(400, "malformed gzip body");
  case gzip_result::too_large: return refusal(413, "the body is too large when decompressed");
  }
  r.body = std::move(body);
  return std::nullopt;
}

void dispatcher::answer(request r, const routing& where, std::function<void(response)> answer) {
  if (std::holds_alternative<write_handler>(where.found->handler))
    return write(std::move(r), where, std::move(answer));
  if (where.found->is_quick) return answer(read(r, where));
  boost::asio::post(*reading_, [this, r = std::move(r), where, answer = std::move(answer)] {
    answer(read(r, where));
  });
}

response dispatcher::read(const request& r, const routing& where) {
  try {
    return std::get<read_handler>(where.found->handler)(readers_, r, where.parts);
  } catch (const bad_request& error) {
    return refusal(400, error.what());
  } catch (const std::exception& error) {
    log_.write(log_level::error, "read_failed", {{"reason", error.what()}});
    return refusal_for_now(503, "the database is not available");
  }
}

void dispatcher::stop_reading() {
  reading_->stop();
  reading_->join();
  reading_.reset();
}

void dispatcher::write(request r, const routing& where, std::function<void(response)> answer) {
  write_job job;
  job.method = r.method;
  job.target = r.query.empty() ? r.path : r.path + '?' + r.query;
  job.source = r.remote + ' ' + where.found->method + ' ' + where.found->pattern;
  constexpr std::size_t enough = 200; // for a name that the client chose
  if (!r.user_agent.empty()) job.source.append(1, ' ').append(r.user_agent, 0, enough);
  job.answer = std::move(answer);
  job.work = [handler = &std::get<write_handler>(where.found->handler), r = std::move(r),
              parts = where.parts](event_store& store) { return (*handler)(store, r, parts); };
  if (!writer_.submit(job)) job.answer(refusal_for_now(503, "too many requests are waiting"));
}

} // namespace gateway
