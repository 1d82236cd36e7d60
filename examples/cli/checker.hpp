#pragma once

#include "event_worker.hpp"
#include "line_verdict.hpp"
#include "option_kinds.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tool {

/// Says of each event whether it is accepted, and if not, why.
class checker : public event_worker {
 public:
  checker(const assay::options& options, output_format format) : event_worker(options), format_(format) {}

 protected:
  void judge(job& j, const source_line& line, const assay::report& report, const assay::promptetheus::header& h) override;

 private:
  std::optional<std::string_view> type_of(const assay::promptetheus::header& h);

  line_verdict_writer verdicts_;
  std::string type_;
  output_format format_;
};

} // namespace tool
