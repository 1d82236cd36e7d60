// SPDX-License-Identifier: BSL-1.0
#include "router.hpp"

#include "http/path.hpp"

namespace gateway {

routing router::find(std::string_view method, std::string_view path) const {
  routing out;
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  const auto allow = [&](std::string_view name) {
    if (out.allowed.find(name) != std::string::npos) return;
    if (!out.allowed.empty()) out.allowed += ", ";
    out.allowed += name;
  };
  for (const route& r : routes_) {
    std::optional<path_parts> parts;
    if (!r.is_suffix) parts = match_path(r.pattern, path);
    else if (path.ends_with(r.pattern)) parts.emplace();
    if (!parts) continue;
    allow(r.method);
    if (r.method == "GET") allow("HEAD");
    if (r.method != wanted || out.found != nullptr) continue;
    out.found = &r;
    out.parts = *std::move(parts);
  }
  if (!out.allowed.empty()) allow("OPTIONS");
  return out;
}

} // namespace gateway
