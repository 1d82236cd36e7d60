// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/noveum/export_request.hpp"
#include "assay/schema/api.hpp"

#include <array>
#include <span>
#include <string_view>

namespace assay::noveum {

/// A request whose body is an object of the system.
struct route {
  std::string_view method;
  std::string_view path;   ///< after the endpoint's own, such as that of `api.server`
  std::string_view object; ///< the object's name
  std::string_view summary{};
  std::span<const api_answer> answers{};
  /// Whether they are the same request, with the same object.
  friend constexpr bool operator==(const route& a, const route& b) noexcept {
    return a.method == b.method && a.path == b.path && a.object == b.object;
  }
};

/// What holds for all of them.
inline constexpr api_info api{
    .title = "Noveum", .server = "https://api.noveum.ai/api", .key_header = "Authorization"};

namespace detail {
inline constexpr api_answer export_answers[] = {{"2XX", "The traces were taken."}};
} // namespace detail

/// All of them.
inline constexpr std::array<route, 1> routes{
    {{"POST", "/v1/traces", "export_request", "Export traces", detail::export_answers}}};

/// The request of that method and path, or null. The endpoint's own path may stand before it, and a
/// query behind it does not count:
/// `/api/v1/traces?x=1`.
constexpr const route* find_route(std::string_view method, std::string_view path) noexcept {
  path = path.substr(0, path.find('?'));
  for (const route& r : routes)
    if (r.method == method && path.ends_with(r.path)) return &r;
  return nullptr;
}

/// Calls `f.template operator()<T>()`, T the object that is the request's body; false, and nothing
/// called, when there is no such request.
template <class F>
constexpr bool visit_route(std::string_view method, std::string_view path, F&& f) {
  static_assert(routes.size() == 1, "visit each route's own object");
  if (find_route(method, path) == nullptr) return false;
  f.template operator()<export_request>();
  return true;
}

} // namespace assay::noveum
