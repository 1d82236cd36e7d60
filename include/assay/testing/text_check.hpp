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

/// How a test's text is judged: a level, or options where more is to be said.
struct judged_at : options {
  judged_at() = default;
  judged_at(assay::level at) { level = at; }
  judged_at(const options& o) : options(o) {}
};

/// What a test expects of a text, in words, and how it finds out. The matchers and predicates of
/// testing/catch2.hpp and testing/gtest.hpp are made of these; so may be those for another
/// framework.
struct text_check {
  std::string words; ///< behind the text: "is accepted at published"
  /// What is wrong, in words that may be several lines; nothing when the text is as expected.
  std::function<std::optional<std::string>(std::string_view)> find_fault;
};

namespace detail {

inline std::string verdict_in_words(const report& r) {
  return (r.accepted() ? "it is accepted" : "it is rejected") +
         (r.violations().empty() ? std::string(", without a violation")
                                 : ":" + printed_violations(r, "    "));
}

/// The text is accepted, or rejected, and has the violation of this code and severity there.
template <class T>
text_check violation_check(bool accepted, const expected_violation& expected,
                           const judged_at& how) {
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

/// The text is accepted. What only makes warnings is accepted.
template <class T>
text_check event_check(const judged_at& how = {}) {
  return {"is accepted at " + std::string(name_of(how.level)),
          [=](std::string_view text) -> std::optional<std::string> {
            validator<T> v(how);
            if (v.check(text)) return std::nullopt;
            return detail::verdict_in_words(v.report());
          }};
}

/// The text is rejected, and among its errors is that one. `pointer`: a JSON Pointer; empty: the
/// event itself.
template <class T>
text_check rejection_check(code what, std::string_view pointer, const judged_at& how = {}) {
  return detail::violation_check<T>(false, {what, std::string(pointer)}, how);
}

/// The text is accepted, and among its warnings is that one.
template <class T>
text_check warning_check(code what, std::string_view pointer, const judged_at& how = {}) {
  return detail::violation_check<T>(true, {what, std::string(pointer), severity::warning}, how);
}

/// The text is accepted, and what is written of the event that is read from it is the same JSON
/// value, and accepted, and read as an equal event where T has an operator==.
///
/// Members may come in another order, numbers and strings be spelled otherwise. n log n in the
/// members of an object; uses stack for each level of nesting.
template <class T>
text_check round_trip_check(const judged_at& how = {}) {
  return {"is read and written again as the same JSON at " + std::string(name_of(how.level)),
          [=](std::string_view text) -> std::optional<std::string> {
            validator<T> v(how);
            T first, again;
            if (!v.read(text, first)) return detail::verdict_in_words(v.report());
            text_buffer written;
            if (const auto result = write(first, written); !result)
              return "it is " + printed(result);
            const auto written_words = [&] { return "\n  " + shown_text(written.view()); };
            if (!v.read(written.view(), again))
              return "of what is written" + written_words() + "\n" +
                     detail::verdict_in_words(v.report());
            if (const auto lost = find_difference(text, written.view(), same_numbers::nearest))
              return "what is written is another JSON value, at " +
                     (lost->path.empty() ? std::string("its top") : lost->path) + " (" +
                     std::string(lost->what) + "):" + written_words();
            if constexpr (std::equality_comparable<T>)
              if (!(first == again)) return "what is written is another event:" + written_words();
            return std::nullopt;
          }};
}

/// The text gets the verdict of the sample, with its violation and no other.
template <class T>
text_check verdict_check(const sample& expected, const judged_at& how = {}) {
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
