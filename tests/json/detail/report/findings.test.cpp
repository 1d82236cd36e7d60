// SPDX-License-Identifier: BSL-1.0
#include "assay/json/detail/report/findings.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using assay::code;
using assay::severity;
using assay::detail::finding;
using assay::detail::findings;

namespace {

constexpr char judged_text[] = "0123456789abcdefghijklmnopqrstuvwxyz";

void add(findings& f, int at, severity s = severity::error, code what = code::type_mismatch) {
  f.add({.what = what, .severity = s, .at = judged_text + at});
}

std::vector<finding> all_of(findings& f) {
  std::vector<finding> all;
  for (const finding* next = f.in_order(); next != nullptr; next = next->next) all.push_back(*next);
  return all;
}

/// Returns the places of the findings, in capitals for errors.
std::string places(findings& f) {
  std::string out;
  for (const finding& x : all_of(f)) {
    if (!out.empty()) out += ' ';
    out += (x.severity == severity::error ? "E" : "w") + std::to_string(x.at - judged_text);
  }
  return out;
}

} // namespace

TEST_CASE("findings: are empty at first and after clear") {
  findings f(2);
  CHECK(f.empty());
  add(f, 1);
  add(f, 2);
  add(f, 3);
  CHECK_FALSE(f.empty());
  CHECK(f.truncated());
  f.clear();
  CHECK(f.empty());
  CHECK_FALSE(f.truncated());
}

TEST_CASE("findings: sorted by place, then in the order in which they were added") {
  findings f(10);
  add(f, 5);
  add(f, 9);
  add(f, 7);
  add(f, 0);
  f.add({.what = code::missing_member, .at = judged_text + 5});
  CHECK(places(f) == "E0 E5 E5 E7 E9");
  CHECK(all_of(f)[1].what == code::type_mismatch);
  CHECK(all_of(f)[2].what == code::missing_member);
  CHECK_FALSE(f.truncated());
}

TEST_CASE("findings: when full, an error replaces the last warning, and a warning is dropped") {
  // This number of first findings.
  const auto places_of_first = [](int count) {
    findings f(3);
    constexpr struct {
      int at;
      severity s;
    } all[] = {{1, severity::warning}, {2, severity::error}, {3, severity::warning},
               {4, severity::warning}, {5, severity::error}, {0, severity::error},
               {6, severity::error}};
    for (int i = 0; i < count; ++i) add(f, all[i].at, all[i].s);
    CHECK(f.full() == (count >= 3));
    CHECK(f.takes_errors() == (count < 6));
    CHECK(f.truncated() == (count > 3));
    return places(f);
  };
  CHECK(places_of_first(3) == "w1 E2 w3");
  CHECK(places_of_first(4) == "w1 E2 w3");
  CHECK(places_of_first(5) == "w1 E2 E5");
  CHECK(places_of_first(6) == "E0 E2 E5");
  CHECK(places_of_first(7) == "E0 E2 E5");
}

TEST_CASE("findings: can be reused for another event") {
  findings f(2);
  for (int round = 0; round < 3; ++round) {
    add(f, 3, severity::warning);
    add(f, 2, severity::warning);
    add(f, 1);
    CHECK(places(f) == "E1 w3");
    f.clear();
    CHECK(all_of(f).empty());
    CHECK_FALSE(f.full());
  }
}

TEST_CASE("findings: with a capacity of 0, the findings are truncated and not empty") {
  findings f(0);
  add(f, 1);
  CHECK(all_of(f).empty());
  CHECK(f.truncated());
  CHECK_FALSE(f.empty());
}

TEST_CASE("findings: the first errors are kept, then the first warnings") {
  std::mt19937 random(7);
  for (int round = 0; round < 5000; ++round) {
    const std::size_t capacity = random() % 6;
    findings f(capacity);
    std::size_t errors = 0, all = random() % 12;
    std::vector<int> kept_errors;
    for (std::size_t i = 0; i < all; ++i) {
      const int at = static_cast<int>(random() % 30);
      const bool is_error = random() % 2 == 0;
      add(f, at, is_error ? severity::error : severity::warning);
      if (is_error && errors++ < capacity) kept_errors.push_back(at);
    }
    std::sort(kept_errors.begin(), kept_errors.end());
    std::vector<int> found;
    const std::vector<finding> kept = all_of(f);
    for (const finding& x : kept)
      if (x.severity == severity::error) found.push_back(static_cast<int>(x.at - judged_text));
    REQUIRE(found == kept_errors);
    REQUIRE(kept.size() == std::min(all, capacity));
    REQUIRE(f.truncated() == (all > capacity));
    REQUIRE(std::is_sorted(kept.begin(), kept.end(),
                           [](const finding& a, const finding& b) { return a.at < b.at; }));
  }
}

TEST_CASE("findings: any number of findings, added in any order, are sorted by place") {
  std::mt19937 random(11);
  std::vector<char> text(1000);
  for (const std::size_t size : {1u, 2u, 3u, 63u, 64u, 65u, 1000u, 4097u}) {
    findings f(10'000);
    std::vector<finding> expected;
    for (std::size_t i = 0; i < size; ++i) {
      // `first` has the order in which they were added.
      const finding x{.at = text.data() + random() % text.size(),
                      .first = text.data() + i % text.size()};
      f.add(x);
      expected.push_back(x);
    }
    std::stable_sort(expected.begin(), expected.end(),
                     [](const finding& a, const finding& b) { return a.at < b.at; });
    const std::vector<finding> found = all_of(f);
    REQUIRE(found.size() == size);
    for (std::size_t i = 0; i < size; ++i)
      REQUIRE((found[i].at == expected[i].at && found[i].first == expected[i].first));
  }
}

TEST_CASE(
    "findings: the error that ends reading is kept, and replaces another if there is no space") {
  const auto with_last = [](std::size_t capacity, std::initializer_list<severity> before) {
    findings f(capacity);
    int at = 0;
    for (const severity s : before) add(f, at++, s);
    f.add_last({.what = code::invalid_syntax, .at = judged_text + 9});
    return places(f) + (f.truncated() ? " truncated" : "");
  };
  using enum severity;
  CHECK(with_last(3, {error, error}) == "E0 E1 E9");
  CHECK(with_last(2, {error, error}) == "E0 E9 truncated");
  CHECK(with_last(2, {error, warning}) == "E0 E9 truncated");
  CHECK(with_last(2, {warning, error, error}) == "E1 E9 truncated");
  CHECK(with_last(2, {error, error, warning, error}) == "E0 E9 truncated");
  CHECK(with_last(1, {error}) == "E9 truncated");
  CHECK(with_last(1, {}) == "E9");
  CHECK(with_last(0, {}) == " truncated");
}

TEST_CASE("findings: the first error that shows invalid JSON is not replaced by another") {
  findings f(1);
  add(f, 3, severity::error, code::lone_surrogate);
  f.add_last({.what = code::invalid_syntax, .at = judged_text + 9});
  CHECK(places(f) == "E3");
  f.clear();
  add(f, 3, severity::error, code::null_character); // valid JSON
  f.add_last({.what = code::invalid_syntax, .at = judged_text + 9});
  CHECK(places(f) == "E9");
}
