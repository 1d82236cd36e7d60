#include "stream_settings.hpp"

#include "option_kinds.hpp"

#include <CLI/CLI.hpp>

#include <limits>

namespace tool {

void stream_settings::add_to(CLI::App& app) {
  add_level(app, options.level);
  app.add_flag("--keep-unknown-types", options.keep_unknown_types, "Accept events of unknown types");
  app.add_flag("--reject-unknown-members", options.reject_unknown_members,
               "At level strict, reject events that have members which the schema does not name, instead of warning");
  app.add_flag_callback(
      "--replace-lone-surrogates", [this] { options.lone_surrogates = assay::surrogate_policy::replace; },
      "Read half a surrogate pair as U+FFFD instead of rejecting the event");
  add_number(app, "--max-violations", options.limits.max_violations, std::numeric_limits<std::size_t>::max() / 2,
             "How many violations of an event are shown at most");
  add_number(app, "--jobs", jobs, 1024, "How many threads check; 0: as many as there are processors");
  add_files(app, files, "What to read, one event a line; none or -: standard input");
}

} // namespace tool
