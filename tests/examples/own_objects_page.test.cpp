// SPDX-License-Identifier: BSL-1.0

// docs/guide/own-objects.md quotes messages of compilers, which this test checks. docs/generate
// makes the page's other messages.

#include "support/catch.hpp"

#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace {

std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream in(path);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Returns the text without backslashes before quotes, and with adjacent literals joined.
std::string with_literals_joined(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == '"') out += text[++i];
    else if (text[i] != '"') out += text[i];
    else {
      std::size_t next = i + 1;
      while (next < text.size() && std::isspace(static_cast<unsigned char>(text[next])) != 0)
        ++next;
      if (next < text.size() && text[next] == '"' && next > i + 1) i = next;
      else out += '"';
    }
  }
  return out;
}

} // namespace

TEST_CASE(
    "own_objects_page: each quoted sentence about code that does not compile is in the library") {
  const std::filesystem::path root = ASSAY_SOURCE_DIR;
  std::string headers;
  for (const std::string_view folder : {"schema", "json"})
    for (const auto& file :
         std::filesystem::recursive_directory_iterator(root / "include/assay" / folder))
      if (file.path().extension() == ".hpp")
        headers += with_literals_joined(text_of_file(file.path()));

  const std::string page = text_of_file(root / "docs/guide/own-objects.md");
  const std::string_view before = "| you wrote | the sentence |\n|---|---|\n";
  std::size_t at = page.find(before);
  REQUIRE(at != page.npos);
  std::size_t rows = 0;
  for (at += before.size(); page[at] == '|'; ++rows) {
    const std::size_t end = page.find(" |\n", at), sentence = page.find(" | ", at) + 3;
    REQUIRE(sentence < end);
    std::string text = page.substr(sentence, end - sentence);
    if (const std::size_t escape = text.find("\\<"); escape != text.npos) text.erase(escape, 1);
    INFO(text);
    CHECK(headers.find(text) != headers.npos);
    at = end + 3;
  }
  CHECK(rows > 20);
}
