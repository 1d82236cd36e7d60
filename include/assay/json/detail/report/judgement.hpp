// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/json/detail/report/findings.hpp"
#include "assay/json/options.hpp"

#include <string_view>

namespace assay::detail {

/// What a reader thinks of a text: what is wrong with it, whether that rejects it at the level
/// asked for, and where it is noted. Knows neither JSON's grammar nor where the text ends.
class judgement {
 public:
  /// `report`: where findings go; null when only the verdict is asked for.
  judgement(const options& o, findings* report) noexcept
      : report_(report), level_(o.level), notes_nulls_(notes_nulls(o)),
        notes_number_overflow_(o.reject_number_overflow || o.level == level::strict),
        null_error_from_(o.null_characters == null_character_policy::reject ? level::reference
                                                                            : never),
        number_overflow_error_from_(o.reject_number_overflow ? level::reference : never) {}

  /// Begins with another text.
  void start() noexcept { rejected_ = left_out_ = misfit = muted = rereading = must_fit = false; }

  /// Whether what is asked for from that level on is asked for here.
  bool asks_for(level from) const noexcept { return level_ >= from; }

  /// Gives the text up.
  void give_up(const finding& f) {
    rejected_ = true;
    stopped_at_ = f.at;
    if (report_ != nullptr) report_->add_last(f);
    else left_out_ = true;
  }

  /// Notes something that is JSON but not what the schema asks for, and goes on at `next`; an error
  /// from the level `from` on, and at every level where the value could not be kept.
  ///
  /// Returns null when it is an error and nobody wants to know what else is wrong.
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

  /// Whether a U+0000, and a number beyond a double, is to be noted.
  bool notes_nulls() const noexcept { return notes_nulls_; }
  bool notes_number_overflow() const noexcept { return notes_number_overflow_; }
  /// Notes a U+0000 that is at `at`, and goes on at `next`.
  const char* note_null(const char* at, const char* next) {
    return violate(null_error_from_, next, {.what = code::null_character, .at = at});
  }
  /// The same for a number beyond a double.
  const char* note_number_overflow(const char* at, const char* next) {
    return violate(number_overflow_error_from_, next,
                   {.what = code::number_overflow,
                    .at = at,
                    .expected = "a number within the range of a double"});
  }

  bool rejected() const noexcept { return rejected_; }
  /// When the text was given up: a place up to which it was gone through.
  const char* stopped_at() const noexcept { return stopped_at_; }
  /// Whether there was something to note and nowhere to note it.
  bool left_out() const noexcept { return left_out_; }
  /// Where findings go; null when only the verdict is asked for.
  findings* report() const noexcept { return report_; }
  void set_report(findings* report) noexcept { report_ = report; }

  // What readers set for a part of the text.

  bool misfit = false;   ///< since it was last cleared, something did not fit its C++ type
  bool muted = false;    ///< misfits are not violations here
  bool must_fit = false; ///< a misfit could not be kept, so it is an error at every level
  /// Nothing is noted here: this text is gone through twice, and it is noted the other time.
  bool rereading = false;
  /// Not where a value is made for a predicate: each would make its own, at each of the values
  /// inside once more.
  bool calls_predicates = true;

 private:
  /// Whether what is found says nothing of the value's C++ type.
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
  bool rejected_ = false; ///< an error was found
  bool left_out_ = false; ///< something was found that no report took
  bool notes_nulls_;
  bool notes_number_overflow_;
  level null_error_from_;
  level number_overflow_error_from_;
};

} // namespace assay::detail
