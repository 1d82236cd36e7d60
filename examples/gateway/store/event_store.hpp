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

/// How much is kept.
struct store_limits {
  std::size_t quarantine_rows;
  std::size_t quarantine_bytes;
  std::size_t window_events;
  std::size_t window_bytes;
};

/// What writes: events, sessions and the quarantine, each thing exactly once.
///
/// The database's unique indexes decide what is new; a window in memory knows the last events
/// without asking. Work is done request by request within a transaction: `begin`, any number of
/// requests, `commit`. A request that fails is undone alone. For one thread.
class event_store {
 public:
  event_store(database& db, const store_limits& limits);

  void begin();
  /// Throws database_error; then `roll_back` is to be called.
  void commit();
  void roll_back() noexcept;
  /// Whether what was deleted may still be in the journal.
  bool must_clear() const noexcept { return must_clear_; }
  /// Takes what was deleted out of the journal, unless somebody reads there just now: then it is to
  /// be called again. To be called outside of a transaction.
  void clear_journal() noexcept;
  /// Changes something of no meaning.
  void write_probe();
  void begin_request(const origin& from);
  void end_request();
  void undo_request() noexcept;
  /// Takes back what this request stored until now; it goes on.
  void take_back();

  /// Stores the event unless its session has its key or its number already.
  assay::dedupe_outcome add(const new_event& e);
  /// Whether the session is there.
  bool has_session(std::string_view system, std::string_view session);
  /// Opens the session; what it says replaces what is known. When it was opened first.
  std::int64_t open(const new_session& s);
  /// Notes that its last event said how it ended.
  void set_status(std::string_view system, std::string_view session, std::string status);
  /// Keeps what was rejected, and counts how often it came again. While `is_retrying` nothing new
  /// is kept.
  void quarantine(const rejected_row& r);
  void count(std::string_view system, std::string_view outcome, std::string_view code,
             std::uint64_t n = 1);

  /// How many events of this request were rejected.
  std::uint64_t rejected_count() const;
  /// How many new events this request stored.
  std::int64_t added_count() const;

  /// Notes which user a client is.
  void identify(std::string_view system, std::string_view client, std::string_view user);
  /// Events of that key, in that session or else in any: two at most.
  std::vector<found_event> find_events(std::string_view system, std::string_view key,
                                       const std::optional<std::string>& session);
  /// Replaces its text. A retry of the first one is known as that all the same.
  void replace_event(std::string_view system, std::string_view session, std::string_view key,
                     std::string_view text);
  /// The digest of a text, in hexadecimal digits.
  std::string digest_text(std::string_view text);
  /// Deletes all events of a client, and what of it is in quarantine, with what is there of nobody
  /// known and mentions it; returns how many events there were.
  std::int64_t forget_client(std::string_view system, std::string_view client);

  // For windows: see assay::event_window.
  std::size_t remembered() const noexcept { return window_.size(); }
  void forget_newest(std::size_t n) noexcept { window_.forget_newest(n); }
  bool forget(std::string_view system, std::string_view session, std::string_view key);

  /// What was counted since it was taken last. To be called after `commit`.
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
  bool has_forgotten_ = false; ///< a client, in this transaction
  bool must_clear_ = true;     ///< a process before this one may have ended too early
  std::int64_t now_ = 0;
  std::size_t remembered_at_begin_ = 0, remembered_at_request_ = 0;
  std::string method_, target_, source_;
  session_changes request_changes_;
  outcome_counts request_counts_, counts_, committed_counts_;

  statement begin_, commit_, roll_back_, savepoint_, release_, roll_back_to_;
  statement deletions_asked_, insert_, find_key_, find_session_, open_, touch_, keep_, size_,
      evict_;
};

/// The store as a batch's validator sees it: what a system's events are compared with.
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
  void forget_oldest() noexcept {} // the store does, when it has committed

 private:
  event_store& store_;
  std::string_view system_;
};

} // namespace gateway
