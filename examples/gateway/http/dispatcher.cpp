#include "http/dispatcher.hpp"

#include "http/credentials.hpp"
#include "http/gzip.hpp"
#include "http/path.hpp"

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

std::string_view path_of(std::string_view target) {
  const std::string_view origin = origin_form(target);
  return origin.substr(0, origin.find('?'));
}

} // namespace

dispatcher::dispatcher(const settings& s, const router& routes, writer& to, reader_pool& readers,
                       metrics& counted, log& log_to)
    : settings_(s), routes_(routes), writer_(to), readers_(readers), metrics_(counted),
      log_(log_to), limiter_(s.keys.size(), s.rate) {}

response dispatcher::unauthorized() {
  response r = refusal(401, "a key is needed");
  r.headers.emplace_back("WWW-Authenticate", R"(Basic realm="assay", Bearer)");
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
  if (head.method == "OPTIONS" && head.target == "*")
    return response{.status = 204, .headers = {{"Allow", "GET, HEAD, POST, PUT, DELETE, OPTIONS"}}};
  found = routes_.find(head.method, path_of(head.target));
  if (found.allowed.empty()) return refusal(404, "there is nothing at this path");
  if (head.method == "OPTIONS")
    return response{.status = 204, .headers = {{"Allow", found.allowed}}};
  if (found.found == nullptr) {
    response r = refusal(405, "the path has no such method");
    r.headers.emplace_back("Allow", found.allowed);
    return r;
  }
  if (head.content_length.value_or(0) > settings_.max_body)
    return refusal(413, "the body is too large");
  const std::string encoding = lower(head.content_encoding);
  if (!encoding.empty() && encoding != "gzip" && encoding != "x-gzip" && encoding != "identity") {
    response r = refusal(415, "the content encoding is unknown");
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
  const auto* const reads = std::get_if<read_handler>(&where.found->handler);
  if (reads == nullptr) return write(std::move(r), where, std::move(answer));
  response out;
  try {
    out = (*reads)(readers_, r, where.parts);
  } catch (const std::exception& error) {
    log_.write(log_level::error, "read_failed", {{"reason", error.what()}});
    out = refusal_for_now(503, "the database is not available");
  }
  answer(std::move(out));
}

void dispatcher::write(request r, const routing& where, std::function<void(response)> answer) {
  write_job job;
  job.method = r.method;
  job.target = r.query.empty() ? r.path : r.path + '?' + r.query;
  job.source = r.remote + ' ' + where.found->method + ' ' + where.found->pattern;
  constexpr std::size_t enough = 200; // of a name that the client chose
  if (!r.user_agent.empty()) job.source.append(1, ' ').append(r.user_agent, 0, enough);
  job.answer = std::move(answer);
  job.work = [handler = &std::get<write_handler>(where.found->handler), r = std::move(r),
              parts = where.parts](event_store& store) { return (*handler)(store, r, parts); };
  if (!writer_.submit(job)) job.answer(refusal_for_now(503, "too many requests wait"));
}

} // namespace gateway
