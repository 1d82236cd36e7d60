// SPDX-License-Identifier: BSL-1.0
#include "store/event_store.hpp"

#include "support/catch.hpp"
#include "temporary_database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

using gateway::event_store;
using gateway_test::opened_store;
using gateway_test::temporary_database;
using enum assay::dedupe_outcome;

namespace {

assay::dedupe_outcome add(event_store& s, std::string_view key, std::optional<std::uint64_t> seq,
                          std::string_view text = "{}", std::string_view session = "s",
                          std::string_view client = "") {
  return s.add({.system = "promptetheus",
                .session = session,
                .key = key,
                .seq = seq,
                .client = client.empty() ? std::nullopt : std::optional(client),
                .text = text});
}

/// Runs it as one request in a separate transaction.
template <class F>
void in_request(event_store& s, F f) {
  s.begin();
  s.begin_request({"POST", "/x", "test"});
  f();
  s.end_request();
  s.commit();
}

} // namespace

TEST_CASE("event store: an event is stored once, with the window, the database or both") {
  const temporary_database file;
  for (const bool has_window : {true, false}) {
    auto limits = opened_store::usual;
    if (!has_window) limits.window_events = 0;
    opened_store s(file, limits); // the second store is like one after a restart
    in_request(s.store, [&] {
      CHECK(add(s.store, "a", 1, R"({"v": 1})") == (has_window ? first : duplicate));
      CHECK(add(s.store, "a", 1, R"({"v":1})") == duplicate);
      CHECK(add(s.store, "a", 1, R"({"v":2})") == collision);
      CHECK(add(s.store, "b", 1) == conflict);
      CHECK(add(s.store, "b", std::nullopt) == (has_window ? first : duplicate));
      CHECK(add(s.store, "a", 1, "{}", "other") == (has_window ? first : duplicate));
      CHECK(add(s.store, "", 7) == (has_window ? first : duplicate));
    });
    CHECK(s.count("SELECT count(*) FROM events") == 4);
    CHECK(s.count("SELECT events FROM sessions WHERE session = 's'") == 3);
  }
}

TEST_CASE("event store: two processes on one file agree on what is new") {
  const temporary_database file;
  opened_store a(file), b(file);
  in_request(a.store, [&] { CHECK(add(a.store, "k", 1) == first); });
  in_request(b.store, [&] {
    CHECK(add(b.store, "k", 1) == duplicate);
    CHECK(add(b.store, "l", 1) == conflict);
    CHECK(add(b.store, "l", 2) == first);
  });
  in_request(a.store, [&] {
    CHECK(add(a.store, "l", 2, "[]") == collision);
    CHECK(add(a.store, "m", 2) == conflict);
    CHECK(add(a.store, "l", 2) == duplicate);
  });
}

TEST_CASE("event store: a failed request is undone separately, also in the window") {
  const temporary_database file;
  opened_store s(file);
  s.store.begin();
  s.store.begin_request({});
  CHECK(add(s.store, "a", 1) == first);
  s.store.end_request();
  s.store.begin_request({});
  CHECK(add(s.store, "b", 2) == first);
  s.store.count("promptetheus", "accepted", "", 1);
  s.store.undo_request();
  s.store.begin_request({});
  CHECK(add(s.store, "b", 2) == first);
  CHECK(add(s.store, "c", 3) == first);
  s.store.take_back();
  CHECK(add(s.store, "c", 3) == first);
  s.store.end_request();
  s.store.commit();
  CHECK(s.count("SELECT count(*) FROM events") == 2);
  CHECK(s.count("SELECT events FROM sessions") == 2);
  CHECK(s.store.take_counts().empty());
  in_request(s.store, [&] { CHECK(add(s.store, "b", 2) == first); });
}

TEST_CASE("event store: uncommitted events are new again") {
  const temporary_database file;
  opened_store s(file);
  s.store.begin();
  s.store.begin_request({});
  CHECK(add(s.store, "a", 1) == first);
  s.store.end_request();
  s.store.roll_back();
  CHECK(s.store.remembered() == 0);
  in_request(s.store, [&] { CHECK(add(s.store, "a", 1) == first); });
  CHECK(s.count("SELECT count(*) FROM events") == 1);
}

TEST_CASE("event store: numbers of up to 64 bits sort") {
  const temporary_database file;
  opened_store s(file);
  constexpr std::uint64_t numbers[] = {18446744073709551615u, 9223372036854775807u, 0, 10, 9,
                                       9223372036854775808u,  10000000000000000000u};
  in_request(s.store, [&] {
    for (const std::uint64_t n : numbers) CHECK(add(s.store, std::to_string(n), n) == first);
    CHECK(add(s.store, "x", 9223372036854775808u) == conflict);
  });
  std::string all;
  gateway::statement asked(s.db, "SELECT key FROM events ORDER BY seq");
  while (asked.step()) all.append(asked.text(0)).append(" ");
  CHECK(all == "0 9 10 9223372036854775807 9223372036854775808 10000000000000000000 "
               "18446744073709551615 ");
}

TEST_CASE("event store: deleted events of a client are new when they arrive again") {
  const temporary_database file;
  opened_store s(file), other(file);
  in_request(other.store, [&] { CHECK(add(other.store, "z", 9, "{}", "s", "c1") == first); });
  in_request(s.store, [&] {
    CHECK(add(s.store, "a", 1, "{}", "s", "c1") == first);
    CHECK(add(s.store, "b", 2, "{}", "s", "c2") == first);
    CHECK(add(s.store, "c", 3, "{}", "t", "c1") == first);
    s.store.quarantine({.system = "promptetheus",
                        .session = "s",
                        .client = "c1",
                        .violations = "[]",
                        .body = "secret"});
    s.store.quarantine({.system = "promptetheus",
                        .session = "s",
                        .client = "c2",
                        .violations = "[]",
                        .body = "x"});
    s.store.identify("promptetheus", "c1", "user");
  });
  in_request(s.store, [&] { CHECK(s.store.forget_client("promptetheus", "c1") == 3); });
  CHECK(s.count("SELECT count(*) FROM events") == 1);
  CHECK(s.count("SELECT count(*) FROM quarantine") == 1);
  CHECK(s.count("SELECT count(*) FROM identities") == 0);
  CHECK(s.count("SELECT events FROM sessions WHERE session = 's'") == 1);
  CHECK(s.count("SELECT count(*) FROM sessions") == 1);
  in_request(s.store, [&] { CHECK(add(s.store, "a", 1, "{}", "s", "c1") == first); });
  in_request(other.store, [&] { CHECK(add(other.store, "z", 9, "{}", "s", "c1") == first); });
}

TEST_CASE("event store: duplicates in quarantine are counted, and a full one drops the oldest") {
  const temporary_database file;
  auto limits = opened_store::usual;
  limits.quarantine_rows = 3;
  limits.quarantine_bytes = 1000;
  opened_store s(file, limits);
  const auto keep = [&](std::string body) {
    in_request(s.store, [&] {
      s.store.quarantine(
          {.system = "x", .session = "s", .status = 422, .violations = "[]", .body = body});
    });
  };
  for (int i = 0; i < 5; ++i) keep("same");
  CHECK(s.count("SELECT count(*) FROM quarantine") == 1);
  CHECK(s.count("SELECT repeats FROM quarantine") == 4);
  for (const char* const body : {"1", "2", "3"}) keep(body);
  CHECK(s.count("SELECT count(*) FROM quarantine") == 3);
  CHECK(s.count("SELECT count(*) FROM quarantine WHERE body = CAST('same' AS BLOB)") == 0);
  CHECK(s.store.take_counts().at({"quarantine", "evicted", ""}) == 1);
  keep(std::string(999, 'x'));
  CHECK(s.count("SELECT count(*) FROM quarantine") == 2); // 1000 bytes with the previous entry
  keep(std::string(5000, 'y'));
  CHECK(s.count("SELECT count(*) FROM quarantine") == 1); // the newest entry is always kept
  CHECK(s.store.quarantine_rows() == 1);
}
