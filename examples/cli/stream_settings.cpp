#include "stream_settings.hpp"

#include "option_kinds.hpp"

#include <CLI/CLI.hpp>

namespace tool {

void stream_settings::add_to(CLI::App& app) {
  command = app.get_name();
  for (const CLI::App* a = app.get_parent(); a->get_parent() != nullptr; a = a->get_parent()) command = a->get_name() + ' ' + command;
  add_checks(app, options);
  add_files(app, files, "What to read, one event a line; none or -: standard input");
}

void stream_settings::add_jobs_to(CLI::App& app) {
  add_number(app, "--jobs", jobs, {0, 1024}, "How many threads check; 0: as many as there are processors");
}

} // namespace tool
