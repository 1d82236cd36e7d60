// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/wrapper.hpp"
#include "assay/json/text_buffer.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace assay {

/// Options of a `chunker`: how events are grouped into requests.
struct chunk_options {
  /// The text around the events of each request's body.
  batch_wrapper wrapper = events_wrapper;
  /// The maximum number of events in one request; 0 counts as 1. The reference client of
  /// Promptetheus sends at most 50.
  std::size_t max_events = 50;
  /// The maximum size of a request's body in bytes, including the wrapper and the separators.
  std::size_t max_bytes = std::size_t{1} << 20;
  /// The number of sessions whose chunks are filled at the same time.
  ///
  /// - 0: sessions are not distinguished.
  /// - 1: a chunk ends where the session changes.
  /// - n: each of the n sessions with the most recent events has its own chunk. An event of another
  ///   session completes the chunk of the least recently active one, full or not.
  std::size_t open_sessions = 0;
};

/// The events of one request, in their order of arrival, as views. The views are valid until the
/// chunker is used again.
class chunk {
 public:
  /// Constructs a chunk without events.
  chunk() = default;
  /// Constructs a chunk from its parts; the views must outlive it. `bytes` is the size of the body.
  chunk(std::span<const std::string_view> events, std::span<const std::size_t> indices,
        std::string_view session, std::size_t bytes, const batch_wrapper& wrapper) noexcept
      : events_(events), indices_(indices), session_(session), bytes_(bytes), wrapper_(wrapper) {}

  /// Returns the events' texts. A chunk that a `chunker` completes is never empty.
  std::span<const std::string_view> events() const noexcept { return events_; }
  /// Returns the position of each event among all events that the chunker received, from 0. An
  /// index `i` in a response refers to the event `indices()[i]`.
  std::span<const std::size_t> indices() const noexcept { return indices_; }
  /// Returns the session of all the events, as given to the chunker; empty if sessions are not
  /// distinguished.
  std::string_view session() const noexcept { return session_; }
  /// Returns the size of the body in bytes.
  std::size_t body_size() const noexcept { return bytes_; }

  /// Calls `use(piece)` for each piece of the body in order, so that the body can be sent without a
  /// copy (`writev`).
  template <class Use>
  void for_each_piece(Use use) const {
    std::string_view before = wrapper_.prefix;
    for (const std::string_view event : events_) {
      if (!before.empty()) use(before);
      use(event);
      before = wrapper_.separator;
    }
    if (!wrapper_.suffix.empty()) use(wrapper_.suffix);
  }

  /// Appends the body, `body_size()` bytes. Allocates only if the buffer must grow.
  void append_body(text_buffer& out) const {
    out.reserve(bytes_);
    for_each_piece([&](std::string_view piece) { out.append(piece); });
  }

 private:
  std::span<const std::string_view> events_;
  std::span<const std::size_t> indices_;
  std::string_view session_;
  std::size_t bytes_ = 0;
  batch_wrapper wrapper_{};
};

/// The reason why an event is in no chunk.
enum class chunk_refusal : std::uint8_t {
  too_large,    ///< its request would be larger than `chunk_options::max_bytes` even without other
                ///< events
  not_writable, ///< a typed event that JSON cannot express: `write` reports `code::invalid_value`
};

/// An event that is in no chunk, and the reason.
struct refused_event {
  std::size_t index = 0; ///< the event's position among all events received, from 0
  std::size_t body_size =
      0; ///< size in bytes of a body that holds only this event; 0 if it cannot be written
  chunk_refusal why{}; ///< the reason

  /// Compares all members.
  friend bool operator==(const refused_event&, const refused_event&) = default;
};

/// The result of one call of a `chunker`: a complete chunk, or the refusal of the event, or
/// neither. Never both.
struct chunk_step {
  const chunk* complete = nullptr;        ///< the complete chunk; null if there is none
  std::optional<refused_event> refused{}; ///< the event that was refused, if any
};

} // namespace assay
