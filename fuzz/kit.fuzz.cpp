// SPDX-License-Identifier: BSL-1.0

// The test kit itself, with choices from bytes: a valid text is accepted, an almost valid text has
// its one violation and no other, and a mutated text stays within its size.

#include "../tests/schema/zoo.hpp"
#include "input.hpp"

#include <assay/testing/almost_valid.hpp>
#include <assay/testing/mutate.hpp>
#include <assay/testing/valid.hpp>

#include <span>
#include <string>
#include <string_view>

using assay_fuzz::must;
using assay_zoo::event;
namespace testing = assay::testing;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes(data, size);
  testing::source from(bytes);
  assay::options o;
  o.level = assay_fuzz::levels[from.below(3)];
  o.limits.max_violations = 1000;
  assay::validator<event> judge(o);

  const std::string text = testing::valid<event>(from, o.level);
  must(judge.check(text) && judge.report().violations().empty(), "a valid text is accepted", text);
  const testing::sample near_miss = testing::almost_valid<event>(from, o.level);
  judge.check(near_miss.text);
  must(testing::agrees(near_miss, judge.report()), "an almost valid text has its one violation",
       near_miss.text);

  const std::size_t most = from.below(2000);
  const std::string_view any(reinterpret_cast<const char*>(data), size);
  testing::source again = from;
  const std::string changed = testing::mutated<event>(text, from, o.level, most);
  must(changed.size() <= most, "a mutant is within its size", changed);
  must(changed == testing::mutated<event>(text, again, o.level, most),
       "the same choices make the same mutant", changed);
  must(testing::mutated<event>(any, from, o.level, most).size() <= most,
       "a mutant of any bytes is within its size", changed);
  for (const std::string_view other : {std::string_view(near_miss.text), any})
    must(testing::crossed<event>(changed, other, from, o.level, most).size() <= most,
         "a combination of two texts is within its size", changed);
  return 0;
}
