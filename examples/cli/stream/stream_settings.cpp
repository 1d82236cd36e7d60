// SPDX-License-Identifier: BSL-1.0
#include "stream/stream_settings.hpp"

#include "commands/option_kinds.hpp"
#include "io/output.hpp"

#include <CLI/CLI.hpp>

namespace tool {
namespace {

/// Appends the given options as they appear on a command line.
void append_options(std::string& to, const CLI::App& app) {
  for (const CLI::Option* o : app.get_options()) {
    if (o->count() == 0 || o->get_lnames().empty()) continue;
    to += " --" + o->get_lnames().front();
    if (o->get_items_expected_max() != 0) to += ' ' + shell_word(o->results().front());
  }
}

} // namespace

void stream_settings::add_to(CLI::App& app) {
  command = app.get_name();
  for (const CLI::App* a = app.get_parent(); a->get_parent() != nullptr; a = a->get_parent())
    command = a->get_name() + ' ' + command;
  app.parse_complete_callback([this, &app] { append_options(command, app); });
  add_checks(app, options);
  add_files(app, files, "The files to read, one event per line; standard input if missing or -");
}

void stream_settings::add_jobs_to(CLI::App& app) {
  add_number(app, "--jobs", jobs, {0, 1024},
             "The number of threads that check; 0: one per processor");
}

} // namespace tool
