// SPDX-License-Identifier: BSL-1.0
#include <assay/noveum/export_request.hpp>

#include "support/catch.hpp"

#include <assay/noveum.hpp>

using namespace assay;
using noveum::export_request;

TEST_CASE("noveum export request: has traces and the time in seconds, which strict requires") {
  CHECK(check<export_request>(R"({"traces":[],"timestamp":1795345079.042575})"));
  CHECK(check<export_request>(R"({"traces":[]})"));
  CHECK_FALSE(check<export_request>(R"({"traces":[]})", {.level = level::strict}));
  CHECK_FALSE(check<export_request>(R"({"timestamp":1})", {.level = level::reference}));
  CHECK_FALSE(check<export_request>(R"({"traces":[],"timestamp":"1"})"));
  CHECK_FALSE(check<export_request>(R"({"traces":[],"timestamp":-1})"));

  validator<export_request> v;
  export_request r;
  const std::string_view json =
      R"({"traces":[{"trace_id":"t","name":"n","start_time":"2026-06-12T09:01:00+00:00","duration_ms":959.5500000000001}],"timestamp":1.50})";
  REQUIRE(v.read(json, r));
  CHECK(r.traces.at(0).duration_ms->text() == "959.5500000000001");
  text_buffer out;
  REQUIRE(write(r, out));
  CHECK(out.view() == json);
}
