// SPDX-License-Identifier: BSL-1.0

// A consumer: reads a file of newline-delimited events into C++ values.

// [program]
#include <assay/promptetheus.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

using namespace assay::promptetheus;

void show(const event& e) {
  if (const auto* result = std::get_if<tool_result>(&e.payload)) {
    if (result->error) std::cout << result->call_id << " failed: " << *result->error << '\n';
    else if (result->error.is_null()) std::cout << result->call_id << " did not fail\n";
    else std::cout << result->call_id << " does not say whether it failed\n";
  } else if (const auto* measured = std::get_if<metric>(&e.payload)) {
    std::cout << measured->name << " is " << measured->value.text() << ", or as a double "
              << measured->value.to_double() << '\n';
  } else if (const auto* untyped = std::get_if<assay::untyped_payload>(&e.payload)) {
    std::cout << "unusual " << untyped->type << ": " << untyped->content.text() << '\n';
  }
}

int main(int argc, char** argv) {
  const char* const path = argc > 1 ? argv[1] : "sample.ndjson";
  std::ifstream file(path, std::ios::binary);
  const std::string stream((std::istreambuf_iterator<char>(file)), {});
  if (!file || stream.empty()) {
    std::cerr << "cannot read " << path << '\n';
    return 1;
  }

  assay::line_reader<event> lines(stream);
  event e; // one object for all lines: it reuses its memory
  int accepted = 0;
  while (lines.next(e)) {
    if (lines.accepted()) {
      ++accepted;
      show(e);
      continue;
    }
    for (const assay::violation& v : lines.report().violations())
      std::cout << path << ':' << lines.line() << ": " << to_string(v) << '\n';
  }
  std::cout << accepted << " events accepted\n";
}
// [/program]
