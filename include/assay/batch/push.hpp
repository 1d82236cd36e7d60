// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/chunks.hpp"
#include "assay/batch/push_machine.hpp"

#include <chrono>
#include <concepts>
#include <functional>
#include <ranges>
#include <string_view>
#include <type_traits>
#include <utility>

namespace assay {

/// A function that sends a request. It takes the body, or the body and the session of its events.
template <class F>
concept push_transport =
    std::invocable<F&, std::string_view> || std::invocable<F&, std::string_view, std::string_view>;

namespace detail {

template <push_transport F>
push_response send(F& transport, std::string_view body, std::string_view session) {
  if constexpr (std::invocable<F&, std::string_view, std::string_view>)
    return std::invoke(transport, body, session);
  else return std::invoke(transport, body);
}

/// Waits, and returns whether to continue.
template <class F>
bool wait(F& sleep, std::chrono::milliseconds delay) {
  if constexpr (std::is_void_v<std::invoke_result_t<F&, std::chrono::milliseconds>>)
    return std::invoke(sleep, delay), true;
  else return static_cast<bool>(std::invoke(sleep, delay));
}

/// Moves a machine's result to the caller's, also during an exception.
template <class Event>
class result_keeper {
 public:
  result_keeper(push_machine<Event>& machine, push_result& result) noexcept
      : machine_(machine), result_(result) {}
  result_keeper(const result_keeper&) = delete;
  result_keeper& operator=(const result_keeper&) = delete;
  ~result_keeper() { result_ = machine_.take_result(); }

 private:
  push_machine<Event>& machine_;
  push_result& result_;
};

} // namespace detail

/// Pushes events: checks each one, skips the invalid ones, groups the others into requests, and
/// sends these in sequence through the caller's function. No event is lost: the result lists what
/// the server does not have. `push_machine` describes retries and the early end of a push.
///
///     // typed events
///     assay::push_result r = assay::push(events, options, transport, sleep, random);
///     // their texts
///     assay::push_result r = assay::push<my_event>(lines, options, transport, sleep, random);
///
/// - `events`: traversed once. Typed events are written, then checked like texts.
/// - `transport(body)`, or `transport(body, session)`: sends the request and returns a
///   `push_response`. Its `std::string_view` arguments are valid during the call. Pass on the
///   response's body: without it, a status from 200 to 299 counts as success for all events.
/// - `sleep(delay)`: waits for a `std::chrono::milliseconds`. It may return a `bool`; false ends
///   the push.
/// - `random()`: returns a double in [0, 1). Called once per response.
///
/// An event that is too large for a request is skipped with an error. Order is kept within bodies
/// and from body to body, except for events that are sent again.
///
/// Linear in the events. Holds one request and the result in memory. Throws what the functions and
/// the range throw. If they can throw, use the overload that fills a result.
template <class T = void, std::ranges::input_range Events, push_transport Transport,
          std::invocable<std::chrono::milliseconds> Sleep, std::invocable Random>
[[nodiscard]] push_result push(Events&& events, const push_options& o, Transport&& transport,
                               Sleep&& sleep, Random&& random) {
  push_result result;
  push<T>(result, events, o, transport, sleep, random);
  return result;
}

/// Pushes events and fills the caller's result, which is reset first. The result is correct even if
/// an exception is thrown, including `std::bad_alloc`: it accounts for the first `result.events()`
/// events. The events of an interrupted request are unpushed, and the remaining events have not
/// been looked at.
template <class T = void, std::ranges::input_range Events, push_transport Transport,
          std::invocable<std::chrono::milliseconds> Sleep, std::invocable Random>
void push(push_result& result, Events&& events, const push_options& o, Transport&& transport,
          Sleep&& sleep, Random&& random) {
  static_assert(std::convertible_to<decltype(detail::send(transport, {}, {})), push_response>,
                "the transport must return an assay::push_response");
  static_assert(std::convertible_to<std::invoke_result_t<Random&>, double>,
                "random() must return a double");
  constexpr bool has_texts = detail::has_texts<Events>;
  static_assert(!has_texts || !std::is_void_v<T>,
                "name the type of the events: assay::push<my_event>(texts, ...)");
  using event = std::conditional_t<std::is_void_v<T>,
                                   std::remove_cvref_t<std::ranges::range_reference_t<Events>>, T>;
  result = push_result();
  push_machine<event> machine(o);
  const detail::result_keeper keep(machine, result);
  const auto advance = [&] {
    for (;;) switch (machine.next()) {
      case push_action::feed: return;
      case push_action::done: return;
      case push_action::send:
        machine.receive(detail::send(transport, machine.body(), machine.session()),
                        std::invoke(random));
        break;
      case push_action::wait:
        if (!detail::wait(sleep, machine.delay())) machine.stop();
        break;
      }
  };
  for (auto&& e : events) {
    advance();
    if constexpr (!has_texts) machine.add(e);
    else if constexpr (detail::texts_stay<Events>) machine.add_view(std::string_view(e));
    else machine.add_text(std::string_view(e));
  }
  advance();
  machine.finish();
  advance();
}

} // namespace assay
