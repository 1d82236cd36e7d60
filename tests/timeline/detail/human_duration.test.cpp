// SPDX-License-Identifier: BSL-1.0
#include <assay/timeline/detail/human_duration.hpp>

#include "support/catch.hpp"

#include <limits>
#include <string_view>

TEST_CASE("human duration: is a short number with a unit, or two units from a minute on") {
  struct expectation {
    double ms;
    std::string_view text;
  };
  for (const auto& [ms, text] : {
           expectation{0, "0 ms"},
           {-0.0, "0 ms"},
           {0.25, "0.25 ms"},
           {0.001, "0.00 ms"},
           {7, "7 ms"},
           {7.5, "7.50 ms"},
           {9.99, "9.99 ms"},
           {9.996, "10 ms"},
           {754, "754 ms"},
           {754.4, "754 ms"},
           {999.4, "999 ms"},
           {999.5, "1.00 s"},
           {1000, "1.00 s"},
           {2541, "2.54 s"},
           {59'990, "59.99 s"},
           {59'995, "1 min 00 s"},
           {185'000, "3 min 05 s"},
           {3'599'499, "59 min 59 s"},
           {3'599'500, "1 h 00 min"},
           {93'780'000, "26 h 03 min"},
           {1.5e23, "1.5e+20 s"},
           {-5, "-5 ms"},
           {-185'000, "-3 min 05 s"},
           {std::numeric_limits<double>::max(), "1.8e+305 s"},
       }) {
    CHECK(assay::detail::human_duration(ms) == text);
  }
}
