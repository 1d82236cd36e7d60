// SPDX-License-Identifier: BSL-1.0
#include <assay/noveum/routes.hpp>

#include "support/catch.hpp"

#include <type_traits>

using namespace assay::noveum;

TEST_CASE("noveum routes: the only route is the export of traces, below any base path") {
  const auto is_export = [](std::string_view method, std::string_view path) {
    bool same = false;
    const bool known =
        visit_route(method, path, [&]<class T>() { same = std::is_same_v<T, export_request>; });
    CHECK(known == same);
    CHECK(known == (find_route(method, path) != nullptr));
    return known;
  };
  CHECK(is_export("POST", "/v1/traces"));
  CHECK(is_export("POST", "/api/v1/traces"));
  CHECK(is_export("POST", "/api/v1/traces?x=/v1"));
  CHECK_FALSE(is_export("GET", "/v1/traces"));
  CHECK_FALSE(is_export("POST", "/v1/traces/"));
  CHECK_FALSE(is_export("POST", "/v1/trace"));
  CHECK_FALSE(is_export("POST", "/xv1/traces"));
  CHECK_FALSE(is_export("POST", "?/v1/traces"));
  CHECK_FALSE(is_export("POST", ""));
  CHECK(routes[0] == route{"POST", "/v1/traces", "export_request"});
}
