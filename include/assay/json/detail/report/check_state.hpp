// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/json/detail/report/findings.hpp"
#include "assay/json/options.hpp"

#include <string_view>

namespace assay::detail {

/// A reader's verdict on a text: the findings, and whether they reject it at the level of the
/// options. Does not depend on JSON's grammar, or on where the text ends.
class check_state {
 public:
  /// `report` receives the findings; null if only the verdict is needed.
  check_state(const options& o, findings* report) noexcept
      : report_(report), level_(o.level), notes_nulls_(notes_nulls(o)),
        notes_number_overflow_(o.reject_number_overflow || o.level == level::strict),
        null_error_from_(o.null_characters == null_character_policy::reject ? level::reference
                                                                            : never),
        number_overflow_error_from_(o.reject_number_overflow ? level::reference : never) {}

  /// Starts with another text.
  void start() noexcept { rejected_ = left_out_ = misfit = muted = rereading = must_fit = false; }

  /// Returns whether a rule that is enforced from that level on is enforced at the level of the
  /// options.
  bool asks_for(level from) const noexcept { return level_ >= from; }

  /// Rejects the text and stops.
  void give_up(const finding& f) {
    rejected_ = true;
    stopped_at_ = f.at;
    if (report_ != nullptr) report_->add_last(f);
    else left_out_ = true;
  }

  /// Notes that valid JSON does not match the schema, and continues at `next`. The finding is an
  /// error from the level `from` on, and at every level if the value could not be kept.
  ///
  /// Returns null if it is an error and only the verdict is needed.
  ASSAY_COLD ASSAY_NOINLINE const char* violate(level from, const char* next, finding f) {
    const bool is_misfit = !fits_its_type(f.what);
    misfit |= is_misfit;
    if (rereading || (muted && is_misfit)) return next;
    const bool is_error = asks_for(from) || (must_fit && is_misfit);
    rejected_ |= is_error;
    if (report_ == nullptr) {
      left_out_ = true;
      stopped_at_ = next;
      return is_error ? nullptr : next;
    }
    f.severity = is_error ? severity::error : severity::warning;
    report_->add(f);
    return next;
  }

  /// Returns whether U+0000, or a number beyond a double, is noted.
  bool notes_nulls() const noexcept { return notes_nulls_; }
  bool notes_number_overflow() const noexcept { return notes_number_overflow_; }
  /// Notes U+0000 at `at`, and continues at `next`.
  const char* note_null(const char* at, const char* next) {
    return violate(null_error_from_, next, {.what = code::null_character, .at = at});
  }
  /// Notes a number beyond a double at `at`, and continues at `next`.
  const char* note_number_overflow(const char* at, const char* next) {
    return violate(number_overflow_error_from_, next,
                   {.what = code::number_overflow,
                    .at = at,
                    .expected = "a number within the range of a double"});
  }

  bool rejected() const noexcept { return rejected_; }
  /// Returns a position up to which the text was read, after reading has stopped.
  const char* stopped_at() const noexcept { return stopped_at_; }
  /// Returns whether a finding was dropped because there is no report.
  bool left_out() const noexcept { return left_out_; }
  /// Returns the receiver of findings; null if only the verdict is needed.
  findings* report() const noexcept { return report_; }
  void set_report(findings* report) noexcept { report_ = report; }

  // Readers set these members for a part of the text.

  /// Whether a value did not fit its C++ type since this was last cleared.
  bool misfit = false;
  /// Whether misfits are ignored.
  bool muted = false;
  /// Whether misfits are errors at every level, because the value could not be kept.
  bool must_fit = false;
  /// Whether findings are ignored. This text is read twice, and they are noted the other time.
  bool rereading = false;
  /// Whether predicates are called. False while a value is made for a predicate: otherwise each
  /// nested value would be made again for each predicate around it.
  bool calls_predicates = true;

 private:
  /// Returns whether a finding with this code does not concern the value's C++ type.
  static constexpr bool fits_its_type(code found) noexcept {
    return found == code::unknown_member || found == code::null_character ||
           found == code::number_overflow || found == code::deprecated_member;
  }

  static constexpr bool notes_nulls(const options& o) noexcept {
    switch (o.null_characters) {
    case null_character_policy::warn_at_strict: return o.level == level::strict;
    case null_character_policy::warn:
    case null_character_policy::reject: return true;
    case null_character_policy::accept:
    case null_character_policy::replace: return false;
    }
    return false;
  }

  findings* report_;
  const char* stopped_at_ = nullptr;
  level level_;
  /// Whether an error was found.
  bool rejected_ = false;
  /// Whether a finding was dropped because there is no report.
  bool left_out_ = false;
  bool notes_nulls_;
  bool notes_number_overflow_;
  level null_error_from_;
  level number_overflow_error_from_;
};

} // namespace assay::detail
