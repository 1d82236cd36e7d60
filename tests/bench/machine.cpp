// SPDX-License-Identifier: BSL-1.0

// Describes what was measured with: the machine, the compiler and the libraries.
#include "harness.hpp"
#include "measure.hpp"

#include <thread>

namespace bench {
namespace {

void measure_machine(const plan& p) {
#ifdef __clang__
  std::string compiler = "clang " __clang_version__;
#else
  std::string compiler = "g++ " __VERSION__;
#endif
  compiler.erase(compiler.find_last_not_of(' ') + 1);
  const unsigned processors = std::thread::hardware_concurrency();
  std::string out =
      std::to_string(processors) + (processors == 1 ? " processor, " : " processors, ") + compiler;
  for (const std::string& library : libraries()) out += ", " + library;
  publish(p, "machine", out + ".\n");
}

const add_part machine("machine", measure_machine);

} // namespace
} // namespace bench
