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

/// Counts what traffic has of a schema: its members, alternatives, choices and nulls, the names
/// that the schema does not have, and the codes that were reported. T is what a `validator<T>`
/// takes.
///
///   if (validator.check(text)) handle(text);
///   coverage.add(validator.report(), text);
///
/// A value; one for each thread is cheap, and `merge` makes one of them. What throws std::bad_alloc
/// has no effect. Its memory is bounded by the schema, by `max_unknown_names` for each object, and
/// by the largest event.
template <class T>
class schema_coverage {
 public:
  /// Of the names that an object's schema does not have, at most `max_unknown_names` are kept: the
  /// shortest, then by their bytes, and none of more than 128 bytes. The others are only counted.
  explicit schema_coverage(std::size_t max_unknown_names = 100)
      : tally_(plan(), max_unknown_names) {}

  /// Counts an event: where it is accepted, what it has; in any case the verdict, and the code and
  /// the member of each violation that the report holds.
  ///
  /// Precondition: the report is a reader's, of this text; for another text what is counted is
  /// unspecified. Linear in the text, and in the text for each violation; n log n where tags come
  /// after the members that they speak of. Allocates nothing for an event without violations once
  /// it has seen the like.
  void add(const report& verdict, std::string_view text) { tally_.add(verdict, text); }

  /// Adds what another one counted, as if it had been counted here. In whichever order several are
  /// merged, the outcome is the same; of two limits on names the lower one counts. Linear.
  void merge(const schema_coverage& other) { tally_.merge(other.tally_); }

  std::uint64_t accepted() const noexcept { return tally_.accepted(); }
  std::uint64_t rejected() const noexcept { return tally_.rejected(); }

  /// All that was counted, and what was not. Linear in the schema; allocates.
  coverage_summary summary() const { return tally_.summary(); }

  /// Whether both counted the same.
  friend bool operator==(const schema_coverage&, const schema_coverage&) = default;

 private:
  static const analysis::detail::coverage_plan& plan() {
    static const analysis::detail::coverage_plan made(schema_of_type<T>());
    return made;
  }

  analysis::detail::coverage_tally tally_;
};

} // namespace assay
