// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "allocation/operator_new.hpp"
#include "support/catch.hpp"

#include <cstddef>
#include <functional>
#include <new>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace assay_test {

/// The steps of a test, each an operation on the object.
template <class T>
using steps_on = std::vector<std::function<void(T&)>>;

/// Does the work while the allocation after the next `left` ones fails. Returns whether it failed.
/// Sets `left` to the number of allocations that remain before the failure.
template <class Work>
bool runs_out_of_memory(std::size_t& left, Work work) {
  until_failure = left;
  bool failed = false;
  try {
    work();
  } catch (const std::bad_alloc&) {
    failed = true;
  }
  left = until_failure; // SIZE_MAX after the failure
  until_failure = SIZE_MAX;
  return failed;
}

/// Runs an object through the steps while the k-th allocation fails, for every k until none fails.
/// Calls `recover(object, i)` if one fails in step i, and `end(object, i)` after the last step; i
/// is `steps.size()` if none failed.
///
/// Allocations that fail without an exception, as in std::stable_sort, count too. They must have no
/// visible effect.
template <class Make, class Steps, class Recover, class End>
void for_each_failure(Make make, const Steps& steps, Recover recover, End end) {
  for (std::size_t k = 0;; ++k) {
    std::size_t left = k;
    std::size_t failed = steps.size();
    INFO("allocation " << k);
    runs_out_of_memory(left, [&] { static_cast<void>(make()); });
    auto object = make();
    for (std::size_t i = 0; i < steps.size(); ++i) {
      INFO("step " << i);
      if (!runs_out_of_memory(left, [&] { steps[i](object); })) continue;
      failed = i;
      recover(object, i);
    }
    end(object, failed);
    if (left == SIZE_MAX) continue;
    REQUIRE(k != 0); // otherwise nothing was tested
    return;
  }
}

/// Returns the results of `seen` before each step and after the last.
template <class Make, class Steps, class Seen>
std::vector<std::string> seen_on_the_way(Make make, const Steps& steps, Seen seen) {
  auto object = make();
  std::vector<std::string> out{seen(object)};
  for (const auto& step : steps) {
    step(object);
    out.push_back(seen(object));
  }
  return out;
}

/// Checks that a failed step leaves the `kept` part of the object unchanged and can be repeated.
/// Then the result is the same as without the failure.
template <class Make, class T = std::invoke_result_t<Make&>, class Seen, class Kept>
void exhaust_keeping(Make make, const std::type_identity_t<steps_on<T>>& steps, Seen seen,
                     Kept kept) {
  const std::vector<std::string> expected = seen_on_the_way(make, steps, seen),
                                 before = seen_on_the_way(make, steps, kept);
  for_each_failure(
      make, steps,
      [&](T& object, std::size_t i) {
        REQUIRE(kept(object) == before[i]);
        steps[i](object);
        REQUIRE(seen(object) == expected[i + 1]);
      },
      [&](T& object, std::size_t) { REQUIRE(seen(object) == expected.back()); });
}

/// Checks that a failed step has no effect, whether it is then repeated or left out.
template <class Make, class T = std::invoke_result_t<Make&>, class Seen>
void exhaust_unchanged(Make make, const std::type_identity_t<steps_on<T>>& steps, Seen seen) {
  exhaust_keeping(make, steps, seen, seen);
  std::vector<std::string> expected(steps.size() + 1); // without each of the steps
  for_each_failure(
      make, steps, [](T&, std::size_t) {},
      [&](T& object, std::size_t left_out) {
        if (expected[left_out].empty()) {
          T twin = make();
          for (std::size_t i = 0; i < steps.size(); ++i)
            if (i != left_out) steps[i](twin);
          expected[left_out] = seen(twin);
        }
        REQUIRE(seen(object) == expected[left_out]);
      });
}

/// Checks that after a failed step the object is usable again from the first step on, which must
/// clear it.
template <class Make, class T = std::invoke_result_t<Make&>, class Seen>
void exhaust_cleared(Make make, const std::type_identity_t<steps_on<T>>& steps, Seen seen) {
  const std::vector<std::string> expected = seen_on_the_way(make, steps, seen);
  for_each_failure(
      make, steps,
      [&](T& object, std::size_t i) {
        for (std::size_t again = 0; again <= i; ++again) steps[again](object);
        REQUIRE(seen(object) == expected[i + 1]);
      },
      [&](T& object, std::size_t) { REQUIRE(seen(object) == expected.back()); });
}

} // namespace assay_test
