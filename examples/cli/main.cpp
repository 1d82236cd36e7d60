// The command-line tool: checks streams of events, and what reading and writing them keeps.

#include "command_line.hpp"
#include "exit_status.hpp"
#include "output.hpp"

#include <exception>
#include <memory>
#include <new>
#include <string>
#include <variant>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace {

/// Has all threads take memory from one place: what a huge line needed then serves the next one, whichever thread reads that. Threads
/// that wait for one another there were not seen in any measurement.
void share_memory() {
#ifdef __GLIBC__
  ::mallopt(M_ARENA_MAX, 1);
#endif
}

tool::exit_status run(int argc, const char* const* argv) {
  const auto asked = tool::parse_command_line(argc, argv);
  if (const auto* text = std::get_if<std::string>(&asked)) {
    tool::write_output(*text);
    return tool::exit_status::accepted;
  }
  return std::get<std::unique_ptr<tool::command>>(asked)->run();
}

} // namespace

int main(int argc, char** argv) {
  share_memory();
  auto status = tool::exit_status::failed;
  try {
    status = run(argc, argv);
  } catch (const std::bad_alloc&) {
    tool::write_error("assay: out of memory\n");
  } catch (const std::exception& error) {
    tool::write_error("assay: " + std::string(error.what()) + '\n');
  }
  return static_cast<int>(status);
}
