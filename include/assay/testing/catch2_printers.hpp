// SPDX-License-Identifier: BSL-1.0
#pragma once

/// @file
///
/// For tests with Catch2, 2.13 or 3: failed comparisons show assay's values and your wire objects
/// instead of `{?}`. testing/catch2.hpp includes this header.
///
/// Include it in every file of a test program that compares such values, preferably where Catch2 is
/// included. A program must print each type in one way.

#ifndef CATCH_VERSION_MAJOR
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
#endif

#include "assay/testing/print.hpp"

#include <optional>
#include <string>
#include <variant>

namespace Catch {

template <assay::testing::printable T>
/// Prints assay's values and wire objects.
struct StringMaker<T> {
  /// Returns the value as text.
  static std::string convert(const T& value) { return assay::testing::printed(value); }
};

// These are more specialized than Catch2's own printers of variants and optionals, where those are
// enabled.
/// Prints variants.
template <class... A>
requires assay::testing::printable<std::variant<A...>>
struct StringMaker<std::variant<A...>> {
  /// Returns the value as text.
  static std::string convert(const std::variant<A...>& value) {
    return assay::testing::printed(value);
  }
};
template <assay::testing::printable T>
/// Prints optional values.
struct StringMaker<std::optional<T>> {
  /// Returns the value as text, or "absent".
  static std::string convert(const std::optional<T>& value) {
    return value ? assay::testing::printed(*value) : "absent";
  }
};

} // namespace Catch
