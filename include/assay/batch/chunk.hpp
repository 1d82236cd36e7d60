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

/// How events are put together to requests.
struct chunk_options {
  batch_wrapper wrapper = events_wrapper;
  /// Events in one request; 0 counts as 1. The reference client of Promptetheus sends at most 50.
  std::size_t max_events = 50;
  /// Bytes of a request's body, wrapper and separators included.
  std::size_t max_bytes = std::size_t{1} << 20;
  /// Sessions whose chunks are filled at the same time. 0: sessions are not told apart.
  ///
  /// 1: a chunk ends where the session changes. n: each of the n sessions that had an event last
  /// has a chunk of its own; when another session comes, the chunk of the one that was silent
  /// longest is complete, full or not.
  std::size_t open_sessions = 0;
};

/// The events of one request, in the order they came, as views: valid until the chunker is used
/// again.
class chunk {
 public:
  chunk() = default;
  chunk(std::span<const std::string_view> events, std::span<const std::size_t> indices,
        std::string_view session, std::size_t bytes, const batch_wrapper& wrapper) noexcept
      : events_(events), indices_(indices), session_(session), bytes_(bytes), wrapper_(wrapper) {}

  /// The events' texts. Never empty.
  std::span<const std::string_view> events() const noexcept { return events_; }
  /// The place of each event among all that came to the chunker, from 0: what a response's index
  /// `i` means is `indices()[i]`.
  std::span<const std::size_t> indices() const noexcept { return indices_; }
  /// The session that all events are of, as it was given; empty when sessions are not told apart.
  std::string_view session() const noexcept { return session_; }
  /// Bytes of the body.
  std::size_t body_size() const noexcept { return bytes_; }

  /// Calls `use(piece)` for each piece of the body in its order, so that it can be sent without
  /// being copied (`writev`).
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

  /// Appends the body: `body_size()` bytes. Allocates only when the buffer must grow.
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

/// Why an event is in no chunk.
enum class chunk_refusal : std::uint8_t {
  too_large,    ///< alone in its request it would be larger than `chunk_options::max_bytes`
  not_writable, ///< a typed event that JSON cannot express: what `write` calls
                ///< `code::invalid_value`
};

/// An event that is in no chunk, and why.
struct refused_event {
  std::size_t index = 0;     ///< its place among all that came, from 0
  std::size_t body_size = 0; ///< bytes of a body that holds it alone; 0 when it cannot be written
  chunk_refusal why{};

  friend bool operator==(const refused_event&, const refused_event&) = default;
};

/// What came of an event, or of asking for the rest: a chunk that is complete now, or the event's
/// refusal; never both.
struct chunk_step {
  const chunk* complete = nullptr; ///< null: none
  std::optional<refused_event> refused{};
};

} // namespace assay
