// SPDX-License-Identifier: BSL-1.0
#include "assay/honeyhive/routes.hpp"

#include "support/catch.hpp"

#include <set>
#include <string>
#include <tuple>
#include <type_traits>

using namespace assay::honeyhive;

namespace {

template <class Wanted>
bool takes(specification s, std::string_view path, std::string_view method = "POST") {
  bool is_wanted = false;
  visit_route(
      s, path, [&]<class T>() { is_wanted = std::is_same_v<T, Wanted>; }, method);
  return is_wanted;
}

constexpr auto data_plane = specification::data_plane;

static_assert(find_route(specification::v0, "/events") &&
              !find_route(specification::v0, "/v1/events"));

} // namespace

TEST_CASE("honeyhive routes: specification, method and path determine the object of a request") {
  CHECK(takes<event_request<dialect::v0>>(specification::v0, "/events"));
  CHECK(takes<event_update<dialect::v0>>(specification::v0, "/events", "PUT"));
  CHECK(takes<event_request<dialect::public_api>>(specification::public_api, "/events"));
  CHECK(takes<event_request<dialect::legacy>>(data_plane, "/events"));
  CHECK(takes<event<dialect::v1>>(data_plane, "/v1/events"));
  CHECK(takes<event_batch<dialect::v1>>(data_plane, "/v1/events/batch?dry=1"));
  CHECK(takes<event_update<dialect::v1>>(data_plane, "/v1/events/batch", "PUT"));
  CHECK(takes<session<dialect::v1>>(data_plane, "/v1/sessions"));
  CHECK(takes<session_event_batch>(
      data_plane, "/v1/sessions/112206a2-4419-4e59-ba52-dbf2f5515cd0/events/batch"));
  CHECK(takes<session_traces>(data_plane, "/session/7/traces"));
  CHECK(takes<model_event_batch<dialect::legacy>>(data_plane, "/events/model/batch"));
}

TEST_CASE("honeyhive routes: a specification has only its own routes") {
  const auto visit = [](specification s, std::string_view path, std::string_view method = "POST") {
    return visit_route(
        s, path, []<class T>() { FAIL("a route"); }, method);
  };
  CHECK_FALSE(visit(specification::v0, "/v1/events"));
  CHECK_FALSE(visit(specification::public_api, "/v1/sessions"));
  CHECK_FALSE(visit(data_plane, "/events", "DELETE"));
  for (const char* path : {"", "/", "/event", "/events/", "events", "/v1/sessions//events/batch",
                           "/v1/sessions/a/b/events/batch", "/v1/sessions/a/events",
                           "/v1/events/batch/x", "?/events"}) {
    CAPTURE(path);
    CHECK_FALSE(visit(data_plane, path));
  }
}

TEST_CASE("honeyhive routes: a segment in braces matches one non-empty segment") {
  CHECK(matches("/a/{id}/b", "/a/7/b"));
  CHECK(matches("/a/{id}", "/a/7?x=/y"));
  CHECK(matches("/{a}/{b}", "/1/2"));
  CHECK_FALSE(matches("/a/{id}", "/a/"));
  CHECK_FALSE(matches("/a/{id}", "/a/7/8"));
  CHECK_FALSE(matches("/a/{id}/b", "/a/7"));
}

TEST_CASE("honeyhive routes: each route is listed once and found at its position") {
  std::set<std::tuple<specification, std::string_view, std::string_view>> all;
  for (std::size_t i = 0; i < routes.size(); ++i) {
    const route& r = routes[i];
    CAPTURE(r.path, r.method);
    CHECK(all.emplace(r.specification, r.method, r.path).second);
    CHECK(find_route(r.specification, r.path, r.method) == i);
    CHECK(specification_of(r.dialect) == r.specification);
    CHECK_FALSE(r.object.empty());
  }
  CHECK(all.size() == 24);
}

TEST_CASE("honeyhive dialect: specifications are found by their names") {
  for (const specification s :
       {specification::v0, specification::public_api, specification::data_plane})
    CHECK(specification_of(name_of(s)) == s);
  CHECK(name_of(specification::data_plane) == "data-plane");
  CHECK(version_of(specification::public_api) == "1.1.0");
  CHECK(name_of(dialect::legacy) == "legacy");
  for (const char* name : {"", "V0", "v1", "data_plane", "public "})
    CHECK_FALSE(specification_of(name).has_value());
}
