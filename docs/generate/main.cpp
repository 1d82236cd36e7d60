// SPDX-License-Identifier: BSL-1.0

// Prints a page of the documentation with its generated parts up to date:
//
//   generate PAGE <PAGE.md
//
// Writes the pages of docs/reference/ into an empty directory:
//
//   generate --reference docs/generate/examples DIRECTORY

#include "page.hpp"
#include "reference.hpp"

#include <exception>
#include <iostream>
#include <string_view>

int main(int argc, char** argv) {
  const bool is_reference = argc == 4 && std::string_view(argv[1]) == "--reference";
  const docs::page* const page = argc == 2 ? docs::page::find(argv[1]) : nullptr;
  if (page == nullptr && !is_reference) {
    std::cerr << "usage: generate --reference EXAMPLES DIRECTORY, or generate PAGE <PAGE.md; "
                 "the pages are:";
    for (const docs::page* each : docs::page::all()) std::cerr << ' ' << each->name();
    std::cerr << '\n';
    return 2;
  }
  try {
    if (is_reference) docs::write_reference(argv[2], argv[3]);
    else page->fill(std::cin, std::cout);
  } catch (const std::exception& error) {
    std::cerr << "generate: " << error.what() << '\n';
    return 1;
  }
}
