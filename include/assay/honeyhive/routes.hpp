// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/honeyhive/batch.hpp"
#include "assay/honeyhive/requests.hpp"
#include "assay/honeyhive/responses.hpp"
#include "assay/schema/api.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace assay::honeyhive {

/// A request of a published specification, and the object that is its body.
struct route {
  honeyhive::specification specification; ///< the specification
  std::string_view method;                ///< the HTTP method
  std::string_view
      path; ///< the path; a part in braces matches any one part: `/v1/events/{event_id}`
  std::string_view object;    ///< the object's name: "event_batch"
  honeyhive::dialect dialect; ///< the dialect of the object
  std::string_view tag{};     ///< the group in the specification
  std::string_view summary{}; ///< what the request does, as an imperative
  std::span<const api_response>
      responses{}; ///< the documented responses; their objects are of the same dialect
};

/// Returns the data that all routes of a specification share.
constexpr api_info api_of(specification s) noexcept {
  return {.title = "HoneyHive",
          .version = version_of(s),
          .server = "https://api.honeyhive.ai",
          .key_header = "Authorization"};
}

namespace detail {

/// The responses in the specifications. Some omit that a request may be rejected.
namespace responses {
inline constexpr api_response to_session[] = {
    {"200", "The session was started.", "session_response"}, {"400", "The session is invalid."}};
inline constexpr api_response to_event[] = {
    {"200", "The event was created.", "event_response"},
    {"400", "The event is invalid, or a member is missing."}};
inline constexpr api_response to_update[] = {{"200", "The event was updated."},
                                             {"400", "The request is invalid."}};
inline constexpr api_response to_batch[] = {
    {"200", "The events were created.", "batch_response"},
    {"500", "Some events were created.", "partial_failure"}};
inline constexpr api_response to_batch_in_data_plane[] = {
    {"200", "The events were created.", "batch_response"},
    {"500", "Some events were created."},
    {"400", "An event is invalid, or a member is missing."}};
inline constexpr api_response to_session_events[] = {
    {"200", "The events were added.", "session_events_response"},
    {"400", "An event is invalid, or a member is missing."},
    {"500", "Some events were added."}};

template <std::size_t N>
constexpr std::span<const api_response> first(const api_response (&all)[N], std::size_t n) {
  return std::span<const api_response>(all).first(n);
}
} // namespace responses

/// Calls `f` for each route of a dialect whose objects are in wrappers.
template <dialect D, class F>
constexpr void for_each_route_with_wrappers(F& f) {
  using namespace responses;
  constexpr specification s = specification_of(D);
  const auto batch = s == specification::data_plane ? first(to_batch_in_data_plane, 2) : to_batch;
  f.template operator()<session_request<D>>({s, "POST", "/session/start", "session_request", D,
                                             "Sessions", "Start a session", first(to_session, 1)});
  f.template operator()<event_request<D>>({s, "POST", "/events", "event_request", D, "Events",
                                           "Create an event",
                                           first(to_event, D == dialect::v0 ? 1 : 2)});
  f.template operator()<event_update<D>>(
      {s, "PUT", "/events", "event_update", D, "Events", "Update an event", to_update});
  f.template operator()<event_batch<D>>(
      {s, "POST", "/events/batch", "event_batch", D, "Events", "Create a batch of events", batch});
  f.template operator()<model_event_request<D>>({s, "POST", "/events/model", "model_event_request",
                                                 D, "Events", "Create a model event",
                                                 first(to_event, 1)});
  f.template operator()<model_event_batch<D>>({s, "POST", "/events/model/batch",
                                               "model_event_batch", D, "Events",
                                               "Create a batch of model events", batch});
}

/// Calls `f.template operator()<T>(route)` for each route, where `T` is the type of the body.
///
/// This is a function because a tuple of typed routes takes a hundred times as long to compile.
template <class F>
constexpr void for_each_route(F f) {
  using namespace responses;
  constexpr specification s = specification::data_plane;
  constexpr dialect v1 = dialect::v1;
  for_each_route_with_wrappers<dialect::v0>(f);
  for_each_route_with_wrappers<dialect::public_api>(f);
  for_each_route_with_wrappers<dialect::legacy>(f);
  f.template operator()<session_traces>({s, "POST", "/session/{session_id}/traces",
                                         "session_traces", dialect::legacy, "Sessions",
                                         "Add traces to a session", first(to_session_events, 2)});
  f.template operator()<session<v1>>(
      {s, "POST", "/v1/sessions", "session", v1, "Sessions", "Start a session", to_session});
  f.template operator()<session_event_batch>(
      {s, "POST", "/v1/sessions/{session_id}/events/batch", "session_event_batch", v1, "Sessions",
       "Add a batch of events to a session", to_session_events});
  f.template operator()<event<v1>>(
      {s, "POST", "/v1/events", "event", v1, "Events", "Create an event", to_event});
  f.template operator()<event_update<v1>>({s, "PUT", "/v1/events/{event_id}", "event_update", v1,
                                           "Events", "Update an event", to_update});
  f.template operator()<event_batch<v1>>({s, "POST", "/v1/events/batch", "event_batch", v1,
                                          "Events", "Create a batch of events",
                                          to_batch_in_data_plane});
}

consteval auto all_routes() {
  std::array<route, 24> all{};
  std::size_t n = 0;
  for_each_route([&]<class T>(const route& r) { all[n++] = r; });
  if (n != all.size()) static_cast<void>(all.at(all.size()));
  return all;
}

} // namespace detail

/// All routes whose bodies are sessions or events.
inline constexpr auto routes = detail::all_routes();

/// Returns whether the path matches the pattern: `/v1/sessions/7/events/batch` matches
/// `/v1/sessions/{session_id}/events/batch`. A query after `?` is ignored.
constexpr bool matches(std::string_view pattern, std::string_view path) noexcept {
  path = path.substr(0, path.find('?'));
  while (!pattern.empty() && !path.empty()) {
    if (pattern.front() == '{') {
      const std::size_t part = std::min(path.find('/'), path.size());
      if (part == 0) return false;
      path.remove_prefix(part);
      pattern.remove_prefix(std::min(pattern.find('}'), pattern.size() - 1) + 1);
    } else {
      if (pattern.front() != path.front()) return false;
      pattern.remove_prefix(1);
      path.remove_prefix(1);
    }
  }
  return pattern.empty() && path.empty();
}

/// Returns the position in `routes` of the request's route, or nothing if the specification has
/// none. A route without braces takes precedence.
constexpr std::optional<std::size_t> find_route(specification s, std::string_view path,
                                                std::string_view method = "POST") noexcept {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < routes.size(); ++i) {
    const route& r = routes[i];
    if (r.specification != s || r.method != method || !matches(r.path, path)) continue;
    if (!found || r.path.find('{') == r.path.npos) found = i;
  }
  return found;
}

/// Calls `f.template operator()<T>()`, where `T` is the type of the body of the route at this
/// position of `routes`. Precondition: index < routes.size().
template <class F>
void visit_route(std::size_t index, F&& f) {
  std::size_t i = 0;
  detail::for_each_route([&]<class T>(const route&) {
    if (i++ == index) f.template operator()<T>();
  });
}

/// Calls `f.template operator()<T>()`, where `T` is the type of the request's body. Returns false
/// if the specification has no matching route.
///
/// `f` is instantiated for every object of `routes`. Calling this from one place in a program
/// compiles each of them only once.
template <class F>
bool visit_route(specification s, std::string_view path, F&& f, std::string_view method = "POST") {
  const std::optional<std::size_t> index = find_route(s, path, method);
  if (index) visit_route(*index, f);
  return index.has_value();
}

} // namespace assay::honeyhive
