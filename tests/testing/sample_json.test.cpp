// SPDX-License-Identifier: BSL-1.0
#include "assay/testing/sample_json.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>

using assay::testing::sample;

namespace {

std::string line_of(const sample& s) {
  assay::text_buffer out;
  out.append("<");
  append_json(out, s);
  return std::string(out.view().substr(1));
}

std::string base64_line(std::string_view bytes) { return line_of({std::string(bytes)}); }

} // namespace

TEST_CASE("sample_json: a sample is one line, whatever its text contains") {
  CHECK(line_of({"{\n\"a\\u0000\"\r:\"\x01\t\u00e9\"}"}) ==
        R"({"accepted":true,"severity":null,"code":null,"path":null,"offset":null,"reason":null,)"
        R"("text":"{\n\"a\\u0000\"\r:\"\u0001\t)"
        "\u00e9"
        R"(\"}"})");
  CHECK(
      line_of({"{}", false,
               assay::testing::expected_violation{assay::code::missing_member, "/a~1b"},
               "a member that is \"missing\""}) ==
      R"({"accepted":false,"severity":"error","code":"missing_member","path":"/a~1b","offset":null,)"
      R"("reason":"a member that is \"missing\"","text":"{}"})");
  CHECK(line_of({"{}", true,
                 assay::testing::expected_violation{assay::code::unknown_member, "",
                                                    assay::severity::warning, 17}}) ==
        R"({"accepted":true,"severity":"warning","code":"unknown_member","path":"","offset":17,)"
        R"("reason":null,"text":"{}"})");
}

TEST_CASE("sample_json: a text that is not UTF-8 is in Base64") {
  const std::string head =
      R"({"accepted":true,"severity":null,"code":null,"path":null,"offset":null,)"
      R"("reason":null,"base64":")";
  CHECK(base64_line("\xff") == head + "/w==\"}");
  CHECK(base64_line("\xff\x01") == head + "/wE=\"}");
  CHECK(base64_line("a\xff\x01") == head + "Yf8B\"}");
  CHECK(base64_line(std::string_view("\xfb\xef\xbe\0", 4)) == head + "++++AA==\"}");
  CHECK(base64_line("\xed\xa0\x80") == head + "7aCA\"}"); // an encoded lone surrogate
  CHECK(base64_line("").ends_with(R"("text":""})"));
}
