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

/// Whether the range's elements are texts.
template <std::ranges::input_range Events>
inline constexpr bool has_texts =
    std::convertible_to<std::ranges::range_reference_t<Events>, std::string_view>;

/// Whether an event's text stays valid when the range advances.
template <std::ranges::input_range Events, class Reference = std::ranges::range_reference_t<Events>>
inline constexpr bool texts_stay = has_texts<Events>&& std::ranges::forward_range<Events> &&
                                   (std::is_lvalue_reference_v<Reference> ||
                                    std::same_as<std::remove_cvref_t<Reference>, std::string_view>);

} // namespace detail

/// The chunks of a range of events, made while it is traversed. `chunks` returns one.
///
/// An input range. Its elements are those steps of a `chunker` that complete a chunk or refuse an
/// event. An element is valid until the iterator advances.
template <std::ranges::input_range Events, class SessionOf>
class chunk_range {
 public:
  /// Constructs the range; `events` must outlive it. Use `chunks` instead.
  chunk_range(Events& events, const chunk_options& o, SessionOf session_of)
      : chunker_(o), session_of_(std::move(session_of)), at_(std::ranges::begin(events)),
        end_(std::ranges::end(events)) {}

  /// The input iterator of a `chunk_range`.
  class iterator {
   public:
    /// The iterator's category.
    using iterator_concept = std::input_iterator_tag;
    /// The type of differences, which input iterators must name.
    using difference_type = std::ptrdiff_t;
    /// The element's type.
    using value_type = chunk_step;

    /// Constructs a singular iterator, which can only be assigned to.
    iterator() = default;
    /// Constructs an iterator at the current step of `owner`.
    explicit iterator(chunk_range& owner) noexcept : owner_(&owner) {}
    /// Returns the current step.
    const chunk_step& operator*() const noexcept { return owner_->step_; }
    /// Returns a pointer to the current step.
    const chunk_step* operator->() const noexcept { return &owner_->step_; }
    /// Advances to the next step. May allocate.
    iterator& operator++() {
      owner_->advance();
      return *this;
    }
    /// Advances to the next step. May allocate.
    void operator++(int) { ++*this; }
    /// Checks whether all steps have been visited.
    friend bool operator==(const iterator& i, std::default_sentinel_t) noexcept {
      return i.is_last();
    }

   private:
    bool is_last() const noexcept { return owner_->is_over(); }

    chunk_range* owner_ = nullptr;
  };

  /// Moves to the first step and returns an iterator to it. Call it only once, as for any input
  /// range.
  iterator begin() {
    advance();
    return iterator(*this);
  }
  /// Returns the sentinel.
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

/// Returns the chunks of `events`, which are texts or typed events, and the refused events among
/// them:
///
///     for (const assay::chunk_step& step : assay::chunks(lines)) ...
///
/// The steps are those of a `chunker` to which each event is pushed and which is then finished.
/// Steps with neither a chunk nor a refusal are left out. The range is traversed once and must
/// outlive the result. Texts that stay valid (a forward range of texts or views of them) are not
/// copied.
///
/// `session_of(event)` returns the event's session and matters only if sessions are distinguished.
/// The default returns a typed event's `session_id`, or an empty session if that is absent.
template <std::ranges::borrowed_range Events, class SessionOf = detail::own_session>
requires std::ranges::input_range<Events>
auto chunks(Events&& events, const chunk_options& o = {}, SessionOf session_of = {}) {
  return chunk_range<std::remove_reference_t<Events>, SessionOf>(events, o, std::move(session_of));
}

} // namespace assay
