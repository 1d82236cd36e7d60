// SPDX-License-Identifier: BSL-1.0
#include "router.hpp"

#include "settings.hpp"
#include "support/catch.hpp"
#include "systems/systems.hpp"

#include "assay/honeyhive/routes.hpp"
#include "assay/noveum/routes.hpp"
#include "assay/producttelemetry/routes.hpp"
#include "assay/promptetheus/routes.hpp"

#include <string>

using gateway::router;

namespace {

gateway::route route(std::string method, std::string pattern, bool is_suffix = false) {
  return {std::move(method), std::move(pattern), gateway::read_handler(), is_suffix};
}

std::string found(const router& r, const char* method, const char* path) {
  const gateway::routing where = r.find(method, path);
  return (where.found == nullptr ? std::string("-") : where.found->pattern) + " | " + where.allowed;
}

} // namespace

TEST_CASE("router: method and path select the route, and the first match wins") {
  router r;
  r.add(route("GET", "/a/{x}"));
  r.add(route("POST", "/a/{x}"));
  r.add(route("POST", "/a/b"));
  r.add(route("DELETE", "/end", true));
  CHECK(found(r, "GET", "/a/1") == "/a/{x} | GET, HEAD, POST, OPTIONS");
  CHECK(found(r, "HEAD", "/a/1") == "/a/{x} | GET, HEAD, POST, OPTIONS");
  CHECK(found(r, "POST", "/a/b") == "/a/{x} | GET, HEAD, POST, OPTIONS");
  CHECK(found(r, "PUT", "/a/1") == "- | GET, HEAD, POST, OPTIONS");
  CHECK(found(r, "DELETE", "/any/base/end") == "/end | DELETE, OPTIONS");
  CHECK(found(r, "GET", "/b") == "- | ");
  CHECK(found(r, "GET", "") == "- | ");
}

TEST_CASE("router: every request of the library has a handler that writes") {
  for (const auto spec :
       {assay::honeyhive::specification::v0, assay::honeyhive::specification::public_api,
        assay::honeyhive::specification::data_plane}) {
    gateway::settings s;
    s.honeyhive = spec;
    router all;
    add_systems(all, s);
    const auto check = [&](std::string_view method, std::string_view path) {
      INFO(method << " " << path);
      const gateway::routing where = all.find(method, path);
      REQUIRE(where.found != nullptr);
      CHECK(where.found->pattern == path);
      CHECK(std::holds_alternative<gateway::write_handler>(where.found->handler));
    };
    for (const auto& r : assay::promptetheus::routes) check(r.method, r.path);
    for (const auto& r : assay::producttelemetry::routes) check(r.method, r.path);
    for (const auto& r : assay::noveum::routes) check(r.method, r.path);
    for (const auto& r : assay::honeyhive::routes) check(r.method, r.path);
  }
}
