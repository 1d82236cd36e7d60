#pragma once

#include "assay/batch/chunks.hpp"
#include "assay/batch/detail/first_error.hpp"
#include "assay/batch/retry.hpp"
#include "assay/detail/config.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"

#include <chrono>
#include <concepts>
#include <cstddef>
#include <functional>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace assay {

/// How events are judged, put together to requests, and sent again.
struct push_options {
  /// `limits::max_violations` of 0 counts as 1.
  options validation{};
  batch_wrapper wrapper = events_wrapper;
  /// Events in one request; 0 counts as 1.
  std::size_t max_events = 1000;
  /// Bytes of a request's body, wrapper and separators included.
  std::size_t max_bytes = std::size_t{1} << 20;
  retry_options retry{};
  /// Whom the caller pushes for. Never sent, for a backend takes the organisation from the key: it
  /// comes back in the result, for the log.
  std::string organization_id{};
};

/// What came of sending one request.
struct push_response {
  int status = 0; ///< of HTTP; 0: there was no answer
  std::optional<std::chrono::seconds>
      retry_after{}; ///< what `parse_retry_after` makes of the header
};

/// Why an event was skipped.
struct push_error {
  std::size_t index = 0; ///< its place among the events, from 0
  std::string
      message{}; ///< the first error on one line: pointer, sentence and code, no value of the event

  friend bool operator==(const push_error&, const push_error&) = default;
};

/// A valid event that was not pushed, and what became of its request at last.
struct unpushed_event {
  std::size_t index = 0; ///< its place among the events, from 0
  int status = 0; ///< of the last attempt; 0: it had no answer. Of a request that was not sent: of
                  ///< the answer that ended the push
  unsigned attempts = 0; ///< how often the request was sent

  friend bool operator==(const unpushed_event&, const unpushed_event&) = default;
};

/// What came of a push. Every event that was gone through is pushed, skipped or unpushed.
struct push_result {
  std::size_t pushed = 0;  ///< events whose request was answered with a status from 200 to 299
  std::size_t skipped = 0; ///< events that were dropped as invalid; each has its error
  std::vector<push_error> errors{};       ///< in the order of the events
  std::vector<unpushed_event> unpushed{}; ///< in the order of the events
  std::string organization_id{};          ///< as in the options

  /// Whether every event that was gone through is pushed.
  explicit operator bool() const noexcept { return skipped == 0 && unpushed.empty(); }

  /// How many events were gone through: all of them, unless an exception came through.
  std::size_t events() const noexcept { return pushed + skipped + unpushed.size(); }
};

namespace detail {

/// The state of one push: every valid event is in `unpushed` until its request was answered, so
/// that nothing is lost whatever is thrown.
template <class T, class Transport, class Sleep, class Random>
class pusher {
 public:
  pusher(push_result& result, const push_options& o, Transport& transport, Sleep& sleep,
         Random& random)
      : options_(o), result_(result), transport_(transport), sleep_(sleep), random_(random),
        validator_(with_reason(o.validation)),
        chunker_({.wrapper = o.wrapper, .max_events = o.max_events, .max_bytes = o.max_bytes}) {
    result_.organization_id = o.organization_id;
  }

  /// `stays`: whether the text stays where it is.
  void take_text(std::string_view text, bool stays) {
    if (!validator_.check(text)) return skip(first_error(validator_.report()));
    text = text.substr(text.find('{')); // a byte order mark is nothing inside a body
    text = text.substr(0, text.rfind('}') + 1);
    if (!replaces_escapes(options_.validation) && text.find('\n') == text.npos &&
        text.find('\r') == text.npos)
      return take_valid(text, stays);
    changed_.assign(text);
    put_on_one_line(changed_);
    replace_escapes(changed_, options_.validation);
    take_valid(changed_, false);
  }

  void take_event(const T& event) {
    written_.clear();
    if (const auto written = write(event, written_); !written)
      return skip({.code = written.error(),
                   .expected = "a string that is not UTF-8, or a number that is not finite"});
    take_text(written_.view(), false);
  }

  void finish() {
    if (const chunk_step step = chunker_.finish(); step.complete != nullptr) send(*step.complete);
  }

 private:
  ASSAY_COLD void skip(const violation& why) {
    result_.errors.push_back({result_.events(), to_string(why)});
    ++result_.skipped;
  }

  void take_valid(std::string_view text, bool stays) {
    result_.unpushed.push_back({.index = result_.events()});
    const chunk_step step = stays ? chunker_.push(text) : chunker_.push_copy(text);
    if (step.refused) [[unlikely]]
      return refuse(*step.refused);
    if (step.complete != nullptr) send(*step.complete);
  }

  ASSAY_COLD void refuse(const refused_event& e) {
    result_.unpushed.pop_back();
    violation v{.code = code::document_too_large, .expected = "a request of at most "};
    v.expected += std::to_string(options_.max_bytes);
    v.expected += " bytes, found an event that alone takes ";
    v.expected += std::to_string(e.body_size);
    skip(v);
  }

  void send(const chunk& c) {
    const std::size_t n = c.events().size();
    const std::span<unpushed_event> events = std::span(result_.unpushed).subspan(settled_, n);
    if (is_over_) {
      for (unpushed_event& e : events) e.status = last_status_;
      settled_ += n;
      return;
    }
    body_.clear();
    c.append_body(body_);
    for (unsigned attempt = 0;; ++attempt) {
      for (unpushed_event& e : events)
        e.status = 0, e.attempts = attempt + 1; // until it is answered
      const push_response response = std::invoke(transport_, body_.view());
      if (response.status >= 200 && response.status < 300) {
        const auto first = result_.unpushed.begin() + static_cast<std::ptrdiff_t>(settled_);
        result_.unpushed.erase(first, first + static_cast<std::ptrdiff_t>(n));
        result_.pushed += n;
        return;
      }
      last_status_ = response.status;
      for (unpushed_event& e : events) e.status = last_status_;
      if (!is_transient(last_status_) || attempt == options_.retry.max_retries) break;
      if (!wait(retry_delay(attempt, options_.retry, response.retry_after, std::invoke(random_)))) {
        is_over_ = true;
        break;
      }
    }
    settled_ += n;
    is_over_ = is_over_ || last_status_ == 401 || last_status_ == 403;
  }

  /// Whether to go on.
  bool wait(std::chrono::milliseconds delay) {
    if constexpr (std::is_void_v<std::invoke_result_t<Sleep&, std::chrono::milliseconds>>)
      return std::invoke(sleep_, delay), true;
    else return static_cast<bool>(std::invoke(sleep_, delay));
  }

  const push_options& options_;
  push_result& result_;
  Transport& transport_;
  Sleep& sleep_;
  Random& random_;
  validator<T> validator_;
  chunker chunker_;
  text_buffer written_;
  text_buffer body_;
  std::string changed_;
  std::size_t settled_ =
      0; ///< the first so many of `unpushed` stay there; behind them is what waits for its answer
  int last_status_ = 0; ///< of the last failure
  bool is_over_ = false;
};

} // namespace detail

/// Pushes events: checks each, drops the invalid ones, puts the others together to requests and
/// sends these one after another through the caller's function, again after transient failures.
/// Loses nothing: what was not pushed is in the result.
///
///     assay::push_result r = assay::push(events, options, transport, sleep, random);         //
///     typed events assay::push_result r = assay::push<my_event>(lines, options, transport, sleep,
///     random); // their texts
///
/// - `events`: walked once. Typed events are written, then checked as their texts are. A text may
/// have a byte order mark and white space
///   around it, which are not sent; line breaks between its tokens are sent as spaces, and with a
///   policy that replaces, halves of surrogate pairs are replaced; else it is sent as it came.
/// - `transport(body)`, with a `std::string_view` valid during the call, gives a `push_response`. A
/// status from 200 to 299 is success for
///   all events of the body; it is not sent again. A transient one (`is_transient`) is tried again,
///   up to `max_retries` times; any other, 413 and redirections among them, is not. After either
///   the next request is tried, but not after 401 and 403: the credentials are no better there. So
///   too large a body or an outage costs the events of its requests, which are then unpushed with
///   the last status.
/// - `sleep(delay)`, with `std::chrono::milliseconds`, waits (`retry_delay`). It may return a
/// `bool`: false ends the push.
/// - `random()` gives a double in [0, 1); called once a retry.
///
/// When the push has ended, the events that are left are still checked, and the valid ones are
/// unpushed with 0 attempts. An event too large for a request of its own is skipped, with its
/// error. An attempt without an answer may have arrived, so requests arrive at least once: the
/// receiver must know repeats by the events' ids. Order is kept, in bodies and from body to body.
///
/// Linear in the events; memory for one request, and for the result. Throws what the functions and
/// the range throw. Where that can be, use the overload that fills a result.
template <class T = void, std::ranges::input_range Events,
          std::invocable<std::string_view> Transport,
          std::invocable<std::chrono::milliseconds> Sleep, std::invocable Random>
[[nodiscard]] push_result push(Events&& events, const push_options& o, Transport&& transport,
                               Sleep&& sleep, Random&& random) {
  push_result result;
  push<T>(result, events, o, transport, sleep, random);
  return result;
}

/// The same into a result of the caller's, which is begun anew. It is right even when an exception
/// comes through, std::bad_alloc among them: the events before `result.events()` are pushed,
/// skipped or unpushed, those of the request that was cut short among the last, and the others were
/// not looked at.
template <class T = void, std::ranges::input_range Events,
          std::invocable<std::string_view> Transport,
          std::invocable<std::chrono::milliseconds> Sleep, std::invocable Random>
void push(push_result& result, Events&& events, const push_options& o, Transport&& transport,
          Sleep&& sleep, Random&& random) {
  static_assert(
      std::convertible_to<std::invoke_result_t<Transport&, std::string_view>, push_response>,
      "the transport returns an assay::push_response");
  static_assert(std::convertible_to<std::invoke_result_t<Random&>, double>,
                "random() returns a double");
  constexpr bool has_texts = detail::has_texts<Events>;
  static_assert(!has_texts || !std::is_void_v<T>,
                "say which events the texts are: assay::push<my_event>(texts, ...)");
  using event = std::conditional_t<std::is_void_v<T>,
                                   std::remove_cvref_t<std::ranges::range_reference_t<Events>>, T>;
  result = push_result();
  detail::pusher<event, std::remove_reference_t<Transport>, std::remove_reference_t<Sleep>,
                 std::remove_reference_t<Random>>
      p(result, o, transport, sleep, random);
  for (auto&& e : events) {
    if constexpr (has_texts) p.take_text(std::string_view(e), detail::texts_stay<Events>);
    else p.take_event(e);
  }
  p.finish();
}

} // namespace assay
