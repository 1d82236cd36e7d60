// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/level.hpp"
#include "assay/testing/almost_valid.hpp"
#include "assay/testing/hostile.hpp"
#include "assay/testing/print.hpp"
#include "assay/testing/sample.hpp"
#include "assay/testing/source.hpp"
#include "assay/testing/valid.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace assay::testing {

/// A sample with its seed, so that a failed test shows how to make it again.
struct generated : sample {
  std::uint64_t seed = 0; ///< the seed

  /// Constructs an empty sample of seed 0.
  generated() = default;
  /// Constructs it from a sample and its seed.
  generated(sample made, std::uint64_t from) : sample(std::move(made)), seed(from) {}

  /// Returns a view of the text, valid as long as this object.
  operator std::string_view() const& noexcept { return text; }
  /// A temporary cannot be viewed.
  operator std::string_view() const&& = delete;

  /// Compares sample and seed.
  friend bool operator==(const generated&, const generated&) = default;
};

/// Returns the valid event that `valid` makes from the seed.
template <class T>
generated valid_event(std::uint64_t seed, level at = level::published) {
  source from(seed);
  return {sample{.text = valid<T>(from, at)}, seed};
}

/// Returns the event with one violation that `almost_valid` makes from the seed.
template <class T>
generated almost_valid_event(std::uint64_t seed, level at = level::published) {
  source from(seed);
  return {almost_valid<T>(from, at), seed};
}

/// Returns the text that `hostile` makes from the seed, for validators at that level.
template <class T>
generated hostile_event(std::uint64_t seed, level at = level::published) {
  source from(seed);
  options o;
  o.level = at;
  return {hostile<T>(from, o), seed};
}

/// Prints "seed 7, to be accepted:", then the text on a separate line.
template <>
struct printer<generated> {
  /// Appends the value as text.
  static void append(std::string& out, const generated& value) {
    out += "seed " + std::to_string(value.seed) + ", ";
    printer<sample>::append(out, value);
  }
};

} // namespace assay::testing
