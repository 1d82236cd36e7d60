// SPDX-License-Identifier: BSL-1.0
#include "store/event_store.hpp"

#include "clock.hpp"
#include "http/message.hpp"
#include "store/schema.hpp"

#include <charconv>
#include <limits>

namespace gateway {
namespace {

/// Binds a number in the sortable form of the tables (schema.cpp).
struct sortable_seq {
  std::optional<std::int64_t> small{};
  std::optional<std::string> great{};

  explicit sortable_seq(std::optional<std::uint64_t> seq) {
    constexpr auto greatest = std::uint64_t{std::numeric_limits<std::int64_t>::max()};
    if (seq && *seq <= greatest) small = static_cast<std::int64_t>(*seq);
    else if (seq) {
      great = std::to_string(*seq);
      great->insert(0, 20 - great->size(), '0');
    }
  }
};

/// Rejects a session whose id is too long for a path, because it could be written but never read.
void check_length(std::string_view session) {
  if (session.size() > longest_id) throw bad_request("the session id is longer than 4096 bytes");
}

} // namespace

event_store::event_store(database& db, const store_limits& limits)
    : db_(db), limits_(limits), digest_key_(digest_key_of(db)), digester_(digest_key_),
      window_({.max_events = limits.window_events,
               .max_bytes = limits.window_bytes,
               .content_key = digest_key_}),
      begin_(db, "BEGIN IMMEDIATE"), commit_(db, "COMMIT"), roll_back_(db, "ROLLBACK"),
      savepoint_(db, "SAVEPOINT request"), release_(db, "RELEASE request"),
      roll_back_to_(db, "ROLLBACK TO request"),
      deletions_asked_(db, "SELECT value FROM meta WHERE name = 'deletions'"),
      insert_(db, "INSERT OR IGNORE INTO events (system, session, seq, key, client, digest, time, "
                  "body) VALUES (?1, ?2, coalesce(?3, ?4), ?5, ?6, ?7, ?8, ?9)"),
      find_key_(db, "SELECT digest FROM events WHERE system = ?1 AND session = ?2 AND key = ?3"),
      find_session_(db, "SELECT first_time FROM sessions WHERE system = ?1 AND session = ?2"),
      open_(db, "INSERT INTO sessions (system, session, agent, user_goal, status, first_time, "
                "last_time, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7) ON CONFLICT DO UPDATE "
                "SET agent = coalesce(?3, agent), user_goal = coalesce(?4, user_goal), "
                "status = coalesce(status, ?5), last_time = max(last_time, ?6), "
                "body = coalesce(?7, body)"),
      touch_(db, "INSERT INTO sessions (system, session, status, events, first_time, last_time) "
                 "VALUES (?1, ?2, ?3, ?4, ?5, ?5) ON CONFLICT DO UPDATE SET status = "
                 "coalesce(?3, status), events = events + ?4, last_time = max(last_time, ?5)"),
      keep_(db, "INSERT INTO quarantine (time, last_time, system, session, client, method, target, "
                "source, status, violations, prefix, body, suffix, digest) VALUES (?1, ?1, ?2, ?3, "
                "?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) ON CONFLICT DO UPDATE SET "
                "last_time = ?1, repeats = repeats + 1, source = ?7, status = ?8, violations = "
                "CASE WHEN ?14 AND "
                "violations <> '[]' THEN violations ELSE ?9 END"),
      size_(db, "SELECT rows, bytes FROM quarantine_size"),
      evict_(db, "DELETE FROM quarantine WHERE id = (SELECT min(id) FROM quarantine)") {}

void event_store::begin() {
  begin_.run();
  now_ = microseconds_now();
  remembered_at_begin_ = window_.size();
  // Events that another process deleted count as new when they arrive again.
  deletions_asked_.bind();
  if (deletions_asked_.step() && deletions_asked_.integer(0) != deletions_) {
    deletions_ = deletions_asked_.integer(0);
    window_.clear();
    remembered_at_begin_ = 0;
  }
  deletions_asked_.reset();
}

void event_store::commit() {
  commit_.run();
  if (std::exchange(has_forgotten_, false)) {
    must_clear_ = true;
    clear_journal();
  }
  committed_counts_.swap(counts_);
  counts_.clear();
  window_.forget_oldest();
}

void event_store::clear_journal() noexcept {
  if (!must_clear_) return;
  constexpr int patience = 50; // milliseconds to wait for readers
  db_.set_patience(patience);
  try {
    statement asked(db_, "PRAGMA wal_checkpoint(TRUNCATE)");
    const bool is_busy = !asked.step() || asked.integer(0) != 0;
    must_clear_ = is_busy;
  } catch (const std::exception&) {
    // Retried next time.
  }
  db_.set_patience(database::usual_patience);
}

void event_store::write_probe() {
  statement(db_, "INSERT INTO meta VALUES ('probe', ?1) ON CONFLICT DO UPDATE SET value = ?1")
      .bind(now_)
      .run();
}

void event_store::roll_back() noexcept {
  try {
    roll_back_.run();
  } catch (const database_error&) {
    // SQLite may already have rolled back.
  }
  window_.forget_newest(remembered_at_begin_);
  has_forgotten_ = false;
  counts_.clear();
}

void event_store::begin_request(const origin& from) {
  savepoint_.run();
  remembered_at_request_ = window_.size();
  method_ = from.method;
  target_ = from.target;
  source_ = from.source;
  request_changes_.clear();
  request_counts_.clear();
}

void event_store::end_request() {
  for (const auto& [name, change] : request_changes_)
    touch_.bind(name.first, name.second, change.status, change.events, now_).run();
  release_.run();
  for (const auto& [name, n] : request_counts_) counts_[name] += n;
}

void event_store::undo_request() noexcept {
  try {
    roll_back_to_.run();
    release_.run();
  } catch (const database_error&) {
    // The commit fails as well in that case.
  }
  window_.forget_newest(remembered_at_request_);
}

void event_store::take_back() {
  roll_back_to_.run();
  window_.forget_newest(remembered_at_request_);
  request_changes_.clear();
  request_counts_.clear();
}

std::string_view event_store::name_of(std::string_view system, std::string_view session) {
  name_room_.assign(system).append(1, '\0').append(session);
  return name_room_;
}

std::string_view event_store::digest_of(std::string_view text) {
  digest_ = digester_(text);
  return {reinterpret_cast<const char*>(digest_.data()), digest_.size()};
}

assay::dedupe_outcome event_store::add(const new_event& e) {
  using enum assay::dedupe_outcome;
  check_length(e.session);
  const std::string_view name = name_of(e.system, e.session);
  const auto known = window_.observe_without_forgetting(name, e.key, e.seq, e.text);
  if (known != first) return known;
  const sortable_seq seq(e.seq);
  const std::string_view digest = digest_of(e.text);
  insert_
      .bind(e.system, e.session, seq.small, seq.great, e.key, e.client, blob{digest}, now_, e.text)
      .run();
  if (db_.changes() != 0) {
    ++request_changes_[{std::string(e.system), std::string(e.session)}].events;
    return first;
  }
  const auto what = compare(e, digest);
  if (what != duplicate) window_.forget(name_of(e.system, e.session), e.key);
  return what;
}

/// Returns the outcome of an event that the database did not insert.
assay::dedupe_outcome event_store::compare(const new_event& e, std::string_view digest) {
  using enum assay::dedupe_outcome;
  find_key_.bind(e.system, e.session, e.key);
  if (!find_key_.step()) return conflict;
  const bool is_same = find_key_.text(0) == digest;
  find_key_.reset();
  return is_same ? duplicate : collision;
}

bool event_store::has_session(std::string_view system, std::string_view session) {
  find_session_.bind(system, session);
  const bool is_there = find_session_.step();
  find_session_.reset();
  return is_there;
}

std::int64_t event_store::open(const new_session& s) {
  check_length(s.session);
  open_.bind(s.system, s.session, s.agent, s.user_goal, s.status, now_, s.body).run();
  find_session_.bind(s.system, s.session);
  const std::int64_t first = find_session_.step() ? find_session_.integer(0) : now_;
  find_session_.reset();
  return first;
}

void event_store::set_status(std::string_view system, std::string_view session,
                             std::string status) {
  request_changes_[{std::string(system), std::string(session)}].status = std::move(status);
}

std::string event_store::digest_text(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const std::uint8_t byte : digester_(text)) (out += digits[byte >> 4]) += digits[byte & 15];
  return out;
}

bool event_store::forget(std::string_view system, std::string_view session, std::string_view key) {
  return window_.forget(name_of(system, session), key);
}

} // namespace gateway
