// SPDX-License-Identifier: BSL-1.0
#include "commands/roundtrip.hpp"

#include "stream/run_stream.hpp"
#include "stream/stream_settings.hpp"
#include "systems/object_choice.hpp"

#include <CLI/CLI.hpp>

#include <memory>

namespace tool {
namespace {

class roundtrip final : public command {
 public:
  roundtrip() { stream_.options.level = assay::level::reference; }

  CLI::App& add_to(CLI::App& assay) override {
    CLI::App& app = *assay.add_subcommand(
        "roundtrip",
        "Reads each event into its struct and writes it back, one output line per input line");
    choice_.add_to(app);
    stream_.add_to(app);
    stream_.add_jobs_to(app);
    return app;
  }

  exit_status run() override {
    const wire_object& object = choice_.find();
    stream_.members = object.workers.members;
    progress shown(stream_.files);
    return run_stream(stream_, shown, [&] { return object.workers.make_copier(stream_.options); })
        .status();
  }

 private:
  object_choice choice_;
  stream_settings stream_;
};

} // namespace

std::unique_ptr<command> make_roundtrip() { return std::make_unique<roundtrip>(); }

} // namespace tool
