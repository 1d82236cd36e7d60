// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/write_checked.hpp"
#include "assay/producttelemetry/event_queue.hpp"
#include "assay/producttelemetry/make_event.hpp"
#include "assay/producttelemetry/queue_file.hpp"
#include "assay/producttelemetry/requests.hpp"
#include "assay/producttelemetry/settings.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::producttelemetry {

/// Options of a client. `settings.hpp` determines the first three.
struct client_options {
  std::string write_key{};              ///< empty: nothing is sent
  std::string api_url{default_api_url}; ///< the base of all URLs
  opt_out opted_out = opt_out::none;    ///< whether the user has opted out, and how
  std::size_t flush_at = 10; ///< a flush is due if this number of new events waits; 0 counts as 1
  std::chrono::milliseconds flush_interval{30'000}; ///< a flush is also due if this time has passed
                                                    ///< since the last one; at most 100 years
  std::size_t max_queue_size = 1000; ///< the maximum number of new events, and of events kept from
                                     ///< failed requests; 0 counts as 1
  request_limits limits{.max_events = event_queue::no_limit}; ///< of one request

  /// The delays after failures. The maximum numbers of retries and failures and the sum of
  /// the delays are ignored: a client keeps trying.
  retry_options retry{.min_delay = std::chrono::milliseconds(250)};
  /// The format of the server's responses. The service publishes none.
  response_format responses = response_format::detect_or_status;
  /// The options for checking events before they are queued. `published` would accept what the
  /// recorded client sends: empty names, unknown types, and times without an offset.
  options validation{.level = level::strict};
};

/// The client as a state machine: events are passed in by calls, and requests are returned as
/// values. It sends nothing, reads no file and starts no timer; its driver does:
///
///     while (client.flush_due(now())) {
///       const auto r = client.flush(now());
///       client.settle(send(*r), now()); // an assay::push_response
///     }
///
/// Each event is checked before it is queued, so that no invalid event gets into a request. If the
/// server refuses a request's body permanently (400, 413 or 422), its events are sent again at once
/// in two halves, recursively. A request with a single event that is refused is not sent again, and
/// the event is returned. So one bad event costs about 2 log2(n) additional requests, and every
/// other event is delivered; a server that refuses all n events costs 2n - 1 requests. After 413,
/// all later bodies are at most half as large.
///
/// A response that reports the outcome of each event is read. Rejected events are returned, or kept
/// if they may be accepted later. After any other failure, all events of the request are kept and
/// sent with a later flush. Events at which the server itself fails (status 500 for the request, or
/// a rejection of the event that is not permanent) move to the end of the queue, so that the other
/// events do not wait for them.
///
/// The driver must report the result of each request. If sending throws, call `settle({})`, which
/// means status 0.
///
/// **While the server is unavailable,** no request is sent before the delay of a `retry_schedule`
/// has passed (full jitter, `Retry-After`). The next request then has at most `flush_at` events, to
/// test whether the server is available again. So in a time t the server gets at most 1 + t /
/// `min_delay` of these requests, and one with all waiting events. After a success the next request
/// may have twice as many events. Only the flush after `shutdown` does not wait.
///
/// Events that are dropped because there is no room are counted, in each result and in `dropped()`.
/// If a function throws `std::bad_alloc`, the client is unchanged: no event is lost or duplicated,
/// and a request counts as in flight only if the caller has received it. One client must not be
/// used by two threads at once. For flushes, times may be of any clock that counts seconds. If a
/// time is before the last flush, the interval counts as passed.
///
/// The template parameter keeps compilation fast: a program that uses no client compiles no reader
/// and no writer of events. Use the alias `client`.
template <class = void>
class basic_client {
 public:
  /// Constructs a client with an empty queue. `now` is the start of the flush interval.
  basic_client(client_options o, client_ids ids, time_point now)
      : options_(std::move(o)), ids_(std::move(ids)),
        queue_(options_.max_queue_size, options_.limits, options_.responses),
        schedule_(options_.retry), last_flush_(now) {
    options_.flush_at = std::max<std::size_t>(options_.flush_at, 1);
    options_.api_url.resize(detail::base_of(options_.api_url).size());
    options_.flush_interval =
        std::clamp<std::chrono::milliseconds>(options_.flush_interval, {}, std::chrono::years(100));
  }

  /// Makes a track event and queues it. The result is `invalid` if RFC 3339 cannot express the time
  /// (before the year 0 or after 9999).
  track_result track(std::string event_name, raw_object properties = {},
                     event_type type = event_type::usage, time_point now = system_now()) {
    return enqueue_made(make_event(ids_, std::move(event_name), std::move(properties), type, now));
  }

  /// Makes an error event with `make_error_event` and queues it.
  track_result error(const error_details& details, const raw_object& properties = {},
                     time_point now = system_now()) {
    return enqueue_made(make_error_event(ids_, details, properties, now));
  }

  /// Queues an event. If the queue is full, its oldest event is dropped.
  track_result enqueue(const event& e) {
    track_result out{.outcome = outcome_of_any()};
    if (!out) return out;
    text_buffer text;
    if (const report checked = write_checked(e, text, options_.validation); !checked) {
      out.outcome = track_outcome::invalid;
      out.violations.assign(checked.violations().begin(), checked.violations().end());
      return out;
    }
    std::string event_text(text.view());
    assay::replace_escapes(event_text, options_.validation);
    out.dropped = queue_.push(std::move(event_text));
    dropped_ += out.dropped;
    return out;
  }

  /// Returns whether to flush now. A flush is due if enough new events wait, if the interval has
  /// passed and any event waits, or if the delay after a failure has passed. It is due at once for
  /// the rest of the last flush and after `shutdown`. It is never due while a request is in flight.
  bool flush_due(time_point now) const noexcept {
    if (!may_flush(now)) return false;
    return wants_last_flush_ || is_urgent_ || (schedule_.failures() != 0 && !is_shut_down_) ||
           queue_.new_count() >= options_.flush_at ||
           has_passed(last_flush_, options_.flush_interval, now);
  }

  /// Returns a request with all waiting events, or with as many as one request holds. The request
  /// is in flight until `settle` is called. Returns nothing if there are no events, nothing may be
  /// sent, a request is in flight, or the delay after a failure has not passed. The rest of the
  /// last flush, such as halves of a refused request, is sent first.
  [[nodiscard]] std::optional<request> flush(time_point now) {
    if (!may_flush(now)) return std::nullopt;
    request r = make_request("POST", "/ingest", {});
    r.body = queue_.take(wants_last_flush_ ? event_queue::no_limit : max_events_);
    last_flush_ = now;
    wants_last_flush_ = false;
    return r;
  }

  /// Takes the response to the request in flight. Without `r.outcome`, only the statuses 200 and
  /// 207 are success, and the body is read according to `client_options::responses`.
  ///
  /// `random`: from [0, 1), for the delay after a failure. Does nothing if no request is in flight.
  flush_result settle(const push_response& r, time_point now = system_now(),
                      double random = system_fraction()) {
    if (!queue_.is_in_flight()) return {.outcome = flush_outcome::forgotten};
    flush_result out = queue_.settle(r);
    dropped_ += out.dropped;
    const bool is_failure = out.outcome == flush_outcome::kept && out.delivered == 0;
    is_urgent_ = !is_failure && (queue_.has_next() || is_shut_down_);
    if (is_failure) {
      delay_ = schedule_.fail(r.retry_after, random);
      failed_at_ = now;
      max_events_ = std::clamp<std::size_t>(out.events / 2, 1, options_.flush_at);
    } else {
      schedule_.succeed();
      delay_ = {};
      if (max_events_ <= event_queue::no_limit / 2) max_events_ *= 2;
    }
    return out;
  }

  /// Returns how long to wait after the last response; 0 unless it was a failure.
  std::chrono::milliseconds delay() const noexcept { return delay_; }

  /// Makes a last flush due, which does not wait for a delay. Later events are not queued
  /// (`track_outcome::shut_down`). If that flush fails, no other one is due before the interval has
  /// passed: use `save` for the undelivered events.
  void shutdown() noexcept { is_shut_down_ = wants_last_flush_ = true; }
  /// Returns whether `shutdown` was called.
  bool is_shut_down() const noexcept { return is_shut_down_; }

  /// Returns the request that identifies the user of this client; its response can be ignored.
  /// Returns nothing if nothing may be sent, after a deletion, or if the id is not UTF-8.
  std::optional<request> identify(std::string user_id) const {
    if (!may_send() || is_deleted_) return std::nullopt;
    return written_request(
        "POST", "/identify",
        identify_request{.client_id = ids_.client_id, .user_id = std::move(user_id)});
  }

  /// Returns the request to delete all data of this client; pass its response to `settle_deletion`.
  /// Returns nothing under the same conditions as `identify`.
  std::optional<request> request_deletion() const {
    if (!may_send() || is_deleted_) return std::nullopt;
    return written_request("DELETE", "/gdpr/delete-self",
                           deletion_request{.client_id = ids_.client_id});
  }

  /// Takes the response to a deletion request, and returns whether it is a success: only 200 and
  /// 202 are. On success the client discards its id and all events, including those in flight.
  /// Delete the saved client id and events too. Otherwise nothing changes.
  bool settle_deletion(int status) {
    if (!is_deletion_accepted(status)) return false;
    deleted_ids_.insert(ids_.client_id);
    ids_.client_id.clear();
    queue_.clear();
    is_deleted_ = true;
    return true;
  }

  /// Sets another client id, as required after a deletion: `random_uuid()`.
  void set_client_id(std::string id) {
    ids_.client_id = std::move(id);
    is_deleted_ = false;
  }
  /// Returns the client's ids.
  const client_ids& ids() const noexcept { return ids_; }

  /// Appends a file of all undelivered events, including those in flight, which may arrive twice if
  /// the file is restored after a crash.
  void save(text_buffer& out) const {
    std::vector<std::string_view> texts;
    texts.reserve(queue_.size());
    queue_.for_each([&](const std::string& e) { texts.push_back(e); });
    append_queue_file(out, texts);
  }

  /// The result of restoring a saved file.
  struct restore_result {
    queue_file file{};        ///< the content of the file, without the events
    std::size_t restored = 0; ///< the number of events from the file, before any are dropped
    std::size_t deleted = 0; ///< the number of events of deleted client ids, which are not restored
    std::size_t dropped = 0; ///< the number of events dropped because there was no room: the oldest
                             ///< ones, kept or from the file

    /// Returns whether the file is intact and no event was dropped.
    explicit operator bool() const noexcept { return file && dropped == 0; }
  };

  /// Restores the events of a saved file and puts them before all others; they are sent with the
  /// next flush. Damaged lines are reported and do not affect others. Events of a deleted client id
  /// are not restored.
  restore_result restore(std::string_view text) {
    restore_result out{.file = read_queue_file(text, options_.validation)};
    validator<event> own({.level = level::reference});
    out.deleted = std::erase_if(out.file.events, [&](const std::string& e) {
      own.check(e);
      return deleted_ids_.contains(json_text(own.text_of<&event::client_id>()).to_string());
    });
    out.restored = out.file.events.size();
    out.dropped = queue_.restore(std::exchange(out.file.events, {}));
    dropped_ += out.dropped;
    return out;
  }

  /// Returns the number of undelivered events, including those in flight.
  std::size_t pending() const noexcept { return queue_.size(); }
  /// Returns the total number of events dropped because there was no room.
  std::size_t dropped() const noexcept { return dropped_; }

 private:
  /// Returns the outcome that applies to every event, valid or not; `queued` if it depends on the
  /// event.
  track_outcome outcome_of_any() const noexcept {
    if (is_shut_down_) return track_outcome::shut_down;
    if (options_.opted_out != opt_out::none) return track_outcome::opted_out;
    if (options_.write_key.empty()) return track_outcome::no_write_key;
    return is_deleted_ ? track_outcome::no_client_id : track_outcome::queued;
  }

  /// Queues an event made by the client. It lacks a time only if the time cannot be written.
  track_result enqueue_made(const event& e) {
    if (!e.timestamp.empty() || outcome_of_any() != track_outcome::queued) return enqueue(e);
    track_result out{.outcome = track_outcome::invalid};
    if (options_.validation.limits.max_violations != 0)
      out.violations.push_back({.code = code::invalid_format,
                                .path = "/timestamp",
                                .expected = "a time in the years 0 to 9999"});
    return out;
  }

  /// Returns whether this time has passed since `then`. A clock that went back counts as passed.
  static bool has_passed(time_point then, std::chrono::milliseconds time, time_point now) noexcept {
    if (now < then) return true;
    const auto since_zero = [](time_point t) {
      return static_cast<std::uint64_t>(t.time_since_epoch().count());
    };
    const std::uint64_t passed = since_zero(now) - since_zero(then); // may exceed the clock's type
    return passed / 1000 >= static_cast<std::uint64_t>(time.count());
  }

  bool may_flush(time_point now) const noexcept {
    return may_send() && !queue_.is_in_flight() && queue_.has_waiting() &&
           (wants_last_flush_ || has_passed(failed_at_, delay_, now));
  }

  bool may_send() const noexcept {
    return options_.opted_out == opt_out::none && !options_.write_key.empty();
  }

  request make_request(std::string_view method, std::string_view path, std::string body) const {
    return {.method = std::string(method),
            .url = std::string(options_.api_url).append(path),
            .write_key = options_.write_key,
            .body = std::move(body)};
  }

  template <class T>
  std::optional<request> written_request(std::string_view method, std::string_view path,
                                         const T& object) const {
    text_buffer body;
    if (!write(object, body)) return std::nullopt;
    return make_request(method, path, std::string(body.view()));
  }

  client_options options_;
  client_ids ids_;
  event_queue queue_;
  retry_schedule schedule_;
  std::size_t max_events_ = event_queue::no_limit; ///< of the next request; reduced after a failure
  std::chrono::milliseconds delay_{};
  time_point failed_at_{};
  time_point last_flush_;
  std::size_t dropped_ = 0;
  std::set<std::string> deleted_ids_;
  bool is_urgent_ = false; ///< waiting events are sent without regard to the time
  bool wants_last_flush_ = false;
  bool is_shut_down_ = false;
  bool is_deleted_ = false;
};

/// A client with the library's default implementation.
using client = basic_client<>;

} // namespace assay::producttelemetry
