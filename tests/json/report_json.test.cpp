// SPDX-License-Identifier: BSL-1.0
#include "assay/json/report_json.hpp"

#include "support/catch.hpp"

#include <boost/json/parse.hpp>

#include <string>
#include <string_view>
#include <vector>

using assay::code;
using assay::kind;
using assay::report;
using assay::severity;
using assay::text_buffer;
using assay::violation;

namespace {

template <class T>
std::string json_of(const T& what, std::string_view text) {
  text_buffer out;
  append_json(out, what, text);
  return std::string(out.view());
}

} // namespace

TEST_CASE("report_json: a violation is an object of six members") {
  const violation v{.code = code::type_mismatch,
                    .path = "/seq",
                    .expected = "integer >= 0",
                    .actual = kind::boolean,
                    .offset = 7};
  CHECK(
      json_of(v, R"({"seq":true})") ==
      R"({"code":"type_mismatch","severity":"error","path":"/seq","message":"expected integer >= 0, found boolean","offset":7,"column":8})");
}

TEST_CASE("report_json: without an offset there is no column") {
  const violation v{.code = code::unknown_member, .severity = severity::warning, .path = "/a"};
  CHECK(
      json_of(v, "{}") ==
      R"({"code":"unknown_member","severity":"warning","path":"/a","message":"the member is not in the schema","offset":null,"column":null})");
}

TEST_CASE("report_json: the column counts characters, the offset bytes") {
  const violation v{.code = code::unterminated, .offset = 6};
  CHECK(
      json_of(v, "{\n\"\xC3\xA9\"") ==
      R"({"code":"unterminated","severity":"error","path":"","message":"the text ends before the event is complete","offset":6,"column":4})");
}

TEST_CASE("report_json: a path of any bytes gives valid JSON") {
  violation v{.code = code::unknown_member, .path = "/"};
  for (int c = 0; c < 256; ++c) v.path += static_cast<char>(c);
  const auto parsed = boost::json::parse(json_of(v, ""));
  std::string expected = v.path.substr(0, 0x81);
  for (int c = 0x80; c < 256; ++c) expected += "\xEF\xBF\xBD";
  CHECK(std::string_view(parsed.at("path").as_string()) == expected);
}

TEST_CASE("report_json: path_is_cut appears only for a path that is cut") {
  const violation v{.code = code::unknown_member,
                    .path = "/a/" + std::string(assay::cut_mark) + "/b",
                    .path_is_cut = true};
  CHECK(json_of(v, "{}").starts_with(R"({"code":"unknown_member","severity":"error","path":"/a/)" +
                                     std::string(assay::cut_mark) +
                                     R"(/b","path_is_cut":true,"message":)"));
}

TEST_CASE("report_json: a report is the array of its violations") {
  const violation a{.code = code::unterminated, .offset = 0},
      b{.code = code::unknown_type, .path = "/type", .expected = "a known type"};
  CHECK(json_of(report(), "") == "[]");
  CHECK(json_of(report(false, false, {a}), "{") == "[" + json_of(a, "{") + "]");
  CHECK(json_of(report(false, true, {a, b}), "{") ==
        "[" + json_of(a, "{") + "," + json_of(b, "{") + "]");
}

TEST_CASE("report_json: it appends to what the buffer holds") {
  text_buffer out;
  out.append("x");
  append_json(out, report(), "");
  CHECK(out.view() == "x[]");
}

TEST_CASE("report_json: columns of several violations are each counted in their own line") {
  const std::string_view text = "\xC3\xA9 a\nb\xC3\xA9 c";
  const auto at = [](std::size_t offset) {
    return violation{.code = code::unterminated, .offset = offset};
  };
  text_buffer out;
  append_json(out, report(false, false, {at(3), at(5), at(9), at(0)}), text);
  std::vector<std::string> columns;
  for (std::size_t i = 0; (i = out.view().find("\"column\":", i)) != std::string_view::npos; ++i)
    columns.emplace_back(out.view().substr(i + 9, 1));
  CHECK(columns == std::vector<std::string>{"3", "1", "4", "1"});
}

TEST_CASE("report_json: an offset beyond the text has the column of its end") {
  const violation beyond{.code = code::unterminated, .offset = 100},
      end{.code = code::unterminated, .offset = 2};
  for (const std::string_view text : {"ab", "", "\n\xC3\xA9"}) {
    const auto column = [&](const violation& v) {
      const std::string json = json_of(v, text);
      return json.substr(json.find("\"column\""));
    };
    const violation at_end{.code = code::unterminated, .offset = text.size()};
    CHECK(column(beyond) == column(at_end));
    CHECK(json_of(report(false, false, {end, beyond, beyond, end}), text) ==
          "[" + json_of(end, text) + "," + json_of(beyond, text) + "," + json_of(beyond, text) +
              "," + json_of(end, text) + "]");
  }
  CHECK(json_of(beyond, "ab").find("\"offset\":100,\"column\":3") != std::string::npos);
}
