// SPDX-License-Identifier: BSL-1.0

// Recorded sessions, stamped again: a session must make the same events from the same payloads as
// the recorded client.

#include <assay/promptetheus.hpp>
#include <assay/promptetheus/session.hpp>

#include "support/catch.hpp"
#include "support/corpus.hpp"
#include "support/exact_json.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace assay::promptetheus;
using assay::level;

namespace {

/// Returns the bytes of these hexadecimal digits.
template <std::size_t N>
assay::random_bytes<N> bytes_of(std::string_view hex) {
  assay::random_bytes<N> out{};
  for (std::size_t i = 0; i < N; ++i)
    out[i] = static_cast<std::uint8_t>(std::stoul(std::string(hex.substr(2 * i, 2)), nullptr, 16));
  return out;
}

/// Stamps recorded events again, with the recorded times and random bytes.
struct replay {
  session& s;
  std::map<std::string, span> spans{}; ///< by their ids

  session_result<event> stamp(const event& recorded) {
    const auto now = assay::parse_rfc3339(recorded.timestamp)->time();
    const auto* const change = std::get_if<state_change>(&recorded.payload);
    if (change != nullptr && change->name == "session_started") return s.start(now);
    if (const auto* end = std::get_if<session_end>(&recorded.payload))
      return s.end(end->status, end->error, now);
    if (change != nullptr && change->name == "span_start") {
      auto started = s.start_span(*change->span_name, {parent_of(recorded), recorded.metadata}, now,
                                  bytes_of<16>(std::string_view(*recorded.span_id).substr(5)));
      if (!started) return std::move(started).error();
      spans.emplace(started->span.id, started->span);
      return started->marker;
    }
    const span* const within = recorded.span_id ? &spans.at(*recorded.span_id) : nullptr;
    if (change != nullptr && change->name == "span_end") return s.end_span(*within, now);
    return s.stamp(recorded.payload, {within, recorded.metadata}, now);
  }

  const span* parent_of(const event& recorded) const {
    return recorded.parent_id ? &spans.at(*recorded.parent_id) : nullptr;
  }
};

} // namespace

TEST_CASE("session: recorded sessions are reproduced event by event") {
  const auto traces = assay_test::recorded_lines("promptetheus/create_trace.ndjson");
  const auto lines = assay_test::recorded_lines("promptetheus/sessions.ndjson");
  if (traces.empty() || lines.empty()) return;
  std::map<std::string, std::vector<std::string>> sessions;
  assay::validator<event> reference({.level = level::reference}), strict({.level = level::strict});
  event recorded;
  for (const std::string& line : lines) {
    REQUIRE(reference.read(line, recorded));
    sessions[recorded.session_id].push_back(line);
  }

  std::size_t same = 0, refused = 0;
  for (const std::string& body : traces) {
    assay::validator<trace> v;
    trace about;
    REQUIRE(v.read(body, about));
    const auto found = sessions.find(*about.id);
    if (found == sessions.end()) continue;
    REQUIRE(reference.read(found->second.front(), recorded));
    auto s = session::open(
        about, bytes_of<4>(assay::parse_idempotency_key(recorded.idempotency_key)->nonce));
    REQUIRE(s);
    assay::text_buffer opening;
    REQUIRE(write(s->about(), opening));
    CHECK(assay_test::is_same_json(opening.view(), body));

    replay again{*s};
    std::uint64_t next = 0;
    for (const std::string& line : found->second) {
      CAPTURE(line);
      REQUIRE(reference.read(line, recorded));
      // The recorded client uses a number for an event that never arrives; a session does not, so
      // other events fill the gap.
      for (; next < recorded.seq; ++next) REQUIRE(s->stamp(metric{}));
      auto e = again.stamp(recorded);
      if (!e) {
        REQUIRE(e.error().why == session_error::reason::invalid);
        REQUIRE_FALSE(strict.check(line)); // correctly rejected
        ++refused;
        continue;
      }
      ++next;
      assay::text_buffer text;
      REQUIRE(write(*e, text));
      REQUIRE(strict.check(text.view()));
      // The recorded client omits a fraction of 0.
      REQUIRE(assay::parse_rfc3339(e->timestamp) == assay::parse_rfc3339(recorded.timestamp));
      e->timestamp = recorded.timestamp;
      text.clear();
      REQUIRE(write(*e, text));
      CAPTURE(text.view());
      REQUIRE(assay_test::is_same_json(text.view(), line));
      ++same;
    }
  }
  CHECK(same > 1000);
  CHECK(refused < same / 100);
}
