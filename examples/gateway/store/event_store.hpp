// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "store/database.hpp"
#include "store/rows.hpp"

#include "assay/batch/content_digest.hpp"
#include "assay/batch/dedupe_window.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gateway {

/// The limits of the stored data.
struct store_limits {
  std::size_t quarantine_rows;
  std::size_t quarantine_bytes;
  std::size_t window_events;
  std::size_t window_bytes;
};

/// The store writes events, sessions and the quarantine, each entry exactly once.
///
/// The unique indexes of the database decide which events are new. A window in memory recognizes
/// the latest events without a query. Requests are processed within a transaction: `begin`, any
/// number of requests, `commit`. A failed request is undone separately. For one thread.
class event_store {
 public:
  event_store(database& db, const store_limits& limits);

  void begin();
  /// Throws database_error; the caller must then call `roll_back`.
  void commit();
  void roll_back() noexcept;
  /// Returns whether deleted data may still be in the journal.
  bool must_clear() const noexcept { return must_clear_; }
  /// Removes deleted data from the journal. If another connection is reading, call it again later.
  /// Call it outside a transaction.
  void clear_journal() noexcept;
  /// Writes a value without meaning, to test the database.
  void write_probe();
  void begin_request(const origin& from);
  void end_request();
  void undo_request() noexcept;
  /// Undoes everything that this request has stored; the request continues.
  void take_back();

  /// Stores the event unless its session already has its key or its number.
  assay::dedupe_outcome add(const new_event& e);
  /// Returns whether the session exists.
  bool has_session(std::string_view system, std::string_view session);
  /// Opens the session; its values replace stored values. Returns the time when it was first
  /// opened.
  std::int64_t open(const new_session& s);
  /// Stores the status that the last event of the session states.
  void set_status(std::string_view system, std::string_view session, std::string status);
  /// Keeps a rejected entry, and counts how often it arrived again. While `is_retrying` is true,
  /// nothing new is kept.
  void quarantine(const rejected_row& r);
  void count(std::string_view system, std::string_view outcome, std::string_view code,
             std::uint64_t n = 1);

  /// Returns the number of rejected events of this request.
  std::uint64_t rejected_count() const;
  /// Returns the number of new events that this request stored.
  std::int64_t added_count() const;

  /// Stores the user of a client.
  void identify(std::string_view system, std::string_view client, std::string_view user);
  /// Returns at most two events with that key, in that session or in any session.
  std::vector<found_event> find_events(std::string_view system, std::string_view key,
                                       const std::optional<std::string>& session);
  /// Replaces the text of an event. A retry of the original event is still recognized as a
  /// duplicate.
  void replace_event(std::string_view system, std::string_view session, std::string_view key,
                     std::string_view text);
  /// Returns the digest of a text in hexadecimal digits.
  std::string digest_text(std::string_view text);
  /// Deletes all events of a client and its entries in quarantine. Also deletes entries of unknown
  /// clients that mention its id. Returns the number of events.
  std::int64_t forget_client(std::string_view system, std::string_view client);

  // For windows: see assay::event_window.
  std::size_t remembered() const noexcept { return window_.size(); }
  void forget_newest(std::size_t n) noexcept { window_.forget_newest(n); }
  bool forget(std::string_view system, std::string_view session, std::string_view key);

  /// Returns the counts since the last call. Call it after `commit`.
  outcome_counts take_counts() { return std::exchange(committed_counts_, {}); }
  std::int64_t quarantine_rows();
  database& db() noexcept { return db_; }
  bool is_retrying = false;

 private:
  struct session_change {
    std::int64_t events = 0;
    std::optional<std::string> status{};
  };
  using session_changes = std::map<std::pair<std::string, std::string>, session_change>;

  std::string_view name_of(std::string_view system, std::string_view session);
  assay::dedupe_outcome compare(const new_event& e, std::string_view digest);
  void bound_quarantine();
  void forget_mentions(std::string_view system, std::string_view client);
  std::string_view digest_of(std::string_view text);

  database& db_;
  store_limits limits_;
  assay::random_bytes<16> digest_key_;
  assay::content_digester digester_;
  std::array<std::uint8_t, 16> digest_{};
  assay::dedupe_window window_;
  std::string name_room_;
  std::int64_t deletions_ = 0;
  bool has_forgotten_ = false; ///< a client was deleted in this transaction
  bool must_clear_ = true;     ///< an earlier process may have ended before it did this
  std::int64_t now_ = 0;
  std::size_t remembered_at_begin_ = 0, remembered_at_request_ = 0;
  std::string method_, target_, source_;
  session_changes request_changes_;
  outcome_counts request_counts_, counts_, committed_counts_;

  statement begin_, commit_, roll_back_, savepoint_, release_, roll_back_to_;
  statement deletions_asked_, insert_, find_key_, find_session_, open_, touch_, keep_, size_,
      evict_;
};

/// The store in the form that a batch validator requires, to compare the events of a system with.
class store_window {
 public:
  store_window(event_store& store, std::string_view system) noexcept
      : store_(store), system_(system) {}

  assay::dedupe_outcome observe_without_forgetting(std::string_view session, std::string_view key,
                                                   std::optional<std::uint64_t> seq,
                                                   std::string_view text) {
    return store_.add(
        {.system = system_, .session = session, .key = key, .seq = seq, .text = text});
  }
  std::size_t size() const noexcept { return store_.remembered(); }
  bool forget(std::string_view session, std::string_view key) {
    return store_.forget(system_, session, key);
  }
  void forget_newest(std::size_t n) noexcept { store_.forget_newest(n); }
  void forget_oldest() noexcept {} // the store does this after the commit

 private:
  event_store& store_;
  std::string_view system_;
};

} // namespace gateway
