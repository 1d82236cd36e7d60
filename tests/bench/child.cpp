#include "child.hpp"

#include "measure.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bench {

usage run_child(const std::vector<std::string>& arguments) {
  std::vector<char*> argv;
  for (const std::string& a : arguments) argv.push_back(const_cast<char*>(a.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  usage out;
  rusage used{};
  out.seconds = seconds([&] {
    pid_t child = 0;
    if (posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ) != 0) return;
    wait4(child, &out.status, 0, &used);
  });
  posix_spawn_file_actions_destroy(&actions);
  out.megabytes = static_cast<double>(used.ru_maxrss) / 1024;
  return out;
}

} // namespace bench
