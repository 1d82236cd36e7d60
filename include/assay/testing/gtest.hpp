// SPDX-License-Identifier: BSL-1.0
#pragma once

/// @file
///
/// For tests with GoogleTest, 1.10 or newer: printers of assay's values and wire objects, and
/// predicates and matchers for texts.
///
///     EXPECT_TRUE(is_event<event>(text));
///     EXPECT_TRUE(rejects_with<event>(text, assay::code::type_mismatch, "/seq"));
///     EXPECT_THAT(text, is_event<event>());  // with gmock
///
/// Include it in every file of a test program that compares such values. A program must print each
/// type in one way.

#include "assay/testing/generated.hpp"
#include "assay/testing/print.hpp"
#include "assay/testing/text_check.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

// `PrintTo` would be found only in the namespaces of the value, which are not those of assay for
// your structs. Like GoogleTest's own printers of std::optional and std::variant, these specialize
// an internal class.
namespace testing::internal {

/// Prints assay's values and wire objects.
template <assay::testing::printable T>
class UniversalPrinter<T> {
 public:
  /// Writes the value as text.
  static void Print(const T& value, std::ostream* out) { *out << assay::testing::printed(value); }
};

/// Prints variants.
template <class... A>
requires assay::testing::printable<std::variant<A...>>
class UniversalPrinter<std::variant<A...>> {
 public:
  /// Writes the value as text.
  static void Print(const std::variant<A...>& value, std::ostream* out) {
    *out << assay::testing::printed(value);
  }
};

} // namespace testing::internal

namespace assay::testing {

/// A matcher for texts, for EXPECT_THAT of gmock. This header does not include gmock.
class gtest_text_matcher {
 public:
  using is_gtest_matcher = void; ///< marks the class as a matcher

  /// Constructs a matcher from a check.
  explicit gtest_text_matcher(text_check check) : check_(std::move(check)) {}

  /// Returns whether the text passes the check, and explains why not.
  bool MatchAndExplain(std::string_view text, std::ostream* out) const {
    const auto fault = check_.find_fault(text);
    if (fault && out != nullptr) *out << *fault;
    return !fault;
  }
  /// Writes what is expected.
  void DescribeTo(std::ostream* out) const { *out << check_.words; }
  /// Writes what is not expected.
  void DescribeNegationTo(std::ostream* out) const { *out << "not: " << check_.words; }

 private:
  text_check check_;
};

namespace detail {
/// Returns the result with the text, the expectation, and the failure.
inline ::testing::AssertionResult assertion_of(const text_check& check, std::string_view text) {
  const auto fault = check.find_fault(text);
  return fault ? ::testing::AssertionFailure()
                     << shown_text(text) << "\n  " << check.words << "\n  but " << *fault
               : ::testing::AssertionSuccess() << shown_text(text) << "\n  " << check.words;
}
} // namespace detail

/// Returns whether the text is a T: `EXPECT_TRUE(is_event<event>(text, level::strict))`.
template <class T>
::testing::AssertionResult is_event(std::string_view text, const check_options& how = {}) {
  return detail::assertion_of(event_check<T>(how), text);
}
/// Returns a matcher for texts that are a T.
template <class T>
gtest_text_matcher is_event(const check_options& how = {}) {
  return gtest_text_matcher(event_check<T>(how));
}

/// Returns whether the text is rejected with at least this error at this JSON Pointer.
template <class T>
::testing::AssertionResult rejects_with(std::string_view text, code what, std::string_view pointer,
                                        const check_options& how = {}) {
  return detail::assertion_of(rejection_check<T>(what, pointer, how), text);
}
/// Returns a matcher for texts that are rejected with at least this error at this JSON Pointer.
template <class T>
gtest_text_matcher rejects_with(code what, std::string_view pointer,
                                const check_options& how = {}) {
  return gtest_text_matcher(rejection_check<T>(what, pointer, how));
}

/// Returns whether the text is accepted with at least this warning at this JSON Pointer.
template <class T>
::testing::AssertionResult warns_with(std::string_view text, code what, std::string_view pointer,
                                      const check_options& how = {}) {
  return detail::assertion_of(warning_check<T>(what, pointer, how), text);
}
/// Returns a matcher for texts that are accepted with at least this warning at this JSON Pointer.
template <class T>
gtest_text_matcher warns_with(code what, std::string_view pointer, const check_options& how = {}) {
  return gtest_text_matcher(warning_check<T>(what, pointer, how));
}

/// Returns whether the text is read and written back as the same JSON; see `round_trip_check`.
template <class T>
::testing::AssertionResult round_trips(std::string_view text, const check_options& how = {}) {
  return detail::assertion_of(round_trip_check<T>(how), text);
}
/// Returns a matcher for texts that are read and written back as the same JSON.
template <class T>
gtest_text_matcher round_trips(const check_options& how = {}) {
  return gtest_text_matcher(round_trip_check<T>(how));
}

/// Returns whether the text gets the sample's verdict, with its violation and no other.
template <class T>
::testing::AssertionResult gets_verdict_of(std::string_view text, const sample& expected,
                                           const check_options& how = {}) {
  return detail::assertion_of(verdict_check<T>(expected, how), text);
}
/// Returns a matcher for texts that get the sample's verdict, with its violation and no other.
template <class T>
gtest_text_matcher gets_verdict_of(const sample& expected, const check_options& how = {}) {
  return gtest_text_matcher(verdict_check<T>(expected, how));
}

} // namespace assay::testing
