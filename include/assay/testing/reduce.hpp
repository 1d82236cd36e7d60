// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/testing/detail/reducer.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

namespace assay::testing {

/// What `reduce` made of a text.
struct reduction {
  std::string text{};     ///< never longer than what it was made of
  std::size_t calls = 0;  ///< how often the predicate was asked
  bool is_minimal = true; ///< no step makes it smaller; false where the calls were used up, or the
                          ///< predicate was false for the text from the start
  friend bool operator==(const reduction&, const reduction&) = default;
};

/// Makes a text smaller for as long as `still_fails(text)` is true: of an event that a program gets
/// wrong, what is left is why.
///
/// Where the text is JSON, or nearly so, its values are taken apart: members and elements are
/// dropped, by halves first, then one by one; a value takes the place of the one around it; strings
/// and numbers become shorter and simpler. Then tokens and bytes are dropped, which is all that
/// happens to other texts. At the end none of these steps makes it smaller (1-minimal), unless
/// `max_calls` calls of the predicate came first. A member's value may become another kind, and
/// JSON may become no JSON: only the predicate says what must remain.
///
/// `still_fails`: takes a std::string_view that is valid during the call, returns a bool, and gives
/// the same answer for the same text; what it throws passes through. Then the same text gives the
/// same result everywhere. Each call comes with work and memory linear in the text; between calls
/// nothing is kept but the smallest text so far.
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
