#pragma once

#include "object_worker.hpp"

#include "assay/common/record.hpp"
#include "assay/json/lines.hpp"

#include <vector>

namespace tool {

/// Whether T has an overload of `append_records`: the header common/<system>.hpp of its system must be included.
template <class T>
concept recordable = requires(std::vector<assay::common::record>& out, const T& value) {
  append_records(out, value);
};

/// Reads the accepted objects and appends the records of their events.
template <recordable T>
class recorder final : public worker {
 public:
  recorder(const assay::options& options, std::vector<assay::common::record>& to) : reader_({}, options), single_(options), records_(to) {}

  void process(job& j) override {
    if (j.lines.is_cut) {
      single_.check(j.lines.text.view()); // too long to be looked into
      return reject(j, {j.file, j.lines.first_line, j.lines.text.view()}, single_.report());
    }
    reader_.restart(j.lines.text.view(), j.lines.first_line);
    while (reader_.next(value_)) {
      if (!reader_.accepted()) {
        reject(j, {j.file, reader_.line(), reader_.text()}, reader_.report());
        continue;
      }
      j.counts.add(reader_.report());
      if (!reader_.report().violations().empty()) // what does not fit gives no record
        append_violations(reader_.report(), {j.file, reader_.line(), reader_.text()}, j.err);
      append_records(records_, value_);
    }
  }

 private:
  assay::line_reader<T> reader_;
  assay::validator<T> single_;
  T value_{};
  std::vector<assay::common::record>& records_;
};

} // namespace tool
