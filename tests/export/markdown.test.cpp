// SPDX-License-Identifier: BSL-1.0
#include "assay/export/markdown.hpp"

#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"
#include "export/script_objects.hpp"
#include "support/catch.hpp"

#include <string>
#include <string_view>

using assay::level;

TEST_CASE("Markdown: an object is a table, and its texts contain no markup", "[export][schema]") {
  const std::string_view wanted = R"-(
# Item

A thing that is sold: /\* no comment \*/.

Accepted at the level `strict`.

| member | value | required | meaning |
|---|---|---|---|
| `sku` | string, 1 to 12 characters | yes | Which item it is. |
| `color` | `red`, `déjà "vu"` or `COLOR`, or null |  |  |
| `low` | integer from 1 to 100 | yes | The least that is sold. |
| `high` | integer, no 13 |  |  |
| `stock` | integer >= 0 or null |  |  |
| `price` | number > 0, a multiple of 0.01, or null |  |  |
| `slug` | string, at most 20 bytes of UTF-8, no spaces, or null |  |  |
| `id` | string, UUID, or null |  |  |
| `link` | string, URI, or null |  |  |
| `tags` | array of strings, 1 to 3 elements, all different, or null |  |  |
| `range` | array of numbers, 2 elements, or null |  |  |
| `places` | object whose members are [Place](#place), at most 1 member | yes |  |
| `notes` | object or null |  |  |
| `anything` | any value | yes |  |
| `part_of` | [Item](#item) or null |  |  |
| `a "b\"` | string or null |  |  |
| `constructor` | string or null |  |  |
| `__proto__` | string or null |  |  |
| `old` | string or null |  | What it was called. Deprecated: send tags. |
| `password` | must not be present |  | nothing |

Across members:

- `low`, `high`: a high not below the low

## Place

Where it is.

Unknown members are rejected.

| member | value | required | meaning |
|---|---|---|---|
| `x` | number | yes |  |
| `y` | number | yes |  |
)-";
  std::string text(wanted.substr(1));
  text.replace(text.find("COLOR"), 5, "\xE2\x80\xA8");
  CHECK(assay::to_markdown<export_script::item>(level::strict) == text);
}

TEST_CASE("Markdown: unions name their alternatives", "[export][schema]") {
  const std::string text = assay::to_markdown<export_script::note>();
  CHECK(text.find("| `first` | [TextPart](#textpart) or [ListPart](#listpart), selected by `kind`, "
                  "or null |"
                  "  |  |\n") != text.npos);
  CHECK(
      text.find(
          "| `more` | [TextPart](#textpart), selected by `kind`, or another object, or null |  |  |"
          "\n") != text.npos);
  CHECK(text.find("\n| `type` | `content` |\n|---|---|\n| `text` | [TextPart2](#textpart2) |\n"
                  "| `place` | [Place](#place) |\n") != text.npos);
}

TEST_CASE("Markdown: types of elements are in the plural, and rules without words show their code",
          "[export][schema]") {
  CHECK(assay::to_markdown<export_script::spoken>() == std::string_view(R"-(
# Spoken

What is said

Accepted at the level `published`.

Unknown members are rejected.

| member | value | required | meaning |
|---|---|---|---|
| `few` | array of strings, fewer than 9, or null |  | Some |
| `counts` | object whose members are numbers, not empty, or null |  | Counted! |
| `any` | any value, no 13 |  |  |
| `all` | array of any values, all different, or null |  | All of them (…) |
| `either` | boolean or array of strings, or null |  | Said twice? |
| `choice` | `a` or `""`, or null |  | One. Deprecated: send few. |
| `prompt` | must not be present |  | refer to it by prompt_ref |

Across members:

- members_disagree
)-")
                                                           .substr(1));
}
