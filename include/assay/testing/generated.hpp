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

/// A sample that a seed made: with the seed, a failing test says how to make it again.
struct generated : sample {
  std::uint64_t seed = 0;

  generated() = default;
  generated(sample made, std::uint64_t from) : sample(std::move(made)), seed(from) {}

  /// Its text, so that it can be given to whatever takes one. A view into it.
  operator std::string_view() const& noexcept { return text; }
  operator std::string_view() const&& = delete;

  friend bool operator==(const generated&, const generated&) = default;
};

/// The valid event that `valid` makes of the seed.
template <class T>
generated valid_event(std::uint64_t seed, level at = level::published) {
  source from(seed);
  return {sample{.text = valid<T>(from, at)}, seed};
}

/// The event with one violation that `almost_valid` makes of the seed.
template <class T>
generated almost_valid_event(std::uint64_t seed, level at = level::published) {
  source from(seed);
  return {almost_valid<T>(from, at), seed};
}

/// What `hostile` makes of the seed, for whoever judges at that level.
template <class T>
generated hostile_event(std::uint64_t seed, level at = level::published) {
  source from(seed);
  options o;
  o.level = at;
  return {hostile<T>(from, o), seed};
}

/// "seed 7, to be accepted:", then the text on a line of its own.
template <>
struct printer<generated> {
  static void append(std::string& out, const generated& value) {
    out += "seed " + std::to_string(value.seed) + ", ";
    printer<sample>::append(out, value);
  }
};

} // namespace assay::testing
