// SPDX-License-Identifier: BSL-1.0

// A server that accepts the telemetry of agents and stores each event exactly once.

#include "command_line.hpp"

#include <csignal>
#include <exception>
#include <iostream>
#include <new>
#include <sys/stat.h>

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  ::umask(S_IRWXG | S_IRWXO); // the database contains payloads
  auto status = gateway::exit_status::failed;
  try {
    status = gateway::run_command_line(argc, argv);
  } catch (const std::bad_alloc&) {
    std::cerr << "assay-gateway: out of memory\n";
  } catch (const std::exception& error) {
    std::cerr << "assay-gateway: " << error.what() << '\n';
  }
  return static_cast<int>(status);
}
