#pragma once

#include "pipeline.hpp"
#include "violation_text.hpp"

#include "assay/error/report.hpp"
#include "assay/json/options.hpp"
#include "assay/promptetheus.hpp"

namespace tool {

/// A worker that checks the events of its blocks; what is done with each is a derived class's affair.
class event_worker : public worker {
 public:
  void process(job& j) final;

 protected:
  using event = assay::promptetheus::event;

  explicit event_worker(const assay::options& options) : reader_({}, options), single_(options) {}

  /// Called for each line that is not blank. `h` is complete when the event was accepted.
  virtual void judge(job& j, const source_line& line, const assay::report& report, const assay::promptetheus::header& h) = 0;

  /// The reader of an accepted event, while it is judged.
  const assay::line_reader<event>& reader() const noexcept { return reader_; }

  /// What most do with a rejected event: its violations go to standard error, and it is counted.
  static void reject(job& j, const source_line& line, const assay::report& report);

 private:
  assay::line_reader<event> reader_;
  assay::validator<event> single_; ///< of lines that are too long to be looked into
};

} // namespace tool
