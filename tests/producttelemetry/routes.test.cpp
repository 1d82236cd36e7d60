// SPDX-License-Identifier: BSL-1.0
#include "assay/producttelemetry/routes.hpp"

#include "support/catch.hpp"

#include <string_view>
#include <type_traits>

using namespace assay::producttelemetry;

namespace {

/// The name of the object that the request's body is.
std::string_view object_on(std::string_view method, std::string_view path) {
  std::string_view name = "none";
  const bool found = visit_route(method, path, [&]<class T>() {
    if (std::is_same_v<T, ingest_request>) name = "ingest_request";
    if (std::is_same_v<T, identify_request>) name = "identify_request";
    if (std::is_same_v<T, deletion_request>) name = "deletion_request";
  });
  CHECK(found == (name != "none"));
  return name;
}

} // namespace

TEST_CASE("producttelemetry routes: each leads to its object, whatever precedes its path") {
  for (const route& r : routes) {
    CHECK(object_on(r.method, r.path) == r.object);
    CHECK(object_on(r.method, "/api" + std::string(r.path)) == r.object);
    CHECK(object_on(r.method, std::string(r.path) + "?v=1") == r.object);
  }
  CHECK(routes.size() == 3);
}

TEST_CASE("producttelemetry routes: another method or path has no route") {
  CHECK(object_on("GET", "/ingest") == "none");
  CHECK(object_on("POST", "/gdpr/delete-self") == "none");
  CHECK(object_on("POST", "/ingest/") == "none");
  CHECK(object_on("POST", "ingest") == "none");
  CHECK(object_on("POST", "/reingest") == "none");
  CHECK(object_on("POST", "/x?/ingest") == "none");
  CHECK(object_on("POST", "") == "none");
}
