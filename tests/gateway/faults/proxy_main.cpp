// SPDX-License-Identifier: BSL-1.0

// The proxy by itself, for trying other producers through it: at its end it tells what it did with
// each request.
#include "gateway/faults/faulty_proxy.hpp"

#include <CLI/CLI.hpp>

#include <csignal>
#include <iostream>
#include <string>

#include <pthread.h>

int main(int argc, char** argv) {
  gateway_test::proxy_options o;
  std::string only;
  CLI::App app("A proxy for HTTP/1.1 on 127.0.0.1 that loses, delays, cuts, doubles and confuses.");
  app.add_option("--upstream", o.upstream_port, "The server's port")->required();
  app.add_option("--port", o.port, "Its own; 0: any");
  app.add_option("--seed", o.seed, "What makes all choices");
  app.add_option("--faults", o.fault_probability, "How likely one is for each request");
  app.add_option("--only", only, "The one fault that happens");
  app.add_option("--max-body", o.max_body, "A longer body is answered with 413; 0: no limit");
  CLI11_PARSE(app, argc, argv);
  o.only = gateway_test::fault_named(only);

  // Before its thread is there: SIGINT and SIGTERM are waited for here.
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
