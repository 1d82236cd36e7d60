#pragma once

#include "assay/noveum/export_request.hpp"

#include <array>
#include <string_view>

namespace assay::noveum {

/// A request whose body is an object of the system.
struct route {
  std::string_view method;
  std::string_view path;   ///< behind the endpoint's own, such as `https://api.noveum.ai/api`
  std::string_view object; ///< the object's name
  friend bool operator==(const route&, const route&) = default;
};

/// All of them.
inline constexpr std::array<route, 1> routes{{{"POST", "/v1/traces", "export_request"}}};

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
