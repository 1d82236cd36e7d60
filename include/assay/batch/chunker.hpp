// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/chunk.hpp"
#include "assay/detail/config.hpp"
#include "assay/error/detail/owned_text.hpp"
#include "assay/json/write.hpp"

#include <boost/intrusive/list.hpp>
#include <boost/intrusive/set.hpp>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay {

namespace detail {

/// Events of a chunk that is not yet complete.
class pending_chunk : public boost::intrusive::set_base_hook<>,
                      public boost::intrusive::list_base_hook<> {
 public:
  bool empty() const noexcept { return events_.empty(); }
  std::size_t count() const noexcept { return events_.size(); }
  /// Returns the size of the body in bytes.
  std::size_t bytes() const noexcept { return bytes_; }
  std::string_view session() const noexcept { return session_; }

  /// Drops the events and starts a new chunk; memory is kept.
  void begin(std::string_view session) {
    events_.clear();
    indices_.clear();
    copied_.clear();
    copies_.clear();
    bytes_ = 0;
    session_.assign(session);
  }

  /// Adds an event. `bytes` is the size of the body including the event. If it throws
  /// `std::bad_alloc`, no event is added.
  void add(std::string_view event, std::size_t index, bool copy, std::size_t bytes) {
    if (events_.size() == events_.capacity()) [[unlikely]]
      grow();
    if (copy) {
      if (copies_.size() == copies_.capacity()) [[unlikely]]
        copies_.reserve(events_.capacity());
      copied_.append(event);
      copies_.push_back({events_.size(), copied_.size() - event.size()});
    }
    events_.push_back(event);
    indices_.push_back(index);
    bytes_ = bytes;
  }

  chunk view(const batch_wrapper& wrapper) noexcept {
    for (const auto& [event, offset] : copies_)
      events_[event] = copied_.view().substr(offset, events_[event].size());
    return {events_, indices_, session_, bytes_, wrapper};
  }

  /// Exchanges the events and the session; positions in lists and sets stay.
  void swap(pending_chunk& other) noexcept {
    std::swap(events_, other.events_);
    std::swap(indices_, other.indices_);
    std::swap(copied_, other.copied_);
    std::swap(copies_, other.copies_);
    std::swap(bytes_, other.bytes_);
    std::swap(session_, other.session_);
  }

 private:
  /// Keeps the capacity of `indices_` at least that of `events_`.
  ASSAY_NOINLINE void grow() {
    constexpr std::size_t least = 8;
    const std::size_t more = std::max(least, 2 * events_.capacity());
    indices_.reserve(more);
    events_.reserve(more);
  }

  struct copy_of {
    std::size_t event;  ///< its position in the chunk
    std::size_t offset; ///< of its bytes in `copied_`, which moves when it grows
  };

  std::vector<std::string_view> events_;
  std::vector<std::size_t> indices_;
  text_buffer copied_;
  std::vector<copy_of> copies_;
  std::size_t bytes_ = 0;
  std::string session_;
};

/// Returns the session of a typed event; empty if it has none.
struct own_session {
  template <class Event>
  std::string_view operator()(const Event& event) const noexcept {
    if constexpr (requires { std::string_view(event.session_id); }) return event.session_id;
    else if constexpr (requires { std::string_view(*event.session_id); })
      return event.session_id ? std::string_view(*event.session_id) : std::string_view();
    else return {};
  }
};

/// Returns the name that identifies a session in a set.
struct session_name {
  using type = std::string_view;
  type operator()(const pending_chunk& p) const noexcept { return p.session(); }
};

} // namespace detail

/// Groups events into requests with a maximum number of events and of bytes.
///
/// Each call completes at most one chunk. A chunk is complete when the event fills it up to
/// `max_events`, when the event does not fit and starts the next chunk, or when another session
/// needs its place (with `open_sessions`). So only chunks completed by `finish` or by another
/// session have room for the next event of their session. The order of events is kept within a
/// chunk, and within a session from chunk to chunk.
///
/// `push` does not copy an event's bytes: they must stay valid until the chunk that holds them has
/// been used. `push_copy` copies them. For each of `open_sessions` the chunker keeps at most
/// `max_events` views and `max_bytes` copied bytes; the memory is reused. Takes constant time for
/// each event, or time logarithmic in the number of open sessions.
///
/// If a push throws `std::bad_alloc`, the event is not added. The chunker is unchanged, except that
/// the chunk completed last is gone.
class chunker {
 public:
  /// Constructs a chunker without events.
  explicit chunker(const chunk_options& o = {}) : options_(o) {
    options_.max_events = std::max<std::size_t>(o.max_events, 1);
  }
  /// Not copyable: chunks are views into it.
  chunker(const chunker&) = delete;
  chunker& operator=(const chunker&) = delete;

  /// Adds the next event by its text: JSON without a byte order mark and, for `lines_wrapper`, on
  /// one line. `session` is ignored unless sessions are distinguished. Sessions are compared byte
  /// by byte, so two spellings of one name are two sessions.
  [[nodiscard]] chunk_step push(std::string_view event, std::string_view session = {}) {
    return take(event, session, false);
  }
  /// Deleted: a temporary text would be gone before the chunk is complete.
  template <detail::owned_text Temporary>
  chunk_step push(Temporary&&, std::string_view = {}) = delete;

  /// Adds the next event and copies its text, which need not outlive the call.
  [[nodiscard]] chunk_step push_copy(std::string_view event, std::string_view session = {}) {
    return take(event, session, true);
  }

  /// Adds a typed event, which is written once. `session` is as for `push`.
  template <class Event>
  [[nodiscard]] chunk_step push_event(const Event& event, std::string_view session) {
    written_.clear();
    if (!write(event, written_))
      return {.refused = refused_event{index_++, 0, chunk_refusal::not_writable}};
    return take(written_.view(), session, true);
  }
  /// Adds a typed event with its own `session_id`, if it has one.
  template <class Event>
  [[nodiscard]] chunk_step push_event(const Event& event) {
    return push_event(event, detail::own_session()(event));
  }

  /// Completes the pending chunks, one for each call, the least recently active session first.
  /// Returns an empty step when no chunk is left.
  ///
  /// The chunker can be used again afterwards; indices continue to count.
  [[nodiscard]] chunk_step finish() noexcept {
    if (by_age_.empty()) return {};
    return complete(close(by_age_.front()));
  }

  /// Returns the number of events received.
  std::size_t event_count() const noexcept { return index_; }

 private:
  using pending = detail::pending_chunk;

  chunk_step take(std::string_view event, std::string_view session, bool copy) {
    const std::size_t alone = event.size() + options_.wrapper.empty_size();
    if (alone > options_.max_bytes)
      return {.refused = refused_event{index_++, alone, chunk_refusal::too_large}};
    if (options_.open_sessions == 0) session = {};

    pending* p = find(session);
    if (p == nullptr) {
      if (by_age_.size() == std::max<std::size_t>(options_.open_sessions, 1))
        return replace(by_age_.front(), event, session, copy, alone);
      p = &open(event, session, copy, alone);
    } else if (const std::size_t more = options_.wrapper.separator.size() + event.size();
               more <= options_.max_bytes - p->bytes()) [[likely]] {
      p->add(event, index_, copy, p->bytes() + more);
      make_youngest(*p);
    } else {
      return replace(*p, event, session, copy, alone);
    }
    ++index_;
    return p->count() == options_.max_events ? complete(close(*p)) : chunk_step{};
  }

  pending* find(std::string_view session) noexcept {
    if (by_age_.empty()) return nullptr;
    pending& last = by_age_.back();
    if (last.session() == session) return &last;
    if (options_.open_sessions < 2) return nullptr;
    const auto found = by_session_.find(session);
    return found == by_session_.end() ? nullptr : &*found;
  }

  void make_youngest(pending& p) noexcept {
    if (&p != &by_age_.back()) by_age_.splice(by_age_.end(), by_age_, by_age_.iterator_to(p));
  }

  /// Starts the chunk of a session that has none. The chunk stays in the free list until nothing
  /// can fail any more.
  pending& open(std::string_view event, std::string_view session, bool copy, std::size_t bytes) {
    if (free_.empty()) free_.push_front(pool_.emplace_back());
    pending& p = free_.front();
    p.begin(session);
    p.add(event, index_, copy, bytes);
    free_.pop_front();
    by_age_.push_back(p);
    by_session_.insert(p);
    return p;
  }

  pending& close(pending& p) noexcept {
    by_session_.erase(by_session_.iterator_to(p));
    by_age_.erase(by_age_.iterator_to(p));
    free_.push_front(p);
    return p;
  }

  /// Completes a chunk and starts another in its place, of the same or of another session. The new
  /// chunk is built in `last_` first, so that pending chunks stay unchanged if it throws.
  chunk_step replace(pending& p, std::string_view event, std::string_view session, bool copy,
                     std::size_t bytes) {
    complete_ = {};
    last_.begin(session);
    last_.add(event, index_, copy, bytes);
    ++index_;
    by_session_.erase(by_session_.iterator_to(p));
    p.swap(last_);
    by_session_.insert(p);
    make_youngest(p);
    complete_ = last_.view(options_.wrapper);
    return {.complete = &complete_};
  }

  /// Turns the events of `p` into the complete chunk; `p` takes over the memory of the previous
  /// one.
  chunk_step complete(pending& p) noexcept {
    last_.swap(p);
    complete_ = last_.view(options_.wrapper);
    return {.complete = &complete_};
  }

  chunk_options options_;
  std::size_t index_ = 0;
  std::deque<pending> pool_;
  pending last_; ///< the events and session of the chunk completed last
  chunk complete_;
  text_buffer written_;
  boost::intrusive::set<pending, boost::intrusive::key_of_value<detail::session_name>> by_session_;
  boost::intrusive::list<pending> by_age_; ///< the most recently active session is at the end
  boost::intrusive::list<pending> free_;
};

} // namespace assay
