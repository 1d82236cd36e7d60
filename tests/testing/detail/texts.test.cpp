// SPDX-License-Identifier: BSL-1.0
#include "assay/testing/detail/texts.hpp"

#include "support/catch.hpp"

#include "assay/json/escapes.hpp"
#include "assay/json/utf8.hpp"
#include "assay/json/parse_raw.hpp"

#include <cstddef>
#include <string>
#include <string_view>

using namespace assay::testing;
using namespace assay::testing::detail;

namespace {

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t size = assay::character_size(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

} // namespace

TEST_CASE("texts: a text that is made for a format matches it; a text near the format may not") {
  for (std::size_t i = 0; i < assay::format_count; ++i) {
    const assay::text_format form = assay::format_table[i].format;
    std::size_t near = 0;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
      source from(seed);
      const std::string text = text_of_format(from, form);
      INFO(name_of(form) << ": " << text);
      REQUIRE(has_format(form, text));
      near += !has_format(form, text_near_format(from, form));
    }
    CHECK((near > 100 || form == assay::text_format::any));
  }
}

TEST_CASE(
    "texts: any text is UTF-8 without U+0000, and its JSON decodes to it, however it is escaped") {
  source from(2);
  for (int i = 0; i < 5000; ++i) {
    const std::string text = i % 2 == 0 ? any_text(from) : any_name(from);
    REQUIRE(is_utf8(text));
    REQUIRE(text.find('\0') == text.npos);
    const std::string json = quoted(from, text);
    REQUIRE(assay::parse_raw_json(json));
    std::string back;
    assay::unescape(std::string_view(json).substr(1, json.size() - 2), back);
    REQUIRE(back == text);
  }
}
