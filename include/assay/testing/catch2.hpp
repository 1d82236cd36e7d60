// SPDX-License-Identifier: BSL-1.0
#pragma once

/// For tests with Catch2, 2.13 or 3: failing comparisons show the library's values and your wire
/// objects, and there are matchers for texts and generators of events.
///
///     REQUIRE_THAT(text, is_event<event>());
///     REQUIRE_THAT(text, rejects_with<event>(assay::code::type_mismatch, "/seq"));
///     const auto made = GENERATE(almost_valid_events<event>(100));
///
/// It includes Catch2, and defines nothing of its main. What shows values is in
/// testing/catch2_printers.hpp, which is for every file of a test program.

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
using catch_matcher = Catch::MatcherBase<std::string_view>;
#else
using catch_matcher = Catch::Matchers::MatcherBase<std::string_view>;
#endif

/// A matcher for texts: what `is_event` and the others give. Can be negated and combined with
/// others of its kind.
class catch_text_matcher : public catch_matcher {
 public:
  explicit catch_text_matcher(text_check check) : check_(std::move(check)) {}

  bool match(const std::string_view& text) const override {
    fault_ = check_.find_fault(text);
    forget_words(*this);
    return !fault_;
  }

 protected:
  std::string describe() const override {
    return fault_ ? check_.words + "\n  but " + *fault_ : check_.words;
  }

 private:
  /// Catch2 asks for the words once, but of a matcher that is used again they are others.
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
catch_text_matcher is_event(const judged_at& how = {}) {
  return catch_text_matcher(event_check<T>(how));
}

/// Matches texts that are rejected with, among others, this error at this JSON Pointer.
template <class T>
catch_text_matcher rejects_with(code what, std::string_view pointer, const judged_at& how = {}) {
  return catch_text_matcher(rejection_check<T>(what, pointer, how));
}

/// Matches texts that are accepted with, among others, this warning at this JSON Pointer.
template <class T>
catch_text_matcher warns_with(code what, std::string_view pointer, const judged_at& how = {}) {
  return catch_text_matcher(warning_check<T>(what, pointer, how));
}

/// Matches texts that are read and written again as the same JSON, see `round_trip_check`.
template <class T>
catch_text_matcher round_trips(const judged_at& how = {}) {
  return catch_text_matcher(round_trip_check<T>(how));
}

/// Matches texts that get the sample's verdict, with its violation and no other:
/// `REQUIRE_THAT(made.text, gets_verdict_of<event>(made))`.
template <class T>
catch_text_matcher gets_verdict_of(const sample& expected, const judged_at& how = {}) {
  return catch_text_matcher(verdict_check<T>(expected, how));
}

/// The events of `count` seeds, from `first_seed` on, each made by `make(seed)`.
class event_generator final : public Catch::Generators::IGenerator<generated> {
 public:
  using maker = std::function<generated(std::uint64_t)>;

  /// A count of 0 counts as 1: Catch2's generators are never empty.
  event_generator(std::size_t count, std::uint64_t first_seed, maker make)
      : left_(count), make_(std::move(make)), now_(make_(first_seed)) {}

  const generated& get() const override { return now_; }
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

/// Generates valid events: `GENERATE(valid_events<event>(100))`. Seeds from `first_seed` on make
/// one each; `valid_event<event>(seed)` makes it again. `CAPTURE(made)` shows it with its seed in
/// every failing assertion, a matcher that is given it whole does so, too.
template <class T>
Catch::Generators::GeneratorWrapper<generated>
valid_events(std::size_t count, level at = level::published, std::uint64_t first_seed = 1) {
  return detail::events_of(count, first_seed,
                           [at](std::uint64_t seed) { return valid_event<T>(seed, at); });
}

/// Generates events with one violation each, which they hold as the expected answer.
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
