// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/chunker.hpp"

#include <concepts>
#include <iterator>
#include <ranges>
#include <string_view>
#include <type_traits>
#include <utility>

namespace assay {

namespace detail {

/// Whether the range's events are texts.
template <std::ranges::input_range Events>
inline constexpr bool has_texts =
    std::convertible_to<std::ranges::range_reference_t<Events>, std::string_view>;

/// Whether an event's text stays where it is when the range goes on.
template <std::ranges::input_range Events, class Reference = std::ranges::range_reference_t<Events>>
inline constexpr bool texts_stay = has_texts<Events>&& std::ranges::forward_range<Events> &&
                                   (std::is_lvalue_reference_v<Reference> ||
                                    std::same_as<std::remove_cvref_t<Reference>, std::string_view>);

} // namespace detail

/// The chunks of a range of events, made while it is walked: `chunks` makes one.
///
/// An input range: its elements are the steps of a `chunker` in which something came of an event,
/// valid until the next one.
template <std::ranges::input_range Events, class SessionOf>
class chunk_range {
 public:
  chunk_range(Events& events, const chunk_options& o, SessionOf session_of)
      : chunker_(o), session_of_(std::move(session_of)), at_(std::ranges::begin(events)),
        end_(std::ranges::end(events)) {}

  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using difference_type = std::ptrdiff_t;
    using value_type = chunk_step;

    iterator() = default;
    explicit iterator(chunk_range& owner) noexcept : owner_(&owner) {}
    const chunk_step& operator*() const noexcept { return owner_->step_; }
    const chunk_step* operator->() const noexcept { return &owner_->step_; }
    iterator& operator++() {
      owner_->advance();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& i, std::default_sentinel_t) noexcept {
      return i.is_last();
    }

   private:
    bool is_last() const noexcept { return owner_->is_over(); }

    chunk_range* owner_ = nullptr;
  };

  /// Goes to the first step. To be called once, as an input range's is.
  iterator begin() {
    advance();
    return iterator(*this);
  }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  using reference = std::ranges::range_reference_t<Events>;

  bool is_over() const noexcept { return step_.complete == nullptr && !step_.refused; }

  void advance() {
    for (step_ = {}; is_over() && at_ != end_; ++at_) step_ = take(*at_);
    if (is_over()) step_ = chunker_.finish();
  }

  chunk_step take(const std::remove_reference_t<reference>& event) {
    if constexpr (!detail::has_texts<Events>) return chunker_.push_event(event, session_of_(event));
    else if constexpr (detail::texts_stay<Events>) return chunker_.push(event, session_of_(event));
    else return chunker_.push_copy(event, session_of_(event));
  }

  chunker chunker_;
  SessionOf session_of_;
  std::ranges::iterator_t<Events> at_;
  std::ranges::sentinel_t<Events> end_;
  chunk_step step_;
};

/// The chunks of `events`, which are texts or typed events, and the refusals among them:
///
///     for (const assay::chunk_step& step : assay::chunks(lines)) ...
///
/// The same steps as a `chunker` that each event is pushed to, then `finish`ed, without those in
/// which nothing came of an event. The range is walked once, one event after another, and must
/// outlive the result; texts that stay where they are (a forward range of texts or views of them)
/// are not copied. `session_of(event)` tells the session where sessions are told apart; left out,
/// it is a typed event's `session_id`: none, where that is absent.
template <std::ranges::borrowed_range Events, class SessionOf = detail::own_session>
requires std::ranges::input_range<Events>
auto chunks(Events&& events, const chunk_options& o = {}, SessionOf session_of = {}) {
  return chunk_range<std::remove_reference_t<Events>, SessionOf>(events, o, std::move(session_of));
}

} // namespace assay
