// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "stream/object_worker.hpp"
#include "stream/pipeline.hpp"

#include "assay/analysis/schema_coverage.hpp"
#include "assay/json/options.hpp"

#include <deque>
#include <memory>

namespace tool {

/// Makes workers that count the parts of a schema that their objects use, and adds up their counts.
class coverage_collector {
 public:
  coverage_collector() = default;
  coverage_collector(const coverage_collector&) = delete; // the workers refer to it
  coverage_collector& operator=(const coverage_collector&) = delete;
  virtual ~coverage_collector() = default;

  /// Makes a worker. This object must outlive the worker.
  virtual std::unique_ptr<worker> make_worker(const assay::options& options) = 0;
  /// Returns the counts of all workers. Precondition: they are done.
  virtual assay::coverage_summary summary() const = 0;
};

/// Counts the objects of its blocks; T is a described wire object. Violations are counted but not
/// printed.
template <class T>
class coverage_worker final : public object_worker<T, coverage_worker<T>> {
 public:
  coverage_worker(const assay::options& options, assay::schema_coverage<T>& to)
      : object_worker<T, coverage_worker>(options), coverage_(to) {}

  template <class Source>
  void check_line(job& j, const source_line& line, const Source& source) {
    j.counts.add(source.report());
    coverage_.add(source.report(), line.text);
  }

 private:
  assay::schema_coverage<T>& coverage_;
};

template <class T>
class coverage_collector_of final : public coverage_collector {
 public:
  std::unique_ptr<worker> make_worker(const assay::options& options) override {
    return std::make_unique<coverage_worker<T>>(options, parts_.emplace_back());
  }
  assay::coverage_summary summary() const override {
    assay::schema_coverage<T> all;
    for (const assay::schema_coverage<T>& part : parts_) all.merge(part);
    return all.summary();
  }

 private:
  std::deque<assay::schema_coverage<T>> parts_; ///< one for each worker
};

} // namespace tool
