// SPDX-License-Identifier: BSL-1.0

// Writes the manual pages of the tool to a directory, one page for each command. They are generated
// from the same description as the help.
//
//   assay_manual DIRECTORY YYYY-MM-DD

#include "commands/command_line.hpp"
#include "io/output.hpp"
#include "manual/man_page.hpp"

#include <exception>
#include <filesystem>

int main(int argc, char** argv) {
  if (argc != 3) {
    tool::write_error("Usage: assay_manual DIRECTORY YYYY-MM-DD\n");
    return 2;
  }
  try {
    const std::filesystem::path directory = argv[1];
    std::filesystem::create_directories(directory);
    const tool::command_description assay = tool::describe_tool();
    tool::for_each_command(assay, [&](const tool::command_description& command) {
      tool::output_file page((directory / (command.joined("-") + ".1")).string());
      page.write(tool::man_page(command, assay, argv[2]));
      page.close();
    });
  } catch (const std::exception& error) {
    tool::print_message(error.what());
    return 1;
  }
  return 0;
}
