// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/output.hpp"
#include "stream/object_worker.hpp"

#include "assay/common/record.hpp"
#include "assay/json/lines.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace tool {

/// Requires an overload of `append_records` for T. The header common/<system>.hpp of the system
/// must be included.
template <class T>
concept recordable = requires(std::vector<assay::common::record>& out, const T& value) {
  append_records(out, value);
};

/// Reads the accepted objects and appends the records of their events.
template <recordable T>
class recorder final : public worker {
 public:
  recorder(const assay::options& options, std::vector<assay::common::record>& to)
      : reader_({}, options), single_(options), records_(to) {}

  void process(job& j) override {
    for (const assay::line_block& part : j.lines.lines()) record(j, part);
  }

 private:
  void record(job& j, const assay::line_block& part) {
    if (part.is_cut) {
      single_.check(part.text); // too long to be read
      return reject(j, {j.file, part.first_line, part.text}, single_.report());
    }
    reader_.restart(part.text, part.first_line);
    while (reader_.next(value_)) {
      if (!reader_.accepted()) {
        reject(j, {j.file, reader_.line(), reader_.text()}, reader_.report());
        continue;
      }
      j.counts.add(reader_.report());
      tell_misfits(j);
      append_records(records_, value_);
    }
  }

  /// Reports values that do not fit the schema. They are kept as raw JSON, with the whole array
  /// that contains them, so records are missing.
  void tell_misfits(job& j) const {
    const auto found = reader_.report().violations();
    const bool is_complete = !reader_.report().truncated();
    if (found.empty() && is_complete) return;
    append_violations(reader_.report(), {j.file, reader_.line(), reader_.text()}, j.err);
    const auto fits = [](const assay::violation& v) {
      return v.code == assay::code::unknown_member;
    };
    const bool all_fit = std::all_of(found.begin(), found.end(), fits);
    if (all_fit && is_complete) return;
    j.err.append(printable(j.file) + ':' + std::to_string(reader_.line()) +
                 (all_fit ? ": possibly left out" : ": left out") +
                 " of the timeline: members that do not fit the schema, with the rest of the same "
                 "array (--level published rejects the object)\n");
  }

  assay::line_reader<T> reader_;
  assay::validator<T> single_;
  T value_{};
  std::vector<assay::common::record>& records_;
};

} // namespace tool
