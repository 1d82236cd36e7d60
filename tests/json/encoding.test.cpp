// SPDX-License-Identifier: BSL-1.0
#include "assay/json/encoding.hpp"

#include "support/catch.hpp"
#include "support/instances.hpp"

#include "assay/promptetheus.hpp"
#include "support/events.hpp"

#include <string>
#include <string_view>
#include <utility>

using assay::foreign_encoding;
using namespace std::string_view_literals;

TEST_CASE("encoding: text that is not UTF-8 is named by its first bytes") {
  const std::pair<std::string_view, std::string_view> samples[] = {
      {"\x1F\x8B\x08\x00\x00"sv, "gzip data"},
      {"\x28\xB5\x2F\xFD\x04"sv, "zstd data"},
      {"\x78\x9C\xAB"sv, "zlib data"},
      {"\x04\x22\x4D\x18"sv, "LZ4 data"},
      {"\xFD\x37zXZ\x00\x00"sv, "xz data"},
      {"BZh91AY&SY"sv, "bzip2 data"},
      {"PK\x03\x04"sv, "a zip archive"},
      {"\xFF\xFE{\0"sv, "UTF-16LE"},
      {"\xFE\xFF\0{"sv, "UTF-16BE"},
      {"{\0\"\0"sv, "UTF-16LE"},
      {"\0{\0\""sv, "UTF-16BE"},
      {"\0\0\0{"sv, "UTF-32BE"},
      {"{\0\0\0\"\0"sv, "UTF-32LE"},
      {"\xFF\xFE\0\0{\0"sv, "UTF-32LE"},
      {"\0\0\xFE\xFF\0"sv, "UTF-32BE"},
  };
  for (const auto& [bytes, name] : samples) {
    INFO(name);
    CHECK(foreign_encoding(bytes) == name);
    assay::validator<assay::promptetheus::event> document;
    CHECK_FALSE(document.check(bytes));
    CHECK(assay_test::summary_of(document.report()) ==
          std::vector<std::string>{"error unsupported_encoding  @0"});
    CHECK(document.report().violations().front().expected ==
          "text in UTF-8, found " + std::string(name) +
              (name.starts_with("UTF") ? ": convert it first" : ": unpack it first"));
    assay::line_reader<assay::promptetheus::event> lines(bytes);
    REQUIRE(lines.next());
    CHECK(assay_test::summary_of(lines.report()) == assay_test::summary_of(document.report()));
  }
}

TEST_CASE("encoding: JSON and similar beginnings have no other encoding") {
  for (const std::string_view text :
       {""sv, "{"sv, "{}"sv, "x"sv, "x^2"sv, "PK"sv, "BZh"sv, "BZh9"sv, "(\xB5"sv,
        "\xEF\xBB\xBF{}"sv, "\x1F"sv, "\0"sv, "\0{}"sv, "\0\0\0\0\0"sv, "\0\0{"sv,
        "{\0}"sv.substr(0, 1), "\0{\"a\":1}"sv})
    CHECK(foreign_encoding(text).empty());
}
