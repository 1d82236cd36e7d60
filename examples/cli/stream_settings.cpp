#include "stream_settings.hpp"

#include "option_kinds.hpp"

namespace tool {

void stream_settings::add_to(CLI::App& app) {
  add_checks(app, options);
  add_files(app, files, "What to read, one event a line; none or -: standard input");
}

void stream_settings::add_jobs_to(CLI::App& app) {
  add_number(app, "--jobs", jobs, {0, 1024}, "How many threads check; 0: as many as there are processors");
}

} // namespace tool
