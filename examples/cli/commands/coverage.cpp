// SPDX-License-Identifier: BSL-1.0
#include "commands/coverage.hpp"

#include "commands/option_kinds.hpp"
#include "io/output.hpp"
#include "print/summary.hpp"
#include "stream/run_stream.hpp"
#include "stream/stream_settings.hpp"
#include "systems/object_choice.hpp"

#include "assay/analysis/coverage_json.hpp"
#include "assay/analysis/coverage_text.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>

namespace tool {
namespace {

class coverage final : public command {
 public:
  CLI::App& add_to(CLI::App& assay) override {
    CLI::App& app = *assay.add_subcommand(
        "coverage",
        "Reports which parts of the schema the accepted events use, and which none uses");
    choice_.add_to(app);
    stream_.add_to(app);
    stream_.add_jobs_to(app);
    add_format(app, format_, "text: for people; json: one object for all events");
    return app;
  }

  exit_status run() override {
    const wire_object& object = choice_.find();
    stream_.members = object.workers.members;
    const auto collector = object.workers.make_coverage_collector();
    progress shown(stream_.files);
    const auto result =
        run_stream(stream_, shown, [&] { return collector->make_worker(stream_.options); });
    shown.hide();
    if (!result.saw_nothing()) print(collector->summary(), object.noun);
    return result.status();
  }

 private:
  void print(const assay::coverage_summary& summary, std::string_view noun) const {
    assay::text_buffer out;
    if (format_ == output_format::json) {
      append_json(out, summary);
      out.append('\n');
    } else {
      out.append(counted(summary.accepted + summary.rejected, noun) + " at level " +
                 std::string(name_of(stream_.options.level)) + ": ");
      append_text(out, summary);
    }
    write_output(out.view());
  }

  object_choice choice_;
  stream_settings stream_;
  output_format format_ = output_format::text;
};

} // namespace

std::unique_ptr<command> make_coverage() { return std::make_unique<coverage>(); }

} // namespace tool
