// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "stream/object_worker.hpp"

#include "assay/json/write.hpp"

#include <cstdint>
#include <memory>

namespace tool {

/// Reads each object into its struct and writes it back. Each input line gives one output line,
/// which is empty for a blank or rejected line. T is a described wire object.
template <class T>
class copier final : public worker {
 public:
  explicit copier(const assay::options& options) : reader_({}, options), single_(options) {}

  void process(job& j) override {
    for (const assay::line_block& part : j.lines.lines()) copy(j, part);
  }

 private:
  void copy(job& j, const assay::line_block& part) {
    std::uint64_t line = part.first_line;
    if (part.is_cut) {
      single_.check(part.text); // too long to be read
      reject(j, {j.file, line, part.text}, single_.report());
    } else {
      reader_.restart(part.text, line);
      while (reader_.next(value_)) {
        for (; line < reader_.line(); ++line) j.out.append('\n');
        copy(j);
      }
    }
    for (; line < part.first_line + part.lines; ++line) j.out.append('\n');
  }

  void copy(job& j) {
    const source_line line{j.file, reader_.line(), reader_.text()};
    if (!reader_.accepted()) return reject(j, line, reader_.report());
    if (const auto written = assay::write(value_, j.out); !written)
      return reject(j, line, assay::report(false, false, {{.code = written.error()}}));
    j.counts.add(reader_.report());
  }

  assay::line_reader<T> reader_;
  assay::validator<T> single_;
  T value_{};
};

} // namespace tool
