#include "command_line.hpp"

#include <CLI/CLI.hpp>

#include <charconv>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>
#include <string_view>

namespace gateway {
namespace {

/// `127.0.0.1:8787`, or `[::1]:8787`.
endpoint endpoint_of(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  endpoint out;
  std::size_t port = 0;
  const char* const end = text.data() + text.size();
  const char* const begin = colon == text.npos ? end : text.data() + colon + 1;
  const auto [stop, error] = std::from_chars(begin, end, port);
  if (begin == end || error != std::errc() || stop != end || port > 65535)
    throw CLI::ValidationError("--listen", "expected ADDRESS:PORT, found '" + text + "'");
  out.address = text.substr(0, colon);
  if (out.address.starts_with('[') && out.address.ends_with(']'))
    out.address = out.address.substr(1, out.address.size() - 2);
  out.port = static_cast<std::uint16_t>(port);
  return out;
}

void add_keys_of_environment(std::vector<std::string>& keys) {
  const char* const text = std::getenv("ASSAY_GATEWAY_KEYS");
  if (text == nullptr) return;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::string_view key = rest.substr(0, rest.find(','));
    if (!key.empty()) keys.emplace_back(key);
    rest.remove_prefix(std::min(key.size() + 1, rest.size()));
  }
}

CLI::Option* add_number(CLI::App& app, const std::string& name, std::size_t& target,
                        std::size_t least, const std::string& about) {
  return app.add_option(name, target, about)
      ->check(CLI::Range(least, std::size_t{1} << 40))
      ->type_name("N")
      ->capture_default_str();
}

void add_store_options(CLI::App& app, settings& s) {
  app.add_option("--database", s.database, "The SQLite file; made when it is not there")
      ->type_name("FILE")
      ->capture_default_str();
  app.add_option("--log", s.log_file, "Where lines of the log go; default: standard error")
      ->type_name("FILE");
  const std::map<std::string, assay::level> levels{{"reference", assay::level::reference},
                                                   {"published", assay::level::published},
                                                   {"strict", assay::level::strict}};
  app.add_option("--level", s.checks.level, "How much an event must fulfil")
      ->transform(CLI::CheckedTransformer(levels))
      ->type_name("LEVEL")
      ->default_str("published");
  const std::map<std::string, assay::honeyhive::specification> dialects{
      {"v0", assay::honeyhive::specification::v0},
      {"public", assay::honeyhive::specification::public_api},
      {"data-plane", assay::honeyhive::specification::data_plane}};
  app.add_option("--honeyhive-dialect", s.honeyhive,
                 "Which of HoneyHive's specifications holds on the paths that several have")
      ->transform(CLI::CheckedTransformer(dialects))
      ->type_name("DIALECT")
      ->default_str("data-plane");
  app.add_flag(
      "--durable", s.is_durable,
      "Wait for the disk at every commit: what was answered survives a loss of power, too");
  add_number(app, "--quarantine-rows", s.quarantine_rows, 1, "Rejected events that are kept");
  add_number(app, "--quarantine-bytes", s.quarantine_bytes, 1, "Bytes of them");
  add_number(app, "--window-events", s.window_events, 0,
             "Events that are known as repeats without asking the database");
  add_number(app, "--window-bytes", s.window_bytes, 0, "Bytes of what is known of them");
}

void add_limit_options(CLI::App& app, settings& s) {
  add_number(app, "--threads", s.threads, 0, "Threads for connections; 0: one for each processor");
  add_number(app, "--max-body", s.max_body, 1, "Bytes of a body, decompressed or not");
  add_number(app, "--max-header", s.max_header, 256, "Bytes of a request's head");
  add_number(app, "--max-ratio", s.max_ratio, 1, "How many times as large gzip may become");
  add_number(app, "--max-in-flight", s.max_in_flight, 1, "Bytes of all bodies at once");
  add_number(app, "--max-connections", s.max_connections, 1, "Connections at once");
  add_number(app, "--max-queue", s.max_queue, 1, "Requests that wait for the database");
  add_number(app, "--rate", s.rate, 0, "Requests a second for each key; 0: without limit");
  add_number(app, "--header-seconds", s.header_seconds, 1, "Until a request's head is there");
  add_number(app, "--body-seconds", s.body_seconds, 1, "Until its body is there");
  add_number(app, "--idle-seconds", s.idle_seconds, 1, "Until the next request of a connection");
  add_number(app, "--write-seconds", s.write_seconds, 1, "Until the client has taken an answer");
  add_number(app, "--shutdown-seconds", s.shutdown_seconds, 0,
             "For what is in flight, when the server is to end");
}

void add_serve(CLI::App& app, settings& s) {
  app.add_option_function<std::string>(
         "--listen", [&s](const std::string& text) { s.listen = endpoint_of(text); },
         "Where to listen; port 0: any that is free")
      ->type_name("ADDRESS:PORT")
      ->default_str("127.0.0.1:8787");
  app.add_option("--key", s.keys,
                 "A key that clients may show, any number of them; more are taken from "
                 "ASSAY_GATEWAY_KEYS, separated by commas. Without any, one is made and printed")
      ->type_name("KEY");
  app.add_flag("--require-trace", s.requires_trace,
               "Answer 404 to events of a trace that nobody opened, as Promptetheus does");
  add_store_options(app, s);
  add_limit_options(app, s);
}

void add_retry(CLI::App& app, settings& s, retry_settings& what) {
  app.add_option("--id", what.ids, "Only what has this id, any number of them")->type_name("ID");
  app.add_flag("--dry-run", what.is_dry, "Tell what would come of it, and change nothing");
  add_store_options(app, s);
}

} // namespace

exit_status run_command_line(int argc, char** argv) {
  CLI::App app("Takes agents' telemetry, and stores each event exactly once.\nEnds with status 0 "
               "when all went well, 1 when something failed, 2 on bad usage.",
               "assay-gateway");
  app.set_version_flag("--version", "assay-gateway " ASSAY_GATEWAY_VERSION);
  app.require_subcommand(1);
  settings s;
  CLI::App& serve = *app.add_subcommand("serve", "Serve until SIGTERM or SIGINT");
  add_serve(serve, s);
  retry_settings what;
  CLI::App& retry =
      *app.add_subcommand("retry", "Try what is in quarantine again, as after a change of --level");
  add_retry(retry, s, what);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_status::ok : exit_status::usage;
  }
  if (retry.parsed()) return retry_command(s, what);
  add_keys_of_environment(s.keys);
  return serve_command(std::move(s));
}

} // namespace gateway
