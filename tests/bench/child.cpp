// SPDX-License-Identifier: BSL-1.0
#include "child.hpp"

#include <cstdio>

namespace bench {

usage run_child(const std::vector<std::string>& arguments) {
  std::string command = "'" BENCH_USAGE "'";
  for (const std::string& a : arguments) {
    command += " '";
    for (const char c : a) command += c == '\'' ? std::string("'\\''") : std::string(1, c);
    command += '\'';
  }
  usage out;
  std::FILE* const answer = popen(command.c_str(), "r");
  if (answer == nullptr) return out;
  int status = -1;
  long kilobytes = 0;
  if (std::fscanf(answer, "%d %lf %ld", &status, &out.seconds, &kilobytes) == 3)
    out.status = status;
  pclose(answer);
  out.megabytes = static_cast<double>(kilobytes) / 1024;
  return out;
}

} // namespace bench
