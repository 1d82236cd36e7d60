#pragma once

#include "assay/json/detail/text/encoding.hpp"
#include "assay/json/detail/report/findings.hpp"
#include "assay/json/options.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace assay::detail {

/// How the text that a scanner sees ends, so that it can tell an event that was cut off from one
/// that is wrong.
enum class framing : std::uint8_t {
  document, ///< one event; a newline is white space. The last byte is `}`
  cut_off,  ///< one event whose last byte was not `}`: the last byte is a NUL that does not belong
            ///< to it
  lines,    ///< a newline ends an event. The last byte is `}` or a newline
};

/// What is wrong with a text, whether that rejects it at the level asked for, and where it goes.
class judge {
 public:
  /// `report`: where findings go; null when only the verdict is asked for.
  judge(const options& o, findings* report) noexcept
      : report_(report), level_(o.level), notes_nulls_(notes_nulls(o)),
        notes_number_overflow_(o.reject_number_overflow || o.level == level::strict),
        null_error_from_(o.null_characters == null_character_policy::reject ? level::reference
                                                                            : never),
        number_overflow_error_from_(o.reject_number_overflow ? level::reference : never) {}

  /// The text ends at `end`, as `f` says.
  void set_text(const char* begin, const char* end, framing f) noexcept {
    begin_ = begin;
    end_ = end;
    framing_ = f;
  }

  /// Whether n bytes at p are readable.
  bool has_bytes(const char* p, std::ptrdiff_t n) const noexcept { return end_ - p >= n; }

  /// Gives the event up.
  [[gnu::cold, gnu::noinline]] const char* fail(code what, const char* at,
                                                std::string_view expected = {}) {
    rejected_ = true;
    stopped_at_ = at;
    if (category_of(what) != category::limit && is_end(at)) what = code::unterminated;
    if (category_of(what) == category::syntax && is_byte_order_mark(at))
      expected = "no byte order mark but at the start of a stream";
    if (report_ != nullptr) report_->add_last({.what = what, .at = at, .expected = expected});
    else left_out_ = true;
    return nullptr;
  }

  /// Notes something that is JSON but not what the schema asks for, and goes on at `next`; an error
  /// from the level `from` on, and at every level where the value could not be kept.
  ///
  /// Returns null when it is an error and nobody wants to know what else is wrong.
  [[gnu::cold, gnu::noinline]] const char* violate(level from, const char* next, finding f) {
    const bool is_misfit = !fits_its_type(f.what);
    misfit_ |= is_misfit;
    if (rereading_ || (muted_ && is_misfit)) return next;
    const bool is_error = level_ >= from || (must_fit_ && is_misfit);
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

  /// Gives the event up at an escape or a character that goes wrong at `stop`: it is at fault,
  /// unless the text ends there.
  [[gnu::cold]] const char* fail_inside(code what, const char* at, const char* stop) {
    return fail(what, is_end(stop) ? stop : at);
  }

  /// Whether the event's text ends at p.
  bool is_end(const char* p) const noexcept {
    return p == end_ || (framing_ == framing::cut_off && p + 1 == end_) ||
           (framing_ == framing::lines && *p == '\n');
  }

  /// Notes a U+0000 that is at `at`, and goes on at `next`. Precondition: `notes_nulls_`.
  const char* note_null(const char* at, const char* next) {
    return violate(null_error_from_, next, {.what = code::null_character, .at = at});
  }
  /// The same for a number beyond a double. Precondition: `notes_number_overflow_`.
  const char* note_number_overflow(const char* at, const char* next) {
    return violate(number_overflow_error_from_, next,
                   {.what = code::number_overflow,
                    .at = at,
                    .expected = "a number within the range of a double"});
  }

  bool rejected() const noexcept { return rejected_; }
  /// When the event was given up: a place up to which it was gone through.
  const char* stopped_at() const noexcept { return stopped_at_; }
  /// Whether there was something to note and nowhere to note it.
  bool left_out() const noexcept { return left_out_; }

 protected:
  const char* begin_ = nullptr; ///< where the event begins
  const char* end_ = nullptr;   ///< where the text ends
  const char* stopped_at_ = nullptr;
  findings* report_;
  framing framing_ = framing::document;
  level level_;
  bool rejected_ = false; ///< an error was found
  bool left_out_ = false; ///< something was found that no report took
  bool misfit_ =
      false; ///< since it was last cleared, something was found that does not fit its C++ type
  bool muted_ = false;     ///< misfits are not violations here
  bool rereading_ = false; ///< nothing is noted here: this text is gone through twice, and it is
                           ///< noted the other time
  bool must_fit_ = false;  ///< a misfit could not be kept, so it is an error at every level
  bool notes_nulls_;
  bool notes_number_overflow_;

 private:
  /// Whether what is found says nothing of the value's C++ type.
  static constexpr bool fits_its_type(code found) noexcept {
    return found == code::unknown_member || found == code::null_character ||
           found == code::number_overflow;
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

  bool is_byte_order_mark(const char* p) const noexcept {
    constexpr auto size = static_cast<std::ptrdiff_t>(byte_order_mark.size());
    return has_bytes(p, size) &&
           std::memcmp(p, byte_order_mark.data(), byte_order_mark.size()) == 0;
  }

  level null_error_from_;
  level number_overflow_error_from_;
};

} // namespace assay::detail
