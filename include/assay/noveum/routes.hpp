// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/noveum/export_request.hpp"
#include "assay/schema/api.hpp"

#include <array>
#include <span>
#include <string_view>

namespace assay::noveum {

/// A request of the interface, and the object that is its body.
struct route {
  std::string_view method;                   ///< the HTTP method
  std::string_view path;                     ///< the path after the endpoint (such as `api.server`)
  std::string_view object;                   ///< the object's name
  std::string_view summary{};                ///< what the request does, as an imperative
  std::span<const api_response> responses{}; ///< the documented responses
  /// Compares method, path and object.
  friend constexpr bool operator==(const route& a, const route& b) noexcept {
    return a.method == b.method && a.path == b.path && a.object == b.object;
  }
};

/// The data that all routes share.
inline constexpr api_info api{
    .title = "Noveum", .server = "https://api.noveum.ai/api", .key_header = "Authorization"};

namespace detail {
inline constexpr api_response export_responses[] = {{"2XX", "The traces were accepted."}};
} // namespace detail

/// All routes of the interface.
inline constexpr std::array<route, 1> routes{
    {{"POST", "/v1/traces", "export_request", "Export traces", detail::export_responses}}};

/// Returns the route with this method and path, or null. The path may include the endpoint's path
/// before it and a query after it: `/api/v1/traces?x=1`.
constexpr const route* find_route(std::string_view method, std::string_view path) noexcept {
  path = path.substr(0, path.find('?'));
  for (const route& r : routes)
    if (r.method == method && path.ends_with(r.path)) return &r;
  return nullptr;
}

/// Calls `f.template operator()<T>()`, where `T` is the type of the request's body. Returns false
/// if there is no matching route.
template <class F>
constexpr bool visit_route(std::string_view method, std::string_view path, F&& f) {
  static_assert(routes.size() == 1, "each route needs its object here");
  if (find_route(method, path) == nullptr) return false;
  f.template operator()<export_request>();
  return true;
}

} // namespace assay::noveum
