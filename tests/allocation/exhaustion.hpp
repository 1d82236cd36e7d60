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

/// What an object is asked to do, one thing after another.
template <class T>
using steps_on = std::vector<std::function<void(T&)>>;

/// Does the work with the failure that is due after `left` more allocations; whether it came. `left`: then how many are left.
template <class Work>
bool runs_out_of_memory(std::size_t& left, Work work) {
  until_failure = left;
  bool failed = false;
  try {
    work();
  } catch (const std::bad_alloc&) {
    failed = true;
  }
  left = until_failure; // SIZE_MAX once it has come
  until_failure = SIZE_MAX;
  return failed;
}

/// Takes an object through the steps once without failures, and then with a failure of the k-th allocation, for every k until none fails.
/// Whenever one does, `recover(object, i, kept)` holds the object against its promise and goes on up to the end of step i, `kept` being
/// what was seen by `kept` of the object that never failed before that step. Then, and at the end, what is `seen` must be the same as of
/// that one.
///
/// Allocations that fail without an exception, as in std::stable_sort, count too: nothing must be seen of them.
template <class Make, class Steps, class Seen, class Kept, class Recover>
void exhaust(Make make, const Steps& steps, Seen seen, Kept kept, Recover recover) {
  std::vector<std::string> seen_after, kept_before;
  {
    auto twin = make();
    for (const auto& step : steps) {
      kept_before.push_back(kept(twin));
      step(twin);
      seen_after.push_back(seen(twin));
    }
  }
  for (std::size_t k = 0;; ++k) {
    std::size_t left = k;
    auto object = make();
    for (std::size_t i = 0; i < steps.size(); ++i) {
      INFO("allocation " << k << ", step " << i);
      const bool failed = runs_out_of_memory(left, [&] { steps[i](object); });
      if (failed) recover(object, i, kept_before[i]);
      if (failed || i + 1 == steps.size()) REQUIRE(seen(object) == seen_after[i]); // not before: to look may need memory, too
    }
    if (left != SIZE_MAX) {
      REQUIRE(k != 0); // something was allocated, or nothing was tried
      return;
    }
  }
}

/// A failed step leaves of the object what `kept` sees of it as it was, and can be done again.
template <class Make, class T = std::invoke_result_t<Make&>, class Seen, class Kept>
void exhaust_keeping(Make make, const std::type_identity_t<steps_on<T>>& steps, Seen seen, Kept kept) {
  exhaust(make, steps, seen, kept, [&](T& object, std::size_t i, const std::string& before) {
    REQUIRE(kept(object) == before);
    steps[i](object);
  });
}

/// A failed step has no effect: the object is as before.
template <class Make, class T = std::invoke_result_t<Make&>, class Seen>
void exhaust_unchanged(Make make, const std::type_identity_t<steps_on<T>>& steps, Seen seen) {
  exhaust_keeping(make, steps, seen, seen);
}

/// After a failed step the object is usable again from the first step on, which must clear it.
template <class Make, class T = std::invoke_result_t<Make&>, class Seen>
void exhaust_cleared(Make make, const std::type_identity_t<steps_on<T>>& steps, Seen seen) {
  exhaust(make, steps, seen, seen, [&](T& object, std::size_t i, const std::string&) {
    for (std::size_t again = 0; again <= i; ++again) steps[again](object);
  });
}

} // namespace assay_test
