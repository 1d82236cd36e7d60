// SPDX-License-Identifier: BSL-1.0
#include "assay/producttelemetry/client.hpp"

#include "assay/json/detail/raw_access.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

using namespace assay::producttelemetry;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

constexpr time_point start{std::chrono::sys_days(std::chrono::year(2026) / 11 / 22)};

client keyed_client(client_options o = {}) {
  o.write_key = "k";
  return client(std::move(o), {"c", "s"}, start);
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != text.npos; at += part.size()) ++n;
  return n;
}

void track_some(client& c, int n) {
  for (int i = 0; i < n; ++i)
    REQUIRE(c.track("e" + std::to_string(i), {}, event_type::usage, start));
}

} // namespace

TEST_CASE("client: the defaults of the reference") {
  const client_options o;
  CHECK(o.flush_at == 10);
  CHECK(o.flush_interval == seconds(30));
  CHECK(o.max_queue_size == 1000);
  CHECK(o.api_url == "https://api.producttelemetry.com");
  CHECK(o.opted_out == opt_out::none);
}

TEST_CASE("client: a flush is due after ten events, or thirty seconds after the last one") {
  client c = keyed_client();
  CHECK_FALSE(c.flush_due(start + std::chrono::hours(1))); // nothing to send
  track_some(c, 9);
  CHECK_FALSE(c.flush_due(start));
  CHECK_FALSE(c.flush_due(start + milliseconds(29'999)));
  CHECK(c.flush_due(start + seconds(30)));
  CHECK(c.flush_due(start - seconds(1))); // a clock that went back
  track_some(c, 1);
  CHECK(c.flush_due(start));

  const auto r = c.flush(start + seconds(10));
  REQUIRE(r);
  CHECK(r->method == "POST");
  CHECK(r->url == "https://api.producttelemetry.com/ingest");
  CHECK(r->write_key == "k");
  CHECK(count_of(r->body, "event_name") == 10);
  CHECK(assay::check<ingest_request>(r->body, {.level = assay::level::strict}));
  track_some(c, 20);
  CHECK_FALSE(c.flush_due(start + seconds(60))); // a request is in flight
  CHECK_FALSE(c.flush(start + seconds(60)));
  CHECK(c.settle({200}).outcome == flush_outcome::delivered);
  CHECK(c.flush_due(start + seconds(10)));
  REQUIRE(c.flush(start + seconds(10)));
  c.settle({207});
  track_some(c, 1);
  CHECK_FALSE(c.flush_due(start + milliseconds(39'999)));
  CHECK(c.flush_due(start + seconds(40)));
}

TEST_CASE("client: a manual flush sends the waiting events, or returns nothing") {
  client c = keyed_client();
  CHECK_FALSE(c.flush(start));
  track_some(c, 1);
  CHECK(c.flush(start));
}

TEST_CASE("client: a failed flush is not due again at once and keeps its events") {
  client c = keyed_client();
  track_some(c, 10);
  REQUIRE(c.flush(start));
  const flush_result r = c.settle({503}, start, 0.5);
  CHECK(r.outcome == flush_outcome::kept);
  CHECK(r.events == 10);
  CHECK(c.pending() == 10);
  CHECK_FALSE(c.flush_due(start));
  track_some(c, 9);
  CHECK_FALSE(c.flush_due(start));
  track_some(c, 1);
  CHECK_FALSE(c.flush_due(start + milliseconds(249)));
  CHECK_FALSE(c.flush(start + milliseconds(249)));
  CHECK(c.flush_due(start + milliseconds(250)));
  CHECK(count_of(c.flush(start + milliseconds(250))->body, "event_name") ==
        5); // a small request, to test the server
  CHECK(c.settle({200}, start + milliseconds(250), 0.5));
  CHECK(c.flush_due(start + milliseconds(250)));
  CHECK(count_of(c.flush(start + milliseconds(250))->body, "event_name") == 10);
  CHECK(c.settle({200}, start + milliseconds(250), 0.5));
  CHECK(count_of(c.flush(start + milliseconds(250))->body, "event_name") == 5);
}

TEST_CASE("client: an unavailable server gets few and small requests") {
  // 1000 events a second for 5 s, with a driver that checks after each.
  for (const double random : {0.0, 0.5, 0.999}) {
    client c = keyed_client();
    std::size_t requests = 0, bytes = 0, greatest_later = 0;
    for (int i = 0; i < 5000; ++i) {
      const auto now = start + milliseconds(i);
      c.track("feature.used", {{"n", i}}, event_type::usage, now);
      if (!c.flush_due(now)) continue;
      const auto r = c.flush(now);
      if (requests != 0) greatest_later = std::max(greatest_later, r->body.size());
      ++requests;
      bytes += r->body.size();
      c.settle({0}, now, random);
    }
    CAPTURE(random, requests, bytes);
    CHECK(requests <= 1 + 5000 / 250);
    CHECK(requests >= 3);
    CHECK(greatest_later < 10 * 300);
    CHECK(bytes < 60'000);
    CHECK(c.pending() + c.dropped() == 5000);
  }
}

TEST_CASE("client: an event at which the server fails does not block the others") {
  // 20 events a second for a minute. The server fails at one of them, for this event only or for
  // the whole request.
  for (const bool tells_which : {true, false}) {
    CAPTURE(tells_which);
    client c = keyed_client();
    std::size_t delivered = 0, requests = 0;
    for (int i = 0; i < 60'000; i += 10) {
      const auto now = start + milliseconds(i);
      if (i % 50 == 0) c.track(i == 500 ? "bad" : "good", {}, event_type::usage, now);
      if (!c.flush_due(now)) continue;
      const auto r = c.flush(now);
      ++requests;
      const std::size_t n = count_of(r->body, "event_name");
      const std::size_t bad = r->body.find("\"bad\"");
      if (bad == r->body.npos) {
        delivered += c.settle({200}, now, 0.5).events;
      } else if (!tells_which) {
        c.settle({500}, now, 0.5);
      } else {
        const std::size_t place =
            count_of(std::string_view(r->body).substr(0, bad), "event_name") - 1;
        std::string results;
        for (std::size_t k = 0; k < n; ++k)
          results += (k == 0 ? "" : ",") + std::string(R"({"index":)") + std::to_string(k) +
                     R"(,"status":)" + (k == place ? "500}" : "200}");
        delivered += c.settle({.status = 207, .body = R"({"results":[)" + results + "]}"}, now, 0.5)
                         .delivered;
      }
    }
    CHECK(delivered > 1150);
    CHECK(c.dropped() == 0);
    CHECK(c.pending() == 1200 - delivered);
    CHECK(requests < 600);
  }
}

TEST_CASE("client: the server determines when to try again") {
  client c = keyed_client();
  track_some(c, 10);
  REQUIRE(c.flush(start));
  c.settle({.status = 429, .retry_after = seconds(60)}, start, 0);
  CHECK(c.delay() == seconds(60));
  track_some(c, 10);
  CHECK_FALSE(c.flush_due(start + seconds(59)));
  CHECK(c.flush_due(start + seconds(60)));
  // Only a shutdown does not wait.
  c.shutdown();
  CHECK(c.flush_due(start + seconds(1)));
  CHECK(c.flush(start + seconds(1)));
  c.settle({503}, start + seconds(1), 0);
  CHECK_FALSE(c.flush_due(start + seconds(1)));
}

TEST_CASE("client: the queue drops its oldest events and counts them") {
  client c = keyed_client({.flush_at = 100, .max_queue_size = 3});
  track_some(c, 3);
  CHECK(c.track("new").dropped == 1);
  CHECK(c.dropped() == 1);
  const std::string body = c.flush(start)->body;
  CHECK(body.find("\"e0\"") == body.npos);
  CHECK(body.find("\"e1\"") != body.npos);
  CHECK(body.find("\"new\"") != body.npos);
}

TEST_CASE("client: an invalid event is rejected with or without its violations") {
  for (const std::size_t most : {0u, 1u}) {
    CAPTURE(most);
    client_options o;
    o.validation.limits.max_violations = most;
    client c = keyed_client(o);
    assay::raw_object nan;
    assay::detail::raw_access::assign(nan,
                                      R"({"x":NaN})"); // invalid JSON, against the precondition
    for (const track_result& r : {c.track(""), c.enqueue(event{}), c.track("nan", nan),
                                  c.track("\xE9"), c.error({.error_type = "e"}, nan),
                                  c.track("late", {}, event_type::usage, time_point::max())}) {
      CHECK(r.outcome == track_outcome::invalid);
      CHECK(r.violations.size() == most);
    }
    CHECK(c.pending() == 0);
    CHECK(c.track("good"));
    const auto restored = c.restore("{\"event_name\":\"\"}\n");
    CHECK(restored.restored == 0);
    REQUIRE(restored.file.damaged.size() == 1);
    CHECK(restored.file.damaged[0].violations.size() == most);
    CHECK(c.pending() == 1);
  }
}

TEST_CASE("client: a time that cannot be written makes an event invalid at every level; no empty "
          "text is sent") {
  for (const auto level : {assay::level::reference, assay::level::published, assay::level::strict})
    for (const time_point never :
         {time_point::min(), time_point::max(),
          time_point(std::chrono::sys_days(std::chrono::year(10000) / 1 / 1))}) {
      client_options o;
      o.validation = {.level = level};
      client c = keyed_client(o);
      for (const track_result& r :
           {c.track("e", {}, event_type::usage, never), c.error({}, {}, never)}) {
        CHECK(r.outcome == track_outcome::invalid);
        REQUIRE(r.violations.size() == 1);
        CHECK(to_string(r.violations[0])
                  .starts_with("/timestamp: expected a time in the years 0 to 9999"));
      }
      CHECK_FALSE(c.flush(start));
      o.opted_out = opt_out::by_argument;
      CHECK(keyed_client(o).track("e", {}, event_type::usage, never).outcome ==
            track_outcome::opted_out);
    }
}

TEST_CASE("client: an invalid event is rejected with its violations and is never sent") {
  client c = keyed_client();
  const track_result nameless = c.track("");
  CHECK(nameless.outcome == track_outcome::invalid);
  REQUIRE(nameless.violations.size() == 1);
  CHECK(nameless.violations[0].path == "/event_name");
  CHECK(c.enqueue({.event_name = "a", .event_type = "bogus"}).outcome == track_outcome::invalid);
  const track_result latin = c.track("\xE9");
  CHECK(latin.outcome == track_outcome::invalid);
  CHECK(latin.violations.at(0).code == assay::code::invalid_value);
  CHECK(latin.violations.at(0).path == "/event_name");
  // These block the queue of the recorded client forever.
  assay::raw_object nan, half;
  assay::detail::raw_access::assign(nan, R"({"x":NaN})"); // invalid JSON, against the precondition
  assay::detail::raw_access::assign(half, R"({"x":"\ud800"})");
  CHECK(c.track("nan", nan).violations.at(0).code == assay::code::nonfinite_number);
  CHECK(c.track("half", half).violations.at(0).code == assay::code::lone_surrogate);
  CHECK(c.track("late", {}, event_type::usage, time_point::max()).violations.at(0).path ==
        "/timestamp");
  CHECK(c.pending() == 0);
  CHECK(c.track("good"));
  CHECK(c.pending() == 1);

  assay::options replacing;
  replacing.lone_surrogates = assay::surrogate_policy::replace;
  client r = keyed_client({.validation = replacing});
  CHECK(r.track("half", half));
  CHECK(assay::check<ingest_request>(r.flush(start)->body));

  const event naive{.event_name = "a",
                    .event_type = "usage",
                    .client_id = "c",
                    .session_id = "s",
                    .timestamp = "2026-11-22T10:51:00",
                    .properties = {}};
  CHECK(c.enqueue(naive).violations.at(0).path == "/timestamp");
  client lax = keyed_client({.validation = {.level = assay::level::published}});
  CHECK(lax.track(""));
  CHECK(lax.enqueue(naive));
}

TEST_CASE(
    "client: a bad event affects no other event, and its request is sent again in halves at once") {
  client c = keyed_client();
  track_some(c, 8);
  c.track("poison");
  track_some(c, 7);
  std::size_t requests = 0, delivered = 0;
  std::vector<std::string> refused;
  while (c.flush_due(start)) {
    ++requests;
    const bool bad = c.flush(start)->body.find("poison") != std::string::npos;
    const flush_result r = c.settle({bad ? 400 : 200});
    if (r.outcome == flush_outcome::delivered) delivered += r.events;
    if (r.outcome == flush_outcome::refused) refused.push_back(r.refused.at(0).text);
  }
  CHECK(delivered == 15);
  CHECK(requests == 9); // 1 + 2 log2(16)
  REQUIRE(refused.size() == 1);
  CHECK(refused[0].find("poison") != std::string::npos);
  CHECK(c.pending() == 0);
  CHECK(c.dropped() == 0);
}

TEST_CASE("client: halves wait for the delay while the server is unavailable, however many new "
          "events arrive") {
  client c = keyed_client();
  track_some(c, 4);
  REQUIRE(c.flush(start));
  c.settle({422}, start, 0);
  CHECK(c.flush_due(start));
  REQUIRE(c.flush(start));
  c.settle({0}, start, 0);
  track_some(c, 50);
  CHECK_FALSE(c.flush_due(start + milliseconds(249)));
  CHECK(c.flush_due(start + milliseconds(250)));
  REQUIRE(c.flush(start + milliseconds(250)));
  c.settle({200}, start + milliseconds(250), 0);
  CHECK(c.flush_due(start + milliseconds(250))); // the other half
  REQUIRE(c.flush(start + milliseconds(250)));
  c.settle({200}, start + milliseconds(250), 0);
  std::size_t greatest = 0; // growing again from here on
  for (std::size_t requests = 0; c.pending() != 0; ++requests) {
    REQUIRE(requests < 10);
    greatest = std::max(greatest, count_of(c.flush(start + milliseconds(250))->body, "event_name"));
    c.settle({200}, start + milliseconds(250), 0);
  }
  CHECK(greatest >= 16);
}

TEST_CASE("client: after an opt-out, or without a key, nothing is sent") {
  for (const opt_out why :
       {opt_out::by_argument, opt_out::by_do_not_track, opt_out::by_ops_telemetry,
        opt_out::by_config, opt_out::by_unreadable_config}) {
    client c({.write_key = "k", .opted_out = why}, {"c", "s"}, start);
    CHECK(c.track("a").outcome == track_outcome::opted_out);
    CHECK(c.error({.error_message = "m"}).outcome == track_outcome::opted_out);
    CHECK_FALSE(c.flush(start + seconds(60)));
    CHECK_FALSE(c.identify("u"));
    CHECK_FALSE(c.request_deletion());
  }
  client c({}, {"c", "s"}, start);
  CHECK(c.track("a").outcome == track_outcome::no_write_key);
  assay::text_buffer saved;
  client other = keyed_client();
  track_some(other, 2);
  other.save(saved);
  CHECK(c.restore(saved.view()).restored == 2);
  CHECK_FALSE(c.flush_due(start + seconds(60)));
  CHECK_FALSE(c.flush(start + seconds(60)));
  CHECK_FALSE(c.identify("u"));
  CHECK_FALSE(c.request_deletion());
  CHECK(c.pending() == 2);
}

TEST_CASE("client: shutdown flushes once and rejects later events") {
  client c = keyed_client();
  track_some(c, 1);
  CHECK_FALSE(c.flush_due(start));
  c.shutdown();
  CHECK(c.track("late").outcome == track_outcome::shut_down);
  CHECK(c.error({}).outcome == track_outcome::shut_down);
  CHECK(c.flush_due(start));
  REQUIRE(c.flush(start));
  c.settle({200});
  CHECK_FALSE(c.flush_due(start + seconds(60)));
  CHECK(c.is_shut_down());
}

TEST_CASE("client: a shutdown ends if the server fails, and its events can be saved") {
  client c = keyed_client();
  track_some(c, 2);
  REQUIRE(c.flush(start));
  track_some(c, 3);
  c.shutdown();
  c.settle({500}); // of the previous request
  int requests = 0;
  while (c.flush_due(start)) {
    ++requests;
    CHECK(count_of(c.flush(start)->body, "event_name") == 5);
    c.settle({503});
  }
  CHECK(requests == 1);
  assay::text_buffer saved;
  c.save(saved);
  CHECK(read_queue_file(saved.view()).events.size() == 5);
}

TEST_CASE(
    "client: a shutdown sends the halves of a rejected request and the events that wait after "
    "them") {
  client c = keyed_client();
  track_some(c, 4);
  REQUIRE(c.flush(start));
  track_some(c, 2);
  c.shutdown();
  c.settle({422});
  std::size_t delivered = 0;
  while (c.flush_due(start)) {
    REQUIRE(c.flush(start));
    delivered += c.settle({200}).events;
  }
  CHECK(delivered == 6);
}

TEST_CASE("client: identify makes the request for a user, unless the id is not UTF-8") {
  client c({.write_key = "k", .api_url = "http://h/api"}, {"c", "s"}, start);
  CHECK(c.identify("usr_\"1") ==
        request{"POST", "http://h/api/identify", "k", R"({"client_id":"c","user_id":"usr_\"1"})"});
  CHECK_FALSE(c.identify("\xFF"));
  CHECK(c.pending() == 0);
}

TEST_CASE("client: a deletion clears ids and events if the status is 200 or 202") {
  for (const int status : {0, 201, 204, 207, 301, 400, 401, 404, 500}) {
    client c = keyed_client();
    track_some(c, 3);
    CHECK(c.request_deletion() == request{"DELETE",
                                          "https://api.producttelemetry.com/gdpr/delete-self", "k",
                                          R"({"client_id":"c"})"});
    CHECK_FALSE(c.settle_deletion(status));
    CHECK(c.pending() == 3);
    CHECK(c.ids() == client_ids{"c", "s"});
    CHECK(c.track("a"));
  }
  for (const int status : {200, 202}) {
    client c = keyed_client();
    track_some(c, 2);
    REQUIRE(c.flush(start));
    c.settle({500}); // kept
    track_some(c, 2);
    REQUIRE(c.flush(start)); // in flight
    track_some(c, 2);        // in the queue
    CHECK(c.settle_deletion(status));
    CHECK(c.pending() == 0);
    CHECK(c.ids() == client_ids{"", "s"});
    CHECK(c.settle({500}).outcome == flush_outcome::forgotten);
    CHECK(c.pending() == 0);
    assay::text_buffer saved;
    c.save(saved);
    CHECK(read_queue_file(saved.view()).events.empty());

    CHECK(c.track("a").outcome == track_outcome::no_client_id);
    CHECK_FALSE(c.identify("u"));
    CHECK_FALSE(c.request_deletion());
    c.set_client_id("d");
    CHECK(c.track("a"));
    CHECK(count_of(c.flush(start)->body, R"("client_id":"d")") == 1);
  }
}

TEST_CASE("client: saved events, including those in flight, are sent first in another run") {
  client c = keyed_client();
  track_some(c, 2);
  REQUIRE(c.flush(start));
  track_some(c, 1);
  assay::text_buffer saved;
  c.save(saved);

  client next = keyed_client();
  next.track("new");
  const std::string text = std::string(saved.view()) + "damaged\n";
  const auto r = next.restore(text);
  CHECK_FALSE(r);
  CHECK(r.restored == 3);
  CHECK(r.dropped == 0);
  REQUIRE(r.file.damaged.size() == 1);
  CHECK(r.file.damaged[0].line == 5);
  CHECK(next.pending() == 4);
  CHECK_FALSE(next.flush_due(start));
  CHECK(next.flush_due(start + seconds(30)));
  const std::string body = next.flush(start)->body;
  CHECK(body.find("\"e0\"") < body.find("\"e1\""));
  CHECK(body.find("\"e1\"") < body.find("\"new\""));

  client small = keyed_client({.max_queue_size = 1});
  CHECK(keyed_client().restore(saved.view()));
  const auto full = small.restore(saved.view());
  CHECK_FALSE(full);
  CHECK(full.dropped == 1); // of three
  CHECK(small.dropped() == 1);
}

TEST_CASE("client: events of a deleted client are not restored from a file") {
  client c = keyed_client();
  track_some(c, 2);
  assay::text_buffer saved;
  c.save(saved);
  REQUIRE(c.settle_deletion(202));
  const auto at_once = c.restore(saved.view());
  CHECK(at_once.restored == 0);
  CHECK(at_once.deleted == 2);
  c.set_client_id("new");
  CHECK(c.restore(saved.view()).deleted == 2);
  CHECK_FALSE(c.flush(start + seconds(60)));
  track_some(c, 1);
  saved.clear();
  c.save(saved);
  CHECK(keyed_client().restore(saved.view()).restored == 1); // of an id that was not deleted
}

TEST_CASE("client: the URL has no slash at its end, whatever its source") {
  client c = keyed_client({.api_url = "https://x.example/api//"});
  track_some(c, 1);
  CHECK(c.flush(start)->url == "https://x.example/api/ingest");
}

TEST_CASE("client: a queue size and a flush size of 0 count as 1") {
  client c =
      keyed_client({.flush_at = 0, .flush_interval = milliseconds::max(), .max_queue_size = 0});
  CHECK(c.track("a"));
  CHECK(c.track("b").dropped == 1);
  CHECK(c.flush_due(start));
}

TEST_CASE("client: extreme times and intervals") {
  constexpr time_point first = time_point::min(), last = time_point::max();
  const auto seconds_of = [](auto duration) {
    return std::chrono::duration<long double>(duration).count();
  }; // a type with a large enough range
  for (const milliseconds interval : {milliseconds::min(), milliseconds(-1), milliseconds(0),
                                      milliseconds(500), milliseconds::max()})
    for (const time_point opened : {first, start, last})
      for (const time_point now : {first, first + seconds(1), start, last - seconds(1), last}) {
        CAPTURE(interval.count(), opened.time_since_epoch().count(),
                now.time_since_epoch().count());
        client c({.write_key = "k", .flush_interval = interval}, {"c", "s"}, opened);
        track_some(c, 1);
        const long double passed =
            seconds_of(now.time_since_epoch()) - seconds_of(opened.time_since_epoch());
        const long double wanted =
            std::clamp(seconds_of(interval), 0.0L, seconds_of(std::chrono::years(100)));
        CHECK(c.flush_due(now) == (passed < 0 || passed >= wanted));
        REQUIRE(c.flush(now));
        c.settle({500}, now, 0);
        CHECK_FALSE(c.flush_due(now));
        CHECK(c.flush_due(now == last ? first : now + milliseconds(250)));
      }
}
