// SPDX-License-Identifier: BSL-1.0
#include "assay/trajectory/stored_trajectory.hpp"

#include "assay/json/write.hpp"
#include "support/catch.hpp"

#include <string_view>

using assay::trajectory::stored_trajectory;
using assay::trajectory::trajectory_id_of;

TEST_CASE("stored_trajectory: messages are kept unchanged") {
  constexpr std::string_view text =
      R"({"trace_id":"t","messages":[{"role":"user","n":1e400},"x"],"conversation_id":"c","data_source":null,"more":[]})";
  stored_trajectory t;
  REQUIRE(assay::validator<stored_trajectory>().read(text, t));
  assay::text_buffer out;
  REQUIRE(write(t, out));
  CHECK(out.view() == text);
}

TEST_CASE("stored_trajectory: the id in the response to an upload") {
  CHECK(trajectory_id_of(R"({"trajectory_id":"tr1"})") == "tr1");
  CHECK(trajectory_id_of(R"({"status":"ok","trajectory_id":"tr\u0031","n":1})") == "tr1");
  for (const std::string_view none :
       {"", "ok", "[]", "{}", R"({"trajectory_id":""})", R"({"trajectory_id":null})",
        R"({"trajectory_id":7})", R"({"trajectory_id":"a","trajectory_id":"b"})"})
    CHECK_FALSE(trajectory_id_of(none));
}
