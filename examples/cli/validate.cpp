#include "validate.hpp"

#include "output.hpp"
#include "run.hpp"
#include "summary.hpp"
#include "verdict.hpp"
#include "violation_text.hpp"

#include "assay/promptetheus.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tool {
namespace {

using assay::promptetheus::event;

class checker final : public worker {
 public:
  explicit checker(const settings& s) : reader_({}, s.options), single_(s.options), format_(s.format) {}

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
  verdict_writer verdicts_;
  std::string type_;
  output_format format_;
};

} // namespace

exit_status validate(const settings& s) {
  progress shown(s.files);
  const run_result result = run(s, shown, [&] { return std::make_unique<checker>(s); });
  shown.hide();
  const bool saw_nothing = result.failed && result.total.bytes == 0; // the error has said all there is to say
  if (s.format == output_format::text && !saw_nothing) write_output(summary_of(result.total, s.options.level, shown.elapsed()));
  if (result.failed) return exit_status::failed;
  return result.total.events.rejected == 0 ? exit_status::accepted : exit_status::rejected;
}

} // namespace tool
