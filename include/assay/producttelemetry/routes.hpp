// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/producttelemetry/requests.hpp"
#include "assay/schema/api.hpp"

#include <array>
#include <span>
#include <string_view>
#include <tuple>

namespace assay::producttelemetry {

/// A request that the interface knows, and which object its body is.
struct route {
  std::string_view method;
  std::string_view
      path; ///< what the request's path ends in: before it stands the base of the interface's URL
  std::string_view object; ///< the object's name: "ingest_request"
  std::string_view summary{};
  std::span<const api_answer> answers{};
};

/// What holds for all of them.
inline constexpr api_info api{.title = "ProductTelemetry",
                              .server = "https://api.producttelemetry.com",
                              .key_header = "X-Write-Key"};

namespace detail {

// Those that the client takes for success; of the second request it looks at none.
inline constexpr api_answer ingest_answers[] = {{"200", "The events were taken."},
                                                {"207", "The request was taken."}};
inline constexpr api_answer identify_answers[] = {{"default", "The client looks at no answer."}};
inline constexpr api_answer deletion_answers[] = {{"200", "The deletion was taken on."},
                                                  {"202", "The deletion was taken on."}};

template <class T>
struct typed_route : route {
  using type = T;
};

inline constexpr std::tuple typed_routes{
    typed_route<ingest_request>{
        {"POST", "/ingest", "ingest_request", "Send events", ingest_answers}},
    typed_route<identify_request>{
        {"POST", "/identify", "identify_request", "Say which user a client is", identify_answers}},
    typed_route<deletion_request>{{"DELETE", "/gdpr/delete-self", "deletion_request",
                                   "Ask for the deletion of a client's data", deletion_answers}}};

} // namespace detail

/// All requests.
inline constexpr std::array routes =
    std::apply([](const auto&... r) { return std::array{static_cast<const route&>(r)...}; },
               detail::typed_routes);

/// Whether the request goes that route: `POST /api/ingest?v=1` goes `POST /ingest`.
constexpr bool matches(const route& r, std::string_view method, std::string_view path) noexcept {
  return method == r.method && path.substr(0, path.find('?')).ends_with(r.path);
}

/// Calls `f.template operator()<T>()`, T the object that is the request's body; returns false when
/// there is no such request.
template <class F>
bool visit_route(std::string_view method, std::string_view path, F&& f) {
  const auto visit = [&]<class T>(const detail::typed_route<T>& r) {
    if (!matches(r, method, path)) return false;
    f.template operator()<T>();
    return true;
  };
  return std::apply([&](const auto&... r) { return (visit(r) || ...); }, detail::typed_routes);
}

} // namespace assay::producttelemetry
