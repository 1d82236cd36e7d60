#pragma once

#include "object_worker.hpp"

#include "assay/json/write.hpp"

#include <cstddef>
#include <memory>

namespace tool {

/// Reads each object into its struct and writes it back: one line of output for each line of input,
/// empty for a blank or a rejected one. T is a described wire object.
template <class T>
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
      while (reader_.next(value_)) {
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
    if (const auto written = assay::write(value_, j.out); !written)
      return reject(j, line, assay::report(false, false, {{.code = written.error()}}));
    j.counts.add(reader_.report());
  }

  assay::line_reader<T> reader_;
  assay::validator<T> single_;
  T value_{};
};

} // namespace tool
