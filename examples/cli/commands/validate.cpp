// SPDX-License-Identifier: BSL-1.0
#include "commands/validate.hpp"

#include "commands/option_kinds.hpp"
#include "io/output.hpp"
#include "print/summary.hpp"
#include "stream/run_stream.hpp"
#include "stream/stream_settings.hpp"
#include "systems/object_choice.hpp"

#include <CLI/CLI.hpp>

#include <memory>

namespace tool {
namespace {

class validate final : public command {
 public:
  CLI::App& add_to(CLI::App& assay) override {
    CLI::App& app = *assay.add_subcommand("validate", "Checks events and reports every violation");
    choice_.add_to(app);
    stream_.add_to(app);
    stream_.add_jobs_to(app);
    add_format(app, format_,
               "text: one line for each violation, then a summary; json: one object for each input "
               "line that is not blank");
    return app;
  }

  exit_status run() override {
    const wire_object& object = choice_.find();
    stream_.members = object.workers.members;
    progress shown(stream_.files);
    const auto result = run_stream(
        stream_, shown, [&] { return object.workers.make_checker(stream_.options, format_); });
    shown.hide();
    if (format_ == output_format::text && !result.saw_nothing())
      write_output(summary_of(result.total, object.noun, stream_.options.level, shown.elapsed()));
    return result.status();
  }

 private:
  object_choice choice_;
  stream_settings stream_;
  output_format format_ = output_format::text;
};

} // namespace

std::unique_ptr<command> make_validate() { return std::make_unique<validate>(); }

} // namespace tool
