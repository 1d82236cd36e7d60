// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "generator.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace bench {

/// Writes request bodies, and objects within them, for the systems other than Promptetheus. The
/// spacing is that of Python's JSON. Each body is valid at `strict` and without warnings.
class body_generator : private generator {
 public:
  explicit body_generator(std::uint64_t seed = 20260612) : generator(mix::spaced, seed) {}

  /// HoneyHive: `POST /v1/events`.
  std::string honeyhive_event() {
    return made([&] { hive_event(); });
  }
  /// HoneyHive: `POST /v1/events/batch` with 5 to 20 events.
  std::string honeyhive_batch() {
    return made([&] {
      begin();
      list("events", between(5, 20), [&] { hive_event(); });
      name("single_session");
      raw("false");
      end();
    });
  }
  /// ProductTelemetry: `POST /ingest` with 1 to 20 events.
  std::string producttelemetry_ingest() {
    return made([&] {
      begin();
      const std::string client = uuid(), session = uuid();
      list("events", between(1, 20), [&] { product_event(client, session); });
      end();
    });
  }
  /// Trajectory: one event.
  std::string trajectory_event() {
    return made([&] {
      static constexpr std::string_view types[] = {"user.accept", "user.reject", "tool.call",
                                                   "agent.response", "llm.call"};
      begin();
      member("event_type", one_of(types));
      const std::string trace = uuid();
      member("session_id", trace);
      name("properties");
      object(2, between(1, 6));
      name("event_id");
      raw("\"");
      hex(32);
      raw("\"");
      time_member("timestamp");
      if (chance(500)) member("user_id", "user_" + std::to_string(below(1000)));
      else null_member("user_id");
      null_member("trajectory_id");
      member("trace_id", trace);
      member("source", "sdk");
      null_member("metadata");
      end();
    });
  }
  /// Noveum: a span with its events.
  std::string noveum_span() {
    return made([&] { span(uuid(), {}); });
  }
  /// Noveum: an exported trace with 1 to 8 spans.
  std::string noveum_trace() {
    return made([&] { trace(); });
  }
  /// Noveum: `POST /v1/traces` with 1 to 10 traces.
  std::string noveum_request() {
    return made([&] {
      begin();
      list("traces", between(1, 10), [&] { trace(); });
      name("timestamp");
      number(1781254800);
      raw(".");
      digits(below(1'000'000), 6);
      end();
    });
  }

 private:
  template <class F>
  std::string made(F body) {
    std::string out;
    out_ = &out;
    traits_ = {};
    traits_.escaped = chance(333);
    traits_.non_ascii = chance(100);
    body();
    return out;
  }
  template <class F>
  void list(std::string_view n, std::uint64_t size, F element) {
    name(n);
    raw("[");
    for (std::uint64_t i = 0; i < size; ++i) {
      if (i != 0) raw(", ");
      element();
    }
    raw("]");
    first_ = false;
  }
  void object_member(std::string_view n, unsigned depth, std::size_t members) {
    name(n);
    object(depth, members);
  }
  std::string uuid() {
    std::string out;
    std::string* const outer = std::exchange(out_, &out);
    for (const std::size_t part : {8u, 4u, 4u, 4u, 12u}) {
      if (!out.empty()) raw("-");
      hex(part);
    }
    out_ = outer;
    return out;
  }
  /// Appends a date-time as Python's isoformat writes it in UTC.
  void time(std::uint64_t second) {
    raw("\"2026-06-12T09:");
    digits(second / 60, 2);
    raw(":");
    digits(second % 60, 2);
    raw(".");
    digits(below(1'000'000), 6);
    raw("+00:00\"");
  }
  void time_member(std::string_view n) {
    name(n);
    time(below(3600));
  }

  void hive_event() {
    static constexpr std::string_view types[] = {"model", "tool", "chain"};
    begin();
    member("source", "sdk-python");
    name("event_name");
    text(2);
    member("event_type", one_of(types));
    member("event_id", uuid());
    member("session_id", uuid());
    member("parent_id", uuid());
    object_member("config", 1, between(0, 4));
    object_member("inputs", 2, between(1, 5));
    object_member("outputs", 2, between(1, 5));
    null_member("error");
    const std::uint64_t start = 1781254800000 + below(100'000'000), duration = between(1, 9000);
    name("start_time");
    number(start);
    raw(".0");
    name("end_time");
    number(start + duration);
    raw(".0");
    member("duration", duration);
    object_member("metadata", 1, between(0, 5));
    if (chance(300)) object_member("feedback", 0, 2);
    if (chance(300)) object_member("metrics", 0, 3);
    end();
  }

  void product_event(const std::string& client, const std::string& session) {
    static constexpr std::string_view names[] = {"feature.used", "export.completed",
                                                 "command.executed", "cli.started"};
    static constexpr std::string_view types[] = {"lifecycle", "usage", "usage", "usage"};
    begin();
    member("event_name", one_of(names));
    member("event_type", one_of(types));
    member("client_id", client);
    member("session_id", session);
    time_member("timestamp");
    object_member("properties", 1, between(0, 5));
    end();
  }

  void span(const std::string& trace_id, std::string_view parent) {
    begin();
    member("span_id", uuid());
    member("trace_id", trace_id);
    if (parent.empty()) null_member("parent_span_id");
    else member("parent_span_id", parent);
    member("name", "tool.call");
    whole_time();
    status();
    object_member("attributes", 1, between(1, 6));
    list("events", below(4), [&] { span_event(); });
    list("links", 0, [] {});
    end();
  }
  void span_event() {
    static constexpr std::string_view names[] = {"customer.query.received", "ai.model.selected",
                                                 "user.login.attempted"};
    begin();
    member("name", one_of(names));
    name("timestamp");
    time(1800);
    object_member("attributes", 0, between(0, 4));
    end();
  }
  /// Appends a start, an end and a duration that agree.
  void whole_time() {
    const std::uint64_t start = below(1800), duration = between(1, 1700);
    const auto at = [&](std::string_view n, std::uint64_t second) {
      name(n);
      raw("\"2026-06-12T09:");
      digits(second / 60, 2);
      raw(":");
      digits(second % 60, 2);
      raw("+00:00\"");
    };
    at("start_time", start);
    at("end_time", start + duration);
    name("duration_ms");
    number(duration * 1000);
    raw(".0");
  }
  void status() {
    member("status", "ok");
    null_member("status_message");
  }
  void trace() {
    const std::string id = uuid();
    const std::uint64_t spans = between(1, 8);
    begin();
    member("trace_id", id);
    name("name");
    text(2);
    whole_time();
    status();
    member("span_count", spans);
    member("error_count", std::uint64_t{0});
    object_member("attributes", 1, between(1, 6));
    name("metadata");
    begin();
    member("user_id", "user_" + std::to_string(below(1000)));
    member("session_id", uuid());
    null_member("request_id");
    name("tags");
    raw("{\"env\": \"prod\"}");
    object_member("custom_attributes", 0, below(3));
    end();
    list("spans", spans, [&] { span(id, {}); });
    list("events", 0, [] {});
    name("sdk");
    begin();
    member("name", "noveum-trace-python");
    member("version", "1.5.17");
    end();
    member("project", "my-llm-app");
    member("environment", "production");
    end();
  }
};

} // namespace bench
