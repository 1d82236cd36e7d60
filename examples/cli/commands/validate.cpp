#include "validate.hpp"

#include "line_verdict.hpp"
#include "option_kinds.hpp"
#include "output.hpp"
#include "run_stream.hpp"
#include "stream_settings.hpp"
#include "summary.hpp"
#include "violation_text.hpp"

#include "assay/promptetheus.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tool {
namespace {

using assay::promptetheus::event;

class checker final : public worker {
 public:
  checker(const assay::options& options, output_format format) : reader_({}, options), single_(options), format_(format) {}

  void process(job& j) override {
    const std::string_view text = j.lines.text.view();
    if (j.lines.is_cut) {
      single_.check(text); // too long to be looked into
      return tell(j, {j.file, j.lines.first_line, text}, single_.report(), std::nullopt);
    }
    reader_.restart(text, j.lines.first_line);
    while (reader_.next()) tell(j, {j.file, reader_.line(), reader_.text()}, reader_.report(), type());
  }

 private:
  void tell(job& j, const source_line& line, const assay::report& report, std::optional<std::string_view> type) {
    j.counts.add(report, type);
    if (format_ == output_format::json) verdicts_.append(report, line, type, j.out);
    else if (!report.violations().empty() || report.truncated()) append_violations(report, line, j.out);
  }

  /// The type of the reader's event, if it has one that is a string.
  std::optional<std::string_view> type() {
    const assay::json_text text = header_of(reader_).type;
    if (!text.is_string()) return std::nullopt;
    if (!text.is_escaped()) return text.between_quotes();
    return type_ = text.to_string();
  }

  assay::line_reader<event> reader_;
  assay::validator<event> single_;
  line_verdict_writer verdicts_;
  std::string type_;
  output_format format_;
};

class validate final : public command {
 public:
  CLI::App& add_to(CLI::App& assay) override {
    CLI::App& app = *assay.add_subcommand("validate", "Say of each event whether it is accepted, and if not, why");
    stream_.add_to(app);
    add_format(app, format_, "text: a line for each violation, then a summary; json: one object for each line that is not blank");
    return app;
  }

  exit_status run() override {
    progress shown(stream_.files);
    const auto result = run_stream(stream_, shown, [this] { return std::make_unique<checker>(stream_.options, format_); });
    shown.hide();
    const bool saw_nothing = result.failed && result.total.bytes == 0; // the error has said all there is to say
    if (format_ == output_format::text && !saw_nothing) write_output(summary_of(result.total, stream_.options.level, shown.elapsed()));
    return result.status();
  }

 private:
  stream_settings stream_;
  output_format format_ = output_format::text;
};

} // namespace

std::unique_ptr<command> make_validate() { return std::make_unique<validate>(); }

} // namespace tool
