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

/// A violation as a reader notes it. Its path is computed after the event has been read
/// (json/detail/report/pointer.hpp).
struct finding {
  code what{};
  assay::severity severity = assay::severity::error;
  /// The value, name or byte at fault, or the object that lacks a member.
  const char* at = nullptr;
  /// Where the value at fault begins, if that is not `at`.
  const char* value = nullptr;
  /// For duplicate_member: the first occurrence.
  const char* first = nullptr;
  /// What was expected, in words. If empty, the rules of `member` describe it.
  std::string_view expected{};
  /// The member whose type or rule is violated, that is missing or a duplicate.
  const member_entry* member = nullptr;
  /// Whether the place is the name of `member`, a member of the outermost object.
  bool is_name_in_root = false;
  /// The next finding in the order of places, set by `in_order`.
  finding* next = nullptr;
};

/// The findings of one event, up to a maximum number. Errors replace warnings when it is reached.
/// Adding a finding takes constant time.
class findings {
 public:
  explicit findings(std::size_t capacity) noexcept : capacity_(capacity) {}

  bool empty() const noexcept { return size_ == 0 && !truncated_; }
  bool full() const noexcept { return size_ == capacity_; }
  /// Returns whether there is room for an error, possibly in place of a warning.
  bool takes_errors() const noexcept { return !full() || !warnings_.empty(); }
  bool truncated() const noexcept { return truncated_; }
  /// Notes that a finding was left out.
  void set_truncated() noexcept { truncated_ = true; }
  std::size_t capacity() const noexcept { return capacity_; }

  void clear() noexcept {
    list_.clear();
    warnings_.clear();
    size_ = 0;
    truncated_ = false;
  }

  /// Adds a finding. When the list is full, an error replaces the last warning, and a warning is
  /// dropped.
  void add(const finding& f) {
    if (full()) {
      truncated_ = true;
      if (f.severity == severity::warning || warnings_.empty()) return;
      // Marks the warning as removed. So `list_` has at most twice the capacity.
      list_[warnings_.back()].at = nullptr;
      warnings_.pop_back();
      --size_;
    }
    list_.push_back(f);
    ++size_;
    if (f.severity == severity::warning) warnings_.push_back(list_.size() - 1);
  }

  /// Adds the error at which reading stopped. Linear.
  ///
  /// It replaces another error if there is no room, unless that error shows already that the text
  /// is invalid JSON. The report of invalid JSON must not look like that of valid JSON.
  void add_last(const finding& f) {
    if (full() && warnings_.empty() && !has_syntax_error()) {
      auto last = list_.rbegin();
      while (last != list_.rend() && last->at == nullptr) ++last;
      if (last != list_.rend()) last->at = nullptr, --size_;
      truncated_ = true;
    }
    add(f);
  }

  /// Returns the first finding in the order of places; findings at the same place stay in the order
  /// in which they were added. `next` links the others.
  ///
  /// n log n; valid until another finding is added. Most findings are added in this order, but a
  /// missing member is noted after its object, and a late payload at the end.
  const finding* in_order() noexcept {
    std::array<finding*, 64> sorted{}; // sorted[i] has 2^i findings, as in binary addition
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
  bool has_syntax_error() const noexcept {
    for (const finding& f : list_) {
      const category c = category_of(f.what);
      if (f.at != nullptr &&
          (c == category::syntax || (c == category::encoding && f.what != code::null_character)))
        return true;
    }
    return false;
  }

  /// Merges two lists; at equal places those of `a` come first. Written by hand, because
  /// std::stable_sort takes half a second to compile.
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

  /// In the order in which they were added. Removed findings have a null `at`.
  std::vector<finding> list_;
  /// The indexes of warnings in the list.
  std::vector<std::size_t> warnings_;
  /// The number of findings that were not removed.
  std::size_t size_ = 0;
  std::size_t capacity_;
  bool truncated_ = false;
};

} // namespace assay::detail
