// SPDX-License-Identifier: BSL-1.0
#pragma once

/// For tests with Catch2, 2.13 or 3: failing comparisons show the library's values and your wire
/// objects instead of `{?}`. testing/catch2.hpp includes this.
///
/// Include it in every file of a test program that compares such values, best where Catch2 is
/// included: a program has one way to show a type.

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
struct StringMaker<T> {
  static std::string convert(const T& value) { return assay::testing::printed(value); }
};

// More special than those that Catch2 has for all variants and optionals, where these are enabled.
template <class... A>
requires assay::testing::printable<std::variant<A...>>
struct StringMaker<std::variant<A...>> {
  static std::string convert(const std::variant<A...>& value) {
    return assay::testing::printed(value);
  }
};
template <assay::testing::printable T>
struct StringMaker<std::optional<T>> {
  static std::string convert(const std::optional<T>& value) {
    return value ? assay::testing::printed(*value) : "absent";
  }
};

} // namespace Catch
