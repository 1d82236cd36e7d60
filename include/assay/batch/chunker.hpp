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

/// Events that wait for their chunk to be complete.
class pending_chunk : public boost::intrusive::set_base_hook<>,
                      public boost::intrusive::list_base_hook<> {
 public:
  bool empty() const noexcept { return events_.empty(); }
  std::size_t count() const noexcept { return events_.size(); }
  /// Bytes of the body.
  std::size_t bytes() const noexcept { return bytes_; }
  std::string_view session() const noexcept { return session_; }

  /// Forgets its events and begins anew; memory is kept.
  void begin(std::string_view session) {
    events_.clear();
    indices_.clear();
    copied_.clear();
    copies_.clear();
    bytes_ = 0;
    session_.assign(session);
  }

  /// `bytes`: of the body with the event. No event is added when it throws std::bad_alloc.
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

  /// Events and session change hands, the places in lists and sets do not.
  void swap(pending_chunk& other) noexcept {
    std::swap(events_, other.events_);
    std::swap(indices_, other.indices_);
    std::swap(copied_, other.copied_);
    std::swap(copies_, other.copies_);
    std::swap(bytes_, other.bytes_);
    std::swap(session_, other.session_);
  }

 private:
  /// There is room for as many indices as for events, always.
  ASSAY_NOINLINE void grow() {
    constexpr std::size_t least = 8;
    const std::size_t more = std::max(least, 2 * events_.capacity());
    indices_.reserve(more);
    events_.reserve(more);
  }

  struct copy_of {
    std::size_t event;  ///< its place in the chunk
    std::size_t offset; ///< of its bytes in `copied_`, which moves as it grows
  };

  std::vector<std::string_view> events_;
  std::vector<std::size_t> indices_;
  text_buffer copied_;
  std::vector<copy_of> copies_;
  std::size_t bytes_ = 0;
  std::string session_;
};

/// The session that a typed event says; empty when it says none.
struct own_session {
  template <class Event>
  std::string_view operator()(const Event& event) const noexcept {
    if constexpr (requires { std::string_view(event.session_id); }) return event.session_id;
    else if constexpr (requires { std::string_view(*event.session_id); })
      return event.session_id ? std::string_view(*event.session_id) : std::string_view();
    else return {};
  }
};

/// Sessions are found by their names.
struct session_name {
  using type = std::string_view;
  type operator()(const pending_chunk& p) const noexcept { return p.session(); }
};

} // namespace detail

/// Puts a stream of events together to requests that are within a count and a number of bytes.
///
/// Each call completes at most one chunk: when the event fills it up to `max_events`, or finds no
/// room in it and begins the next one, or (grouped by session) needs the place of another
/// session's. So no chunk could take the next event of its session, but for those that `finish` or
/// another session completed. The order of events is kept within a chunk, and within a session from
/// chunk to chunk.
///
/// An event's bytes are not copied by `push`: they must stay where they are until the chunk that
/// holds them was used. `push_copy` keeps a copy. Memory: `max_events` views and `max_bytes` copied
/// bytes at most for each of `open_sessions`, kept between chunks. Time: constant for each event,
/// and with sessions logarithmic in those that are open.
///
/// When a push throws std::bad_alloc the event did not come: the chunker is as it was before, but
/// that the last complete chunk is gone.
class chunker {
 public:
  explicit chunker(const chunk_options& o = {}) : options_(o) {
    options_.max_events = std::max<std::size_t>(o.max_events, 1);
  }
  chunker(const chunker&) = delete; // chunks are views into it
  chunker& operator=(const chunker&) = delete;

  /// Takes the next event, by its text: as JSON without a byte order mark, and for `lines_wrapper`
  /// on one line. `session` is looked at only when sessions are told apart; two spellings of one
  /// are two.
  [[nodiscard]] chunk_step push(std::string_view event, std::string_view session = {}) {
    return take(event, session, false);
  }
  template <detail::owned_text Temporary>
  chunk_step push(Temporary&&, std::string_view = {}) =
      delete; // its text would be gone before the chunk is complete

  /// The same; the event's text need not outlive the call.
  [[nodiscard]] chunk_step push_copy(std::string_view event, std::string_view session = {}) {
    return take(event, session, true);
  }

  /// The same for a typed event, which is written once.
  template <class Event>
  [[nodiscard]] chunk_step push_event(const Event& event, std::string_view session) {
    written_.clear();
    if (!write(event, written_))
      return {.refused = refused_event{index_++, 0, chunk_refusal::not_writable}};
    return take(written_.view(), session, true);
  }
  /// The same, with the event's own `session_id`, if it has one.
  template <class Event>
  [[nodiscard]] chunk_step push_event(const Event& event) {
    return push_event(event, detail::own_session()(event));
  }

  /// Completes what is pending, chunk by chunk, the session that was silent longest first; nothing
  /// when there is no more.
  ///
  /// The chunker then is as new, but that it goes on counting indices.
  [[nodiscard]] chunk_step finish() noexcept {
    if (by_age_.empty()) return {};
    return complete(close(by_age_.front()));
  }

  /// How many events came.
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

  /// Begins the chunk of a session that has none. It waits among the free ones until nothing can
  /// fail any more.
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

  /// Completes a chunk and begins that of a session, which may be another one's, in its place:
  /// first where the last complete one is, so that what waits is not touched before nothing can
  /// fail any more.
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

  /// What it held becomes the complete chunk, and it has the memory of the one before.
  chunk_step complete(pending& p) noexcept {
    last_.swap(p);
    complete_ = last_.view(options_.wrapper);
    return {.complete = &complete_};
  }

  chunk_options options_;
  std::size_t index_ = 0;
  std::deque<pending> pool_;
  pending last_; ///< the events of the chunk that was completed last, with their session
  chunk complete_;
  text_buffer written_;
  boost::intrusive::set<pending, boost::intrusive::key_of_value<detail::session_name>> by_session_;
  boost::intrusive::list<pending> by_age_; ///< who had an event last is at the end
  boost::intrusive::list<pending> free_;
};

} // namespace assay
