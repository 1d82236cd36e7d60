// SPDX-License-Identifier: BSL-1.0
#include "command_line.hpp"

#include "keys.hpp"

#include <CLI/CLI.hpp>
#include <boost/asio/ip/address.hpp>

#include <array>
#include <charconv>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>

namespace gateway {
namespace {

std::optional<std::size_t> number_in(std::string_view text) {
  std::size_t n = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, n);
  if (error != std::errc() || stop != end) return std::nullopt;
  return n;
}

/// Parses an endpoint such as `127.0.0.1:8787` or `[::1]:8787`.
endpoint endpoint_of(const std::string& text) {
  constexpr std::size_t greatest_port = 65535;
  const std::size_t colon = text.rfind(':');
  const auto port = colon == text.npos ? std::nullopt : number_in(text.substr(colon + 1));
  if (!port || *port > greatest_port)
    throw CLI::ValidationError("--listen", "expected ADDRESS:PORT, found '" + text + "'");
  endpoint out;
  out.address = text.substr(0, colon);
  if (out.address.starts_with('[') && out.address.ends_with(']'))
    out.address = out.address.substr(1, out.address.size() - 2);
  boost::system::error_code ec;
  boost::asio::ip::make_address(out.address, ec);
  if (ec)
    throw CLI::ValidationError("--listen", "'" + out.address +
                                               "' is not a valid IP address, such as 127.0.0.1 or "
                                               "[::1]");
  out.port = static_cast<std::uint16_t>(*port);
  return out;
}

/// The file must outlive the process. Names that SQLite uses for databases in memory or temporary
/// databases are rejected.
std::string why_no_file(const std::string& name) {
  if (name.empty()) return "the file name is empty";
  if (name.starts_with(':') || name.starts_with("file:"))
    return "'" + name + "' is not a file name; for a file of this name, write ./" + name;
  if (name.find('\0') != name.npos) return "the file name contains a NUL";
  return {};
}

/// A range of numbers, both ends included.
struct range {
  std::size_t least, most;
};
constexpr std::size_t many = 1'000'000'000, tebibyte = std::size_t{1} << 40,
                      longest_body = std::size_t{512} << 20; // SQLite limits rows to one gigabyte
constexpr range seconds{1, 86'400};

void add_number(CLI::App& app, const std::string& name, std::size_t& target, range within,
                const std::string& about) {
  app.add_option_function<std::string>(
         name,
         [&target, name, within](const std::string& text) {
           const auto n = number_in(text);
           if (!n || *n < within.least || *n > within.most)
             throw CLI::ValidationError(
                 name, "expected a number from " + std::to_string(within.least) + " to " +
                           std::to_string(within.most) + ", found '" + text + "'");
           target = *n;
         },
         about)
      ->type_name("N")
      ->default_str(std::to_string(target));
}

/// Adds an option that accepts one of the names.
template <class T, std::size_t N>
void add_choice(CLI::App& app, const std::string& name, T& target,
                const std::array<std::pair<const char*, T>, N>& choices, const char* type,
                const std::string& about) {
  std::string all, usual;
  for (std::size_t i = 0; i < N; ++i) {
    if (i != 0) all += i + 1 == N ? " or " : ", ";
    all += choices[i].first;
    if (choices[i].second == target) usual = choices[i].first;
  }
  app.add_option_function<std::string>(
         name,
         [&target, choices, name, all](const std::string& text) {
           for (const auto& [known, value] : choices)
             if (text == known) {
               target = value;
               return;
             }
           throw CLI::ValidationError(name, "expected " + all + ", found '" + text + "'");
         },
         about + ": " + all)
      ->type_name(type)
      ->default_str(usual);
}

/// Adds the options that control the checks of events, for both commands.
void add_event_options(CLI::App& app, settings& s) {
  using enum assay::honeyhive::specification;
  app.add_option("--database", s.database, "The SQLite file")
      ->check(CLI::Validator(why_no_file, "", "file"))
      ->type_name("FILE")
      ->capture_default_str();
  add_choice(app, "--level", s.checks.level,
             std::array{std::pair{"published", assay::level::published},
                        std::pair{"reference", assay::level::reference},
                        std::pair{"strict", assay::level::strict}},
             "LEVEL", "How strict the check is");
  add_choice(app, "--honeyhive-dialect", s.honeyhive,
             std::array{std::pair{"v0", v0}, std::pair{"public", public_api},
                        std::pair{"data-plane", data_plane}},
             "DIALECT", "The HoneyHive specification for paths that several specifications have");
  app.add_flag("--require-trace", s.requires_trace,
               "Respond with 404 to events of a trace that was not opened, as Promptetheus does");
  app.add_flag(
      "--durable", s.is_durable,
      "Wait for the disk at every commit, so that acknowledged events survive a loss of power");
  add_number(app, "--max-body", s.max_body, {1, longest_body},
             "Maximum size of a body in bytes, compressed or not");
}

void add_store_options(CLI::App& app, settings& s) {
  app.add_option("--log", s.log_file, "The log file; default: standard error. SIGHUP reopens it")
      ->type_name("FILE");
  add_number(app, "--quarantine-rows", s.quarantine_rows, {1, many},
             "Maximum number of rejected events in quarantine");
  add_number(app, "--quarantine-bytes", s.quarantine_bytes, {1, tebibyte},
             "Maximum size of the quarantine in bytes");
  add_number(app, "--window-events", s.window_events, {0, many},
             "Number of events that are recognized as duplicates without a database query");
  add_number(app, "--window-bytes", s.window_bytes, {0, tebibyte},
             "Maximum memory for these events in bytes");
}

void add_limit_options(CLI::App& app, settings& s) {
  constexpr std::size_t most_threads = 1024, million = 1'000'000,
                        longest_head = std::size_t{16} << 20;
  add_number(app, "--threads", s.threads, {0, most_threads},
             "Threads for connections; 0: one for each processor");
  add_number(app, "--max-header", s.max_header, {256, longest_head},
             "Maximum size of a request head in bytes");
  add_number(app, "--max-ratio", s.max_ratio, {1, million},
             "Largest allowed expansion ratio of gzip");
  add_number(app, "--max-in-flight", s.max_in_flight, {1, tebibyte},
             "Maximum total size of all bodies and large responses in bytes");
  add_number(app, "--max-connections", s.max_connections, {1, million},
             "Maximum number of connections");
  add_number(app, "--max-queue", s.max_queue, {1, million},
             "Maximum number of requests that wait for the database");
  add_number(app, "--rate", s.rate, {0, million},
             "Maximum requests per second for each key; 0: no limit");
  add_number(app, "--header-seconds", s.header_seconds, seconds,
             "Time limit for receiving the request head");
  add_number(app, "--body-seconds", s.body_seconds, seconds, "Time limit for receiving a body");
  add_number(app, "--idle-seconds", s.idle_seconds, seconds,
             "Time limit for the next request of a connection");
  add_number(app, "--write-seconds", s.write_seconds, seconds,
             "Time limit for the client to receive a response");
  add_number(app, "--shutdown-seconds", s.shutdown_seconds, {0, seconds.most},
             "Time limit for requests in flight at shutdown");
}

void add_serve(CLI::App& app, settings& s, std::vector<std::string>& key_files) {
  app.add_option_function<std::string>(
         "--listen", [&s](const std::string& text) { s.listen = endpoint_of(text); },
         "The address to listen on; port 0: any free port")
      ->type_name("ADDRESS:PORT")
      ->default_str("127.0.0.1:8787");
  app.add_option("--key", s.keys,
                 "A key that clients may use; may be repeated. ASSAY_GATEWAY_KEYS adds keys, "
                 "separated by commas. Without a key, the gateway makes one and prints it")
      ->check(CLI::Validator(why_no_key, "", "key"))
      ->type_name("KEY");
  app.add_option("--key-file", key_files,
                 "A file of keys, one per line; safer, because others can read a command line")
      ->type_name("FILE");
  add_event_options(app, s);
  add_store_options(app, s);
  add_limit_options(app, s);
}

void add_retry(CLI::App& app, settings& s, retry_settings& what) {
  app.add_option_function<std::vector<std::string>>(
         "--id",
         [&what](const std::vector<std::string>& texts) {
           for (const std::string& text : texts) {
             const auto n = number_in(text);
             if (!n || *n > std::size_t{INT64_MAX})
               throw CLI::ValidationError("--id", "expected a number, found '" + text + "'");
             what.ids.push_back(static_cast<std::int64_t>(*n));
           }
         },
         "Retry only the entry with this id; may be repeated")
      ->type_name("ID");
  app.add_flag("--dry-run", what.is_dry, "Report the results without changing anything");
  add_event_options(app, s);
}

/// Collects the keys from all sources. Returns false and reports the reason if a key is invalid.
bool gather_keys(settings& s, const std::vector<std::string>& files) {
  try {
    for (const std::string& file : files) add_keys_of_file(file, s.keys);
    add_keys_of_environment(s.keys);
    return true;
  } catch (const std::runtime_error& error) {
    std::cerr << "assay-gateway: " << error.what() << '\n';
    return false;
  }
}

} // namespace

exit_status run_command_line(int argc, char** argv) {
  CLI::App app("Accepts the telemetry of agents and stores each event exactly once.\nExits with "
               "status 0 on success, 1 on failure, and 2 on wrong usage.",
               "assay-gateway");
  app.set_version_flag("--version", "assay-gateway " ASSAY_GATEWAY_VERSION);
  app.require_subcommand(1);
  settings s;
  std::vector<std::string> key_files;
  CLI::App& serve = *app.add_subcommand("serve", "Serves until SIGTERM or SIGINT");
  add_serve(serve, s, key_files);
  retry_settings what;
  CLI::App& retry = *app.add_subcommand(
      "retry", "Repeats the requests in quarantine, for example after a change of --level");
  add_retry(retry, s, what);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_status::ok : exit_status::usage;
  }
  if (retry.parsed()) return retry_command(s, what);
  if (!gather_keys(s, key_files)) return exit_status::usage;
  return serve_command(std::move(s));
}

} // namespace gateway
