// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/promptetheus/session_result.hpp"
#include "assay/promptetheus/session_state.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <utility>

namespace assay::promptetheus::detail {

/// Assigns the numbers of a session: holds the next number and the limit up to which numbers may be
/// assigned.
///
/// Threads may claim numbers at the same time. All changes are made in one variable, `next_`, so
/// that no number can come between the last number and the end; the limit only grows. Copying and
/// moving must not overlap with other calls.
class session_numbers {
 public:
  static constexpr std::uint64_t max_block = std::uint64_t{1} << 32;

  /// Assigns all numbers from `next`, in blocks of `block` numbers that must be stored first; 0:
  /// without blocks.
  session_numbers(std::uint64_t next, std::uint64_t block) noexcept
      : next_(next), bound_(block == 0 ? seq_limit : next), block_(std::min(block, max_block)) {}

  /// Assigns only the `count` numbers from `first`.
  static session_numbers part(std::uint64_t first, std::uint64_t count) noexcept {
    session_numbers out(first, 0);
    out.bound_.store(first + count);
    out.is_part_ = true;
    return out;
  }

  session_numbers(session_numbers&& other) noexcept
      : next_(other.next_.exchange(ended_bit)), bound_(other.bound_.load()),
        block_(std::exchange(other.block_, 0)), is_part_(other.is_part_),
        end_is_stored_(other.end_is_stored_.load()) {}
  session_numbers& operator=(session_numbers&& other) noexcept {
    next_ = other.next_.exchange(ended_bit);
    bound_ = other.bound_.load();
    block_ = std::exchange(other.block_, 0);
    is_part_ = other.is_part_;
    end_is_stored_ = other.end_is_stored_.load();
    return *this;
  }

  bool have_started() const noexcept { return next_.load() != 0; }
  bool have_ended() const noexcept { return (next_.load() & ended_bit) != 0; }
  std::uint64_t bound() const noexcept { return bound_.load(); }
  std::uint64_t block() const noexcept { return block_; }

  /// Returns the first of the next `count` numbers. `first`: for the event that starts the session;
  /// `last`: for the event that ends it.
  session_result<std::uint64_t> claim(std::uint64_t count, bool first, bool last) noexcept {
    using reason = session_error::reason;
    std::uint64_t number = next_.load();
    do {
      if ((number & ended_bit) != 0) return session_error{reason::ended};
      if (number == 0 && !first) return session_error{reason::not_started};
      if (number != 0 && first) return session_error{reason::already_started};
      if (last && is_part_) return session_error{reason::part_of_session};
      if (count > room(number, bound_.load(), last)) {
        const bool can_grow =
            block_ != 0 && count <= block_ && count <= room(number, seq_limit, last);
        return session_error{can_grow ? reason::persist_first : reason::out_of_numbers};
      }
    } while (
        !next_.compare_exchange_weak(number, last ? (number + 1) | ended_bit : number + count));
    return number;
  }

  /// Returns whether a state should be stored now: half of the block is used, or the end is not
  /// stored.
  bool need_persist() const noexcept {
    if (block_ == 0) return false;
    const std::uint64_t next = next_.load();
    if ((next & ended_bit) != 0) return !end_is_stored_.load();
    const std::uint64_t bound = bound_.load();
    return bound - next <= block_ / 2 && bound != seq_limit;
  }

  /// Fills in the numbers of a state to be stored now. A part cannot be continued.
  void describe(session_state& to) const noexcept {
    const std::uint64_t next = next_.load();
    to.ended = is_part_ || (next & ended_bit) != 0;
    to.next_seq = next & ~ended_bit;
    if (to.ended || block_ == 0) return;
    to.next_seq += std::min(block_, seq_limit - to.next_seq);
    to.next_seq = std::max(to.next_seq, bound_.load()); // a stored limit never decreases
  }

  /// Records that a state is stored: the numbers below its limit may be assigned.
  void cover(const session_state& stored) noexcept {
    if (block_ == 0) return;
    if (stored.ended) {
      if (have_ended()) end_is_stored_ = true;
      return;
    }
    const std::uint64_t to = std::min(stored.next_seq, seq_limit);
    std::uint64_t bound = bound_.load();
    while (bound < to && !bound_.compare_exchange_weak(bound, to)) {
    }
  }

 private:
  static constexpr std::uint64_t ended_bit = std::uint64_t{1} << 63;

  /// Returns how many numbers may be assigned from `number` up to the bound. The greatest number is
  /// kept for the end, so that any session can be ended.
  static std::uint64_t room(std::uint64_t number, std::uint64_t bound, bool last) noexcept {
    const std::uint64_t end = last ? bound : std::min(bound, seq_limit - 1);
    return end - std::min(end, number);
  }

  std::atomic<std::uint64_t>
      next_; ///< 0 before the start; with `ended_bit` set, the session has ended
  std::atomic<std::uint64_t> bound_; ///< at most `seq_limit`
  std::uint64_t block_;
  bool is_part_ = false;
  std::atomic<bool> end_is_stored_{false};
};

} // namespace assay::promptetheus::detail
