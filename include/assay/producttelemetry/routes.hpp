// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/producttelemetry/requests.hpp"
#include "assay/schema/api.hpp"

#include <array>
#include <span>
#include <string_view>
#include <tuple>

namespace assay::producttelemetry {

/// A request of the interface, and the object that is its body.
struct route {
  std::string_view method; ///< the HTTP method
  std::string_view path;   ///< the end of the request's path, after the base of the interface's URL
  std::string_view object; ///< the object's name: "ingest_request"
  std::string_view summary{};                ///< what the request does, as an imperative
  std::span<const api_response> responses{}; ///< the documented responses
};

/// The data that all routes share.
inline constexpr api_info api{.title = "ProductTelemetry",
                              .server = "https://api.producttelemetry.com",
                              .key_header = "X-Write-Key"};

namespace detail {

// The responses that the client treats as success; it ignores those to the second request.
inline constexpr api_response ingest_responses[] = {{"200", "The events were accepted."},
                                                    {"207", "The request was accepted."}};
inline constexpr api_response identify_responses[] = {
    {"default", "The client ignores the response."}};
inline constexpr api_response deletion_responses[] = {{"200", "The deletion was accepted."},
                                                      {"202", "The deletion was accepted."}};

template <class T>
struct typed_route : route {
  using type = T;
};

inline constexpr std::tuple typed_routes{
    typed_route<ingest_request>{
        {"POST", "/ingest", "ingest_request", "Send events", ingest_responses}},
    typed_route<identify_request>{{"POST", "/identify", "identify_request",
                                   "Identify the user of a client", identify_responses}},
    typed_route<deletion_request>{{"DELETE", "/gdpr/delete-self", "deletion_request",
                                   "Delete a client's data", deletion_responses}}};

} // namespace detail

/// All routes of the interface.
inline constexpr std::array routes =
    std::apply([](const auto&... r) { return std::array{static_cast<const route&>(r)...}; },
               detail::typed_routes);

/// Returns whether the request matches the route: `POST /api/ingest?v=1` matches `POST /ingest`.
constexpr bool matches(const route& r, std::string_view method, std::string_view path) noexcept {
  return method == r.method && path.substr(0, path.find('?')).ends_with(r.path);
}

/// Calls `f.template operator()<T>()`, where `T` is the type of the request's body. Returns false
/// if there is no matching route.
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
