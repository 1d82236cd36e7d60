// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/analysis/coverage_summary.hpp"
#include "assay/analysis/detail/coverage_tally.hpp"
#include "assay/error/report.hpp"
#include "assay/schema/schema_of.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay {

/// Counts which parts of a schema occur in traffic: members, alternatives, choices and nulls. Also
/// counts unknown members and the codes of violations. `T` is the type of the `validator<T>`.
///
///     if (validator.check(text)) handle(text);
///     coverage.add(validator.report(), text);
///
/// Use one object for each thread, and combine them with `merge`. A function that throws
/// `std::bad_alloc` has no effect. The memory is limited by the schema, by `max_unknown_names` for
/// each object, and by the largest event.
template <class T>
class schema_coverage {
 public:
  /// Constructs an empty counter. It keeps at most `max_unknown_names` names of unknown members for
  /// each object: the shortest ones, then in byte order, and none of more than 128 bytes. Other
  /// names are only counted.
  explicit schema_coverage(std::size_t max_unknown_names = 100)
      : tally_(plan(), max_unknown_names) {}

  /// Counts an event. The verdict is always counted, and the code and member of each violation in
  /// the report. The parts of the schema are counted if the event is accepted.
  ///
  /// Precondition: the report is a reader's report of this text; otherwise the counts are
  /// unspecified. Linear in the text, and in the text for each violation; n log n if tags follow
  /// the members that they apply to. Allocates nothing for an event without violations if similar
  /// events were counted before.
  void add(const report& verdict, std::string_view text) { tally_.add(verdict, text); }

  /// Adds the counts of another counter, as if its events had been counted here. The result does
  /// not depend on the order of merging; the lower limit on names applies. Linear.
  void merge(const schema_coverage& other) { tally_.merge(other.tally_); }

  /// Returns the number of accepted events.
  std::uint64_t accepted() const noexcept { return tally_.accepted(); }
  /// Returns the number of rejected events.
  std::uint64_t rejected() const noexcept { return tally_.rejected(); }

  /// Returns all counts, including those of items that never occurred. Linear in the schema;
  /// allocates.
  coverage_summary summary() const { return tally_.summary(); }

  /// Compares the counts.
  friend bool operator==(const schema_coverage&, const schema_coverage&) = default;

 private:
  static const analysis::detail::coverage_plan& plan() {
    static const analysis::detail::coverage_plan made(schema_of_type<T>());
    return made;
  }

  analysis::detail::coverage_tally tally_;
};

} // namespace assay
