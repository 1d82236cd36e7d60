// Prints a page of docs/ with the parts that come from the library's own tables as these are now:
//
//   generate PAGE <docs/PAGE.md

#include "page.hpp"

#include <exception>
#include <iostream>

int main(int argc, char** argv) {
  const docs::page* const page = argc == 2 ? docs::page::find(argv[1]) : nullptr;
  if (page == nullptr) {
    std::cerr << "usage: generate PAGE <docs/PAGE.md; the pages are:";
    for (const docs::page* each : docs::page::all()) std::cerr << ' ' << each->name();
    std::cerr << '\n';
    return 2;
  }
  try {
    page->fill(std::cin, std::cout);
  } catch (const std::exception& error) {
    std::cerr << "generate " << page->name() << ": " << error.what() << '\n';
    return 1;
  }
}
