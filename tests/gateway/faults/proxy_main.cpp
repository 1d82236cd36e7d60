// SPDX-License-Identifier: BSL-1.0

// The proxy as a program, to test other producers through it. At its end it reports what it did
// with each request.
#include "gateway/faults/faulty_proxy.hpp"

#include <CLI/CLI.hpp>

#include <csignal>
#include <iostream>
#include <string>

#include <pthread.h>

int main(int argc, char** argv) {
  gateway_test::proxy_options o;
  std::string only;
  CLI::App app("A proxy for HTTP/1.1 on 127.0.0.1 that loses, delays, cuts, duplicates and "
               "confuses requests.");
  app.add_option("--upstream", o.upstream_port, "The port of the server")->required();
  app.add_option("--port", o.port, "The port of the proxy; 0: any");
  app.add_option("--seed", o.seed, "The seed of all random choices");
  app.add_option("--faults", o.fault_probability, "Probability of a fault for each request");
  app.add_option("--only", only, "The only fault to use");
  app.add_option("--max-body", o.max_body,
                 "Maximum size of a body; longer ones get 413; 0: no limit");
  CLI11_PARSE(app, argc, argv);
  o.only = gateway_test::fault_named(only);

  // Before the proxy starts its thread, because this thread waits for SIGINT and SIGTERM.
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  gateway_test::faulty_proxy proxy(o);
  std::cerr << "{\"event\":\"listening\",\"port\":" << proxy.port() << "}\n";
  int signal = 0;
  sigwait(&ends, &signal);
  proxy.stop();
  for (const gateway_test::proxied_request& r : proxy.log()) std::cout << to_string(r) << '\n';
}
