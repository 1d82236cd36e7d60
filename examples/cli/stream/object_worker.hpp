// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "print/violation_text.hpp"
#include "stream/pipeline.hpp"

#include "assay/error/report.hpp"
#include "assay/json/lines.hpp"
#include "assay/json/options.hpp"

#include <optional>
#include <string_view>

namespace tool {

/// Handles a rejected object as most workers do: reports the violations on standard error and
/// counts the object.
inline void reject(job& j, const source_line& line, const assay::report& report) {
  append_violations(report, line, j.err);
  j.counts.add(report);
}

/// A worker that checks the objects of its blocks, one per line; T is a described wire object.
///
/// The derived class has a function `check_line(job&, const source_line&, const Source&)`, which is
/// called for each line that is not blank. The source is a `line_reader<T>`, or a `validator<T>`
/// for a line that is too long to be read. It provides the report.
template <class T, class Derived>
class object_worker : public worker {
 public:
  void process(job& j) final {
    for (const assay::line_block& part : j.lines.lines()) {
      if (part.is_cut) {
        single_.check(part.text);
        derived().check_line(j, source_line{j.file, part.first_line, part.text}, single_);
        continue;
      }
      reader_.restart(part.text, part.first_line);
      while (reader_.next())
        derived().check_line(j, source_line{j.file, reader_.line(), reader_.text()}, reader_);
    }
  }

 protected:
  explicit object_worker(const assay::options& options) : reader_({}, options), single_(options) {}

 private:
  Derived& derived() noexcept { return static_cast<Derived&>(*this); }

  assay::line_reader<T> reader_;
  assay::validator<T> single_;
};

} // namespace tool
