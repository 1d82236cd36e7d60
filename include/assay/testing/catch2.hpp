// SPDX-License-Identifier: BSL-1.0
#pragma once

/// @file
///
/// For tests with Catch2, 2.13 or 3: printers of assay's values and wire objects, matchers for
/// texts, and generators of events.
///
///     REQUIRE_THAT(text, is_event<event>());
///     REQUIRE_THAT(text, rejects_with<event>(assay::code::type_mismatch, "/seq"));
///     const auto made = GENERATE(almost_valid_events<event>(100));
///
/// It includes Catch2, but does not define `main`. The printers are in testing/catch2_printers.hpp,
/// which every file of a test program should include.

#include "assay/testing/catch2_printers.hpp"
#include "assay/testing/generated.hpp"
#include "assay/testing/text_check.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace assay::testing {

#if CATCH_VERSION_MAJOR < 3
/// The base of matchers for texts, in Catch2 2 and 3.
using catch_matcher = Catch::MatcherBase<std::string_view>;
#else
/// The base of matchers for texts, in Catch2 2 and 3.
using catch_matcher = Catch::Matchers::MatcherBase<std::string_view>;
#endif

/// A matcher for texts, made by `is_event` and the functions below. It can be negated and combined
/// with other matchers.
class catch_text_matcher : public catch_matcher {
 public:
  /// Constructs a matcher from a check.
  explicit catch_text_matcher(text_check check) : check_(std::move(check)) {}

  /// Returns whether the text passes the check.
  bool match(const std::string_view& text) const override {
    fault_ = check_.find_fault(text);
    forget_words(*this);
    return !fault_;
  }

 protected:
  /// Returns what was expected, and what the last text failed with.
  std::string describe() const override {
    return fault_ ? check_.words + "\n  but " + *fault_ : check_.words;
  }

 private:
  /// Catch2 caches the description, which changes when a matcher is used again.
  template <class Matcher>
  static void forget_words(Matcher& matcher) {
    if constexpr (requires { matcher.m_cachedToString.clear(); }) matcher.m_cachedToString.clear();
  }

  text_check check_;
  mutable std::optional<std::string> fault_;
};

/// Matches texts that are a T: `is_event<event>()`, `is_event<event>(level::strict)`,
/// `is_event<event>(options)`.
template <class T>
catch_text_matcher is_event(const check_options& how = {}) {
  return catch_text_matcher(event_check<T>(how));
}

/// Matches texts that are rejected with at least this error at this JSON Pointer.
template <class T>
catch_text_matcher rejects_with(code what, std::string_view pointer,
                                const check_options& how = {}) {
  return catch_text_matcher(rejection_check<T>(what, pointer, how));
}

/// Matches texts that are accepted with at least this warning at this JSON Pointer.
template <class T>
catch_text_matcher warns_with(code what, std::string_view pointer, const check_options& how = {}) {
  return catch_text_matcher(warning_check<T>(what, pointer, how));
}

/// Matches texts that are read and written back as the same JSON; see `round_trip_check`.
template <class T>
catch_text_matcher round_trips(const check_options& how = {}) {
  return catch_text_matcher(round_trip_check<T>(how));
}

/// Matches texts that get the sample's verdict, with its violation and no other:
/// `REQUIRE_THAT(made.text, gets_verdict_of<event>(made))`.
template <class T>
catch_text_matcher gets_verdict_of(const sample& expected, const check_options& how = {}) {
  return catch_text_matcher(verdict_check<T>(expected, how));
}

/// Generates the events of `count` seeds, starting at `first_seed`; `make(seed)` makes each.
class event_generator final : public Catch::Generators::IGenerator<generated> {
 public:
  using maker = std::function<generated(std::uint64_t)>; ///< Makes the event of a seed.

  /// Constructs a generator. A count of 0 counts as 1, because generators of Catch2 are never
  /// empty.
  event_generator(std::size_t count, std::uint64_t first_seed, maker make)
      : left_(count), make_(std::move(make)), now_(make_(first_seed)) {}

  /// Returns the current event.
  const generated& get() const override { return now_; }
  /// Goes to the next event. Returns false after the last one.
  bool next() override {
    if (left_ < 2) return false;
    --left_;
    now_ = make_(now_.seed + 1);
    return true;
  }

 private:
  std::size_t left_;
  maker make_;
  generated now_;
};

namespace detail {
inline Catch::Generators::GeneratorWrapper<generated>
events_of(std::size_t count, std::uint64_t first_seed, event_generator::maker make) {
#if CATCH_VERSION_MAJOR < 3
  return {std::make_unique<event_generator>(count, first_seed, std::move(make))};
#else
  return {new event_generator(count, first_seed, std::move(make))};
#endif
}
} // namespace detail

/// Generates valid events, one for each seed from `first_seed` on:
/// `GENERATE(valid_events<event>(100))`.
///
/// `valid_event<event>(seed)` makes an event again. To see the event and its seed in failed
/// assertions, use `CAPTURE(made)`, or pass the event itself to a matcher.
template <class T>
Catch::Generators::GeneratorWrapper<generated>
valid_events(std::size_t count, level at = level::published, std::uint64_t first_seed = 1) {
  return detail::events_of(count, first_seed,
                           [at](std::uint64_t seed) { return valid_event<T>(seed, at); });
}

/// Generates events with one violation each. Each holds the expected violation.
template <class T>
Catch::Generators::GeneratorWrapper<generated>
almost_valid_events(std::size_t count, level at = level::published, std::uint64_t first_seed = 1) {
  return detail::events_of(count, first_seed,
                           [at](std::uint64_t seed) { return almost_valid_event<T>(seed, at); });
}

/// Generates hostile texts, with the verdict that each must get.
template <class T>
Catch::Generators::GeneratorWrapper<generated>
hostile_events(std::size_t count, level at = level::published, std::uint64_t first_seed = 1) {
  return detail::events_of(count, first_seed,
                           [at](std::uint64_t seed) { return hostile_event<T>(seed, at); });
}

} // namespace assay::testing
