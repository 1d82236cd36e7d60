// SPDX-License-Identifier: BSL-1.0

// assay_bench_usage PROGRAM ARGUMENT...: runs the program, discards its output, and prints its exit
// status, seconds and peak memory in KB.
//
// This program is separate and small, because the peak memory that the kernel reports for a child
// includes its parent's memory at the start.
#include "measure.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  int status = -1;
  rusage used{};
  const double time = bench::seconds([&] {
    pid_t child = 0;
    if (posix_spawnp(&child, argv[1], &actions, nullptr, argv + 1, environ) == 0)
      wait4(child, &status, 0, &used);
  });
  std::printf("%d %.6f %ld\n", status, time, used.ru_maxrss);
}
