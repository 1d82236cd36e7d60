// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/violation.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::detail {

struct member_entry;

/// What a reader notes on its way. Its path is worked out only when the event is done
/// (json/detail/report/pointer.hpp).
struct finding {
  code what{};
  assay::severity severity = assay::severity::error;
  const char* at =
      nullptr; ///< the value, the name or the byte at fault; the object that lacks a member
  const char* value = nullptr; ///< where the value at fault begins, when that is not `at`
  const char* first = nullptr; ///< duplicate_member: where the member stood first
  std::string_view expected{}; ///< in words; empty: the rules of `member` tell
  const member_entry* member =
      nullptr; ///< the member whose type or rules are not met, or that is missing or there twice
  bool is_name_in_root =
      false; ///< the place is the name of `member`, which is one of the outermost object's
  finding* next = nullptr; ///< in the order of places, once it is asked for
};

/// The findings of one event, at most as many as asked for; errors push warnings out. Adding one
/// takes constant time.
class findings {
 public:
  explicit findings(std::size_t capacity) noexcept : capacity_(capacity) {}

  bool empty() const noexcept { return size_ == 0 && !truncated_; }
  bool full() const noexcept { return size_ == capacity_; }
  /// Whether an error would find room, in a warning's place if need be.
  bool takes_errors() const noexcept { return !full() || !warnings_.empty(); }
  bool truncated() const noexcept { return truncated_; }
  /// Says that something was found that is not among them.
  void set_truncated() noexcept { truncated_ = true; }
  std::size_t capacity() const noexcept { return capacity_; }

  void clear() noexcept {
    list_.clear();
    warnings_.clear();
    size_ = 0;
    truncated_ = false;
  }

  /// When it is full, the warning that came last makes room for an error; a warning finds none.
  void add(const finding& f) {
    if (full()) {
      truncated_ = true;
      if (f.severity == severity::warning || warnings_.empty()) return;
      list_[warnings_.back()].at =
          nullptr; // left out from now on: `list_` has at most twice the capacity
      warnings_.pop_back();
      --size_;
    }
    list_.push_back(f);
    ++size_;
    if (f.severity == severity::warning) warnings_.push_back(list_.size() - 1);
  }

  /// Adds the error at which the text was given up. It takes the place of another one if need be,
  /// unless an error says already that the text is not JSON: what is not must not be told as JSON
  /// that is not what it claims to be. Linear.
  void add_last(const finding& f) {
    if (full() && warnings_.empty() && !tells_that_it_is_no_json()) {
      auto last = list_.rbegin();
      while (last != list_.rend() && last->at == nullptr) ++last;
      if (last != list_.rend()) last->at = nullptr, --size_;
      truncated_ = true;
    }
    add(f);
  }

  /// The first of all in the order of their places, and of their coming where places are the same;
  /// each knows the `next`.
  ///
  /// n log n; valid until another is added. Most come in order, but a missing member is noted after
  /// its object, a late payload at the end.
  const finding* in_order() noexcept {
    std::array<finding*, 64> sorted{}; // of 2^i findings each, as in adding binary numbers
    for (finding& f : list_) {
      if (f.at == nullptr) continue;
      f.next = nullptr;
      finding* run = &f;
      std::size_t i = 0;
      for (; sorted[i] != nullptr; ++i) run = merged(std::exchange(sorted[i], nullptr), run);
      sorted[i] = run;
    }
    finding* all = nullptr;
    for (finding* const run : sorted) all = merged(run, all);
    return all;
  }

 private:
  bool tells_that_it_is_no_json() const noexcept {
    for (const finding& f : list_) {
      const category c = category_of(f.what);
      if (f.at != nullptr &&
          (c == category::syntax || (c == category::encoding && f.what != code::null_character)))
        return true;
    }
    return false;
  }

  /// Those of `a` came before those of `b`. By hand, since std::stable_sort takes half a second to
  /// compile.
  static finding* merged(finding* a, finding* b) noexcept {
    finding* all = nullptr;
    for (finding** end = &all;;) {
      if (a == nullptr || b == nullptr) {
        *end = a != nullptr ? a : b;
        return all;
      }
      finding*& least = b->at < a->at ? b : a;
      *end = least;
      end = &least->next;
      least = least->next;
    }
  }

  std::vector<finding> list_; ///< in the order of their coming; those pushed out have no place
  std::vector<std::size_t> warnings_; ///< where in the list they are
  std::size_t size_ = 0;              ///< how many were not pushed out
  std::size_t capacity_;
  bool truncated_ = false;
};

} // namespace assay::detail
