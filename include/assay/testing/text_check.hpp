// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/encoding.hpp"
#include "assay/json/json_text.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/walk.hpp"
#include "assay/json/write.hpp"
#include "assay/testing/json_difference.hpp"
#include "assay/testing/print.hpp"
#include "assay/testing/sample.hpp"

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::testing {

/// The level or options with which a test checks a text.
struct check_options : options {
  /// Constructs default options.
  check_options() = default;
  /// Constructs default options with a level.
  check_options(assay::level at) { level = at; }
  /// Constructs it from options.
  check_options(const options& o) : options(o) {}
};

/// What a test expects of a text, in words, and a function that checks it. Use it to write matchers
/// for another test framework, as in testing/catch2.hpp and testing/gtest.hpp.
struct text_check {
  std::string words; ///< the expectation, after the text: "is accepted at published"
  /// Returns why the text is not as expected, possibly on several lines, or nothing.
  std::function<std::optional<std::string>(std::string_view)> find_fault;
};

namespace detail {

inline std::string verdict_in_words(const report& r) {
  return (r.accepted() ? "it is accepted" : "it is rejected") +
         (r.violations().empty() ? std::string(", without a violation")
                                 : ":" + printed_violations(r, "    "));
}

/// Expects a verdict and a violation with this code, path and severity.
template <class T>
text_check violation_check(bool accepted, const expected_violation& expected,
                           const check_options& how) {
  return {
      (accepted ? "is accepted at " : "is rejected at ") + std::string(name_of(how.level)) +
          " with " + printed(expected),
      [=](std::string_view text) -> std::optional<std::string> {
        validator<T> v(how);
        const auto is_expected = [&](const violation& found) { return matches(expected, found); };
        if (v.check(text) == accepted && std::ranges::any_of(v.report().violations(), is_expected))
          return std::nullopt;
        return verdict_in_words(v.report());
      }};
}

} // namespace detail

/// Expects a text that is accepted, possibly with warnings.
template <class T>
text_check event_check(const check_options& how = {}) {
  return {"is accepted at " + std::string(name_of(how.level)),
          [=](std::string_view text) -> std::optional<std::string> {
            validator<T> v(how);
            if (v.check(text)) return std::nullopt;
            return detail::verdict_in_words(v.report());
          }};
}

/// Expects a text that is rejected with at least this error. `pointer` is a JSON Pointer; empty:
/// the event itself.
template <class T>
text_check rejection_check(code what, std::string_view pointer, const check_options& how = {}) {
  return detail::violation_check<T>(false, {what, std::string(pointer)}, how);
}

/// Expects a text that is accepted with at least this warning.
template <class T>
text_check warning_check(code what, std::string_view pointer, const check_options& how = {}) {
  return detail::violation_check<T>(true, {what, std::string(pointer), severity::warning}, how);
}

/// Expects a text that is accepted and written back as the same JSON value. The written text must
/// be accepted as well. If T has an `operator==`, it must be read as an equal event.
///
/// The order of members and the spelling of numbers and strings may change. Takes n log n time for
/// an object with n members. Uses stack for each level of nesting.
template <class T>
text_check round_trip_check(const check_options& how = {}) {
  return {"is read and written back as the same JSON at " + std::string(name_of(how.level)),
          [=](std::string_view text) -> std::optional<std::string> {
            validator<T> v(how);
            T first, again;
            if (!v.read(text, first)) return detail::verdict_in_words(v.report());
            text_buffer written;
            if (const auto result = write(first, written); !result)
              return "it is " + printed(result);
            const auto written_words = [&] { return "\n  " + shown_text(written.view()); };
            if (!v.read(written.view(), again))
              return "for the written text" + written_words() + "\n" +
                     detail::verdict_in_words(v.report());
            if (const auto lost = find_difference(text, written.view(), same_numbers::nearest))
              return "the written text is another JSON value, at " +
                     (lost->path.empty() ? std::string("the top") : lost->path) + " (" +
                     std::string(lost->what) + "):" + written_words();
            if constexpr (std::equality_comparable<T>)
              if (!(first == again)) return "the written text is another event:" + written_words();
            return std::nullopt;
          }};
}

/// Expects a text that gets the verdict of the sample, with its violation and no other.
template <class T>
text_check verdict_check(const sample& expected, const check_options& how = {}) {
  std::string words(expected.accepted ? "is accepted at " : "is rejected at ");
  words += name_of(how.level);
  if (expected.violation) words += " with " + printed(*expected.violation) + " and nothing else";
  else if (expected.accepted) words += " without a warning";
  if (!expected.reason.empty()) ((words += " (") += expected.reason) += ')';
  return {std::move(words), [=](std::string_view text) -> std::optional<std::string> {
            validator<T> v(how);
            v.check(text);
            if (agrees(expected, v.report())) return std::nullopt;
            return detail::verdict_in_words(v.report());
          }};
}

} // namespace assay::testing
