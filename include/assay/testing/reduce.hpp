// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/testing/detail/reducer.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

namespace assay::testing {

/// The result of `reduce`.
struct reduction {
  std::string text{};    ///< not longer than the original text
  std::size_t calls = 0; ///< number of calls of the predicate
  /// False if `max_calls` was reached, or if the predicate was false for the original text.
  bool is_minimal = true;
  /// Compares all members.
  friend bool operator==(const reduction&, const reduction&) = default;
};

/// Makes a text smaller as long as `still_fails(text)` stays true. The result shows why a program
/// handles an event wrongly.
///
/// If the text is at least nearly JSON, `reduce` first removes members and elements, replaces
/// values by values inside of them, and shortens and simplifies strings and numbers. Then it
/// removes tokens and bytes; for other texts it does only this. In the end, none of these steps
/// makes the text smaller (it is 1-minimal), unless `max_calls` is reached first. Values may change
/// their type, and JSON may become invalid: only the predicate decides what must remain.
///
/// `still_fails` takes a `std::string_view` that is valid during the call, and returns a bool. It
/// must return the same result for the same text; then the result of `reduce` is the same
/// everywhere. Its exceptions are propagated. Each call adds work and memory linear in the text.
/// Between calls, only the smallest text so far is kept.
template <class StillFails>
reduction reduce(std::string_view text, StillFails&& still_fails, std::size_t max_calls = 10'000) {
  using function = std::remove_reference_t<StillFails>;
  detail::reducer r(
      text,
      [](const void* f, std::string_view candidate) {
        return static_cast<bool>((*static_cast<function*>(const_cast<void*>(f)))(candidate));
      },
      std::addressof(still_fails), max_calls);
  const bool is_minimal = r.run();
  return {r.take(), r.calls(), is_minimal};
}

} // namespace assay::testing
