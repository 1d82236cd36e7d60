// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/honeyhive/dialect.hpp"
#include "assay/json/options.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace gateway {

/// The endpoint on which the server listens.
struct endpoint {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8787; ///< 0: any free port
};

/// The settings of the server. The initial values are the defaults of the flags.
struct settings {
  endpoint listen{};
  std::string database = "gateway.sqlite";
  std::string log_file{};          ///< empty: standard error
  std::vector<std::string> keys{}; ///< empty: the server makes a key and prints it once
  assay::options checks{};         ///< how events are checked
  assay::honeyhive::specification honeyhive = assay::honeyhive::specification::data_plane;
  bool requires_trace = false; ///< rejects events of traces that were not opened
  bool is_durable = false;     ///< waits for the disk at every commit

  std::size_t threads = 0; ///< 0: one for each processor
  std::size_t max_body = std::size_t{16} << 20;
  std::size_t max_header = std::size_t{16} << 10;
  std::size_t max_ratio = 200;                        ///< ratio of a body to its gzip data
  std::size_t max_in_flight = std::size_t{256} << 20; ///< total bytes of all bodies at a time
  std::size_t max_connections = 1024;
  std::size_t max_queue = 1024; ///< requests that wait for the writer
  std::size_t rate = 0;         ///< requests per second for each key; 0: no limit

  std::size_t header_seconds = 10;
  std::size_t body_seconds = 30;
  std::size_t idle_seconds = 60;
  std::size_t write_seconds = 30;
  std::size_t shutdown_seconds = 10;

  std::size_t quarantine_rows = 10'000;
  std::size_t quarantine_bytes = std::size_t{256} << 20;
  std::size_t window_events = 100'000;
  std::size_t window_bytes = std::size_t{32} << 20;
};

} // namespace gateway
