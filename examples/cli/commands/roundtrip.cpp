#include "roundtrip.hpp"

#include "run_stream.hpp"
#include "stream_settings.hpp"
#include "violation_text.hpp"

#include "assay/promptetheus.hpp"

#include <CLI/CLI.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

namespace tool {
namespace {

using assay::promptetheus::event;

class copier final : public worker {
 public:
  explicit copier(const assay::options& options) : reader_({}, options), single_(options) {}

  void process(job& j) override {
    const std::string_view text = j.lines.text.view();
    std::size_t line = j.lines.first_line;
    if (j.lines.is_cut) {
      single_.check(text); // too long to be looked into
      reject(j, {j.file, line, text}, single_.report());
    } else {
      reader_.restart(text, line);
      while (reader_.next(event_)) {
        for (; line < reader_.line(); ++line) j.out.append('\n');
        copy(j);
      }
    }
    for (; line < j.lines.first_line + j.lines.lines; ++line) j.out.append('\n');
  }

 private:
  void copy(job& j) {
    const source_line line{j.file, reader_.line(), reader_.text()};
    if (!reader_.accepted()) return reject(j, line, reader_.report());
    if (assay::write(event_, j.out)) return reject(j, line, assay::report(false, false, {{.code = assay::code::invalid_value}}));
    j.counts.add(reader_.report(), std::nullopt);
  }

  static void reject(job& j, const source_line& line, const assay::report& report) {
    append_violations(report, line, j.err);
    j.counts.add(report, std::nullopt);
  }

  assay::line_reader<event> reader_;
  assay::validator<event> single_;
  event event_;
};

class roundtrip final : public command {
 public:
  roundtrip() { stream_.options.level = assay::level::reference; }

  CLI::App& add_to(CLI::App& assay) override {
    CLI::App& app = *assay.add_subcommand("roundtrip", "Read each event into its struct and write it back, one line for one line");
    stream_.add_to(app);
    stream_.add_jobs_to(app);
    return app;
  }

  exit_status run() override {
    progress shown(stream_.files);
    return run_stream(stream_, shown, [this] { return std::make_unique<copier>(stream_.options); }).status();
  }

 private:
  stream_settings stream_;
};

} // namespace

std::unique_ptr<command> make_roundtrip() { return std::make_unique<roundtrip>(); }

} // namespace tool
