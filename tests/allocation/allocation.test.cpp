// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/promptetheus.hpp"
#include "assay/identity/derived_event_id.hpp"
#include "assay/identity/system_source.hpp"
#include "assay/identity/instant.hpp"
#include "assay/json/boost_json.hpp"
#include "assay/json/stream_reader.hpp"
#include "assay/promptetheus.hpp"

#include "allocation/operator_new.hpp"
#include "support/catch.hpp"
#include "support/instances.hpp"
#include "support/events.hpp"

#include <boost/json/parse.hpp>

#include <cstdint>
#include <cstdlib>
#include <new>

namespace {

using assay::promptetheus::event;
using assay_test::allocations;
using assay_test::event_text;

template <class Work>
std::size_t allocations_of(Work work) {
  const std::size_t before = allocations;
  work();
  return allocations - before;
}

/// Long enough that no string fits into its object.
std::vector<std::string> accepted_events() {
  std::vector<std::string> out;
  const std::string more =
      R"(,"metadata":{"a long enough member":"and its value"},"span_id":"span_0123456789abcdef0123456789abcdef",)"
      R"("parent_id":"span_0123456789abcdef","\u0061 member that the schema does not name":"with its value"})";
  for (const auto& [type, payload] : assay_test::sample_payloads) {
    out.push_back(event_text(type, payload, more.substr(0, more.size() - 1)));
    out.push_back(
        R"({"payload":)" + std::string(payload) + R"(,"type":")" + std::string(type) +
        R"(","session_id":"\u0073es_0123456789abcdef0123456789","timestamp":"2026-06-12T12:34:56\u005a","seq":7,)"
        R"("idempotency_key":"ses_0123456789abcdef0123456789:0a1b2c3d:7"})");
  }
  out.push_back(event_text(
      "retrieval",
      R"({"query":"q","documents":["a plain string that is long enough",{"id":"d"},{"id":5,"x":"long enough again"}]})"));
  return out;
}

} // namespace

TEST_CASE("allocation: the counter counts") {
  CHECK(allocations_of([] { return std::string(100, 'x'); }) == 1);
}

TEST_CASE("allocation: check of an accepted event allocates nothing, alone and in lines") {
  std::string all;
  assay::validator<event> v;
  for (const std::string& text : accepted_events()) {
    INFO(text);
    bool accepted = false;
    CHECK(allocations_of([&] { accepted = v.check(text); }) == 0);
    CHECK(accepted);
    CHECK(allocations_of([&] { accepted = assay::check<event>(text); }) == 0);
    CHECK(accepted);
    all += text + "\r\n";
  }
  std::size_t accepted = 0;
  CHECK(allocations_of([&] {
          for (assay::line_reader<event> lines(all); lines.next();) accepted += lines.accepted();
        }) == 0);
  CHECK(accepted == accepted_events().size());
}

TEST_CASE("allocation: check of a value allocates nothing once its memory is large enough") {
  for (const assay::level l : {assay::level::published, assay::level::strict}) {
    assay::value_validator<event> v({.level = l});
    for (const auto& [type, payload] : assay_test::sample_payloads) {
      const boost::json::value value = boost::json::parse(event_text(type, payload));
      INFO(value);
      CHECK(v.check(value));
      bool accepted = false;
      CHECK(allocations_of([&] { accepted = v.check(value); }) == 0);
      CHECK(accepted);
    }
  }
}

TEST_CASE("allocation: a stream in pieces allocates nothing once its longest lines were buffered") {
  std::string all;
  for (int i = 0; i < 20; ++i)
    for (const std::string& text : accepted_events()) all += text + "\n";
  assay::stream_reader<event> reader;
  std::size_t accepted = 0;
  const auto go_through = [&] {
    for (const std::size_t size : {1u, 100u, 16'384u, 65'536u})
      for (std::size_t at = 0; at < all.size(); at += size) {
        reader.feed(std::string_view(all).substr(at, size));
        while (reader.next()) accepted += reader.accepted();
      }
  };
  go_through();
  CHECK(allocations_of(go_through) == 0);
  CHECK(accepted == 2 * 4 * 20 * accepted_events().size());
  // A complete line in a piece never needs memory.
  CHECK(allocations_of([&] {
          assay::stream_reader<event> fresh;
          fresh.feed(all);
          while (fresh.next()) accepted += fresh.accepted();
        }) == 0);
}

TEST_CASE("allocation: the header of an accepted event allocates nothing") {
  assay::validator<event> v;
  const std::string text = accepted_events().front();
  REQUIRE(v.check(text));
  CHECK(allocations_of([&] {
          const auto h = assay::promptetheus::header_of(v);
          if (h.seq.to_uint64() != 7 || h.session_id.between_quotes().empty()) std::abort();
        }) == 0);
}

TEST_CASE("allocation: reading into an event of the same type and shape allocates nothing in "
          "steady state") {
  assay::validator<event> v;
  for (const std::string& text : accepted_events()) {
    INFO(text);
    event e;
    REQUIRE(v.read(text, e));
    REQUIRE(v.read(text, e)); // warms up the memory that only the first event needs
    CHECK(allocations_of([&] { v.read(text, e); }) == 0);
  }
}

TEST_CASE("allocation: writing into a large enough buffer allocates nothing") {
  assay::validator<event> v;
  assay::text_buffer out;
  out.reserve(100'000);
  for (const std::string& text : accepted_events()) {
    event e;
    REQUIRE(v.read(text, e));
    out.clear();
    assay::write_result written = assay::code::invalid_value;
    CHECK(allocations_of([&] { written = assay::write(e, out); }) == 0);
    CHECK(written);
  }
}

TEST_CASE("allocation: rereading an untyped payload allocates only for its warnings") {
  assay::options o;
  o.keep_unknown_types = true;
  assay::validator<event> v(o);
  event e;
  const std::string text =
      event_text("a_type_that_nobody_knows", R"({"member":"and its rather long value"})");
  REQUIRE(v.read(text, e));
  REQUIRE(v.read(text, e));
  CHECK(allocations_of([&] { v.read(text, e); }) == 0);
}

TEST_CASE("allocation: chunking allocates nothing in steady state, also with copies and sessions") {
  const std::vector<std::string> events = accepted_events();
  for (const bool copy : {false, true}) {
    assay::chunker chunker({.max_events = 7, .open_sessions = 3});
    std::size_t chunks = 0;
    const auto run = [&] {
      for (std::size_t i = 0; i < 1000; ++i) {
        const std::string_view text = events[i % events.size()];
        const std::string_view session = i % 11 < 5   ? "a session of some length"
                                         : i % 11 < 8 ? "another session of some length"
                                                      : "a third one";
        const auto step = copy ? chunker.push_copy(text, session) : chunker.push(text, session);
        chunks += step.complete != nullptr;
      }
      while (chunker.finish().complete != nullptr) ++chunks;
    };
    for (int i = 0; i < 20; ++i)
      run(); // chunks pass their memory on, until each has held the longest ones
    CHECK(allocations_of(run) == 0);
    CHECK(chunks > 100);
  }
}

TEST_CASE(
    "allocation: a batch of accepted events and duplicates allocates nothing in steady state") {
  std::string body = R"({"events":[)";
  std::size_t seq = 0;
  for (std::string text : accepted_events()) {
    const std::string number = std::to_string(++seq);
    text.replace(text.find("\"seq\":7"), 7, "\"seq\":" + number);
    text.replace(text.rfind(":7\""), 3, ":" + number + "\"");
    body += (seq == 1 ? "" : ",") + text + "," + text;
  }
  body += "]}";
  assay::promptetheus::batch_validator v;
  CHECK(v.check(body).accepted() == 2 * seq);
  CHECK(v.verdict().duplicates() == seq);
  for (const std::string_view session : {"", "the session of the path"}) {
    (void)v.check(body, session);
    CHECK(allocations_of([&] { (void)v.check(body, session); }) == 0);
  }
}

TEST_CASE(
    "allocation: making and reading ids, timestamps and the parts of a key allocates nothing") {
  const std::string long_key(1000, 'k');
  const auto name_space = assay::event_id_namespace("orders.example.com");
  bool all_there = false;
  CHECK(allocations_of([&] {
          assay::ulid_sequence ids;
          const auto now = assay::system_now();
          const auto id = ids.next(std::chrono::floor<std::chrono::milliseconds>(now), {1});
          const auto text = assay::format_rfc3339(now);
          all_there =
              assay::parse_ulid(id->text()) == id && assay::is_nonce(assay::make_nonce({})) &&
              assay::is_span_id(assay::make_span_id({})) &&
              assay::is_event_id(assay::random_event_id({})) &&
              assay::is_event_id(assay::derive_event_id(name_space, long_key)) &&
              assay::parse_rfc3339(*text)->time() == now && assay::parse_idempotency_key("s:n:7");
        }) == 0);
  CHECK(all_there);
}

TEST_CASE("allocation: appending a key to a text with enough capacity allocates nothing, and "
          "deriving one allocates once") {
  const std::string session_id(100, 's');
  std::string key;
  key.reserve(200);
  CHECK(allocations_of(
            [&] { assay::append_idempotency_key(key, session_id, "0a1b2c3d", UINT64_MAX); }) == 0);
  CHECK(key == assay::derive_idempotency_key(session_id, "0a1b2c3d", UINT64_MAX));
  CHECK(allocations_of([&] { key = assay::derive_idempotency_key(session_id, "0a1b2c3d", 7); }) ==
        1);
}

TEST_CASE("allocation: write leaves a buffer unchanged if it cannot grow") {
  event e;
  e.session_id = std::string(3000, 's');
  assay::text_buffer out;
  out.append("before");
  assay_test::max_size = 2000;
  CHECK_THROWS_AS(static_cast<void>(assay::write(e, out)), std::bad_alloc);
  assay_test::max_size = SIZE_MAX;
  CHECK(out.view() == "before");
  CHECK(assay::write(e, out));
  CHECK(out.view().starts_with(R"(before{"type":"user_message","session_id":"sss)"));
}
