// SPDX-License-Identifier: BSL-1.0

// The objects of the other systems.

#include "objects.hpp"

#include <assay/batch/honeyhive.hpp>
#include <assay/honeyhive.hpp>
#include <assay/noveum.hpp>
#include <assay/producttelemetry.hpp>
#include <assay/trajectory.hpp>

namespace hostile {
namespace {

namespace honeyhive = assay::honeyhive;
using legacy_batch = honeyhive::event_batch<honeyhive::dialect::legacy>;

std::string hive_batch(const std::string& events) {
  return R"({"is_single_session":true,"session_properties":{"session_id":"s"},"events":[)" +
         events + "]}";
}
constexpr std::string_view hive_event =
    R"({"event_type":"model","event_name":"n","source":"s","project":"p","inputs":{},"config":{},"event_id":"e#")";
std::string hive_events(std::size_t bytes, std::string_view more) {
  return hive_batch(listed(bytes, std::string(hive_event).append(more).append("}")));
}

/// Events that are each a child of the previous one, or of the next one, by number.
std::string hive_chain(std::size_t bytes, bool closed, bool backward) {
  std::string out;
  const std::size_t n = bytes / 150 + 2;
  for (std::size_t i = 0; i < n; ++i) {
    if (i != 0) out += ',';
    const bool is_end = backward ? i == 0 : i == n - 1;
    const std::size_t outer = is_end ? (backward ? n - 1 : 0) : backward ? i - 1 : i + 1;
    out +=
        R"({"event_type":"tool","event_name":"n","source":"s","inputs":{},"config":{},"event_id":"e)" +
        std::to_string(i) + '"';
    if (!is_end || closed) out += R"(,"parent_id":"e)" + std::to_string(outer) + '"';
    out += '}';
  }
  return hive_batch(out);
}

const std::vector<shape>& hive_shapes() {
  static const std::vector<shape> all = [] {
    std::vector<shape> out = in_the_midst_of(
        R"({"events":[{"event_type":"tool","event_name":"n","source":"s","inputs":{},"config":{},"metadata":{"x":)",
        "}}]}");
    const std::vector<shape> more{
        {"many events", [](std::size_t n) { return hive_events(n, ""); }},
        {"events without an id",
         [](std::size_t n) {
           return hive_batch(listed(n, R"({"event_type":"tool","event_name":"n","inputs":{}})"));
         }},
        {"events with the same id",
         [](std::size_t n) {
           return hive_batch(listed(n, R"({"event_type":"tool","event_name":"n","event_id":"e"})"));
         }},
        {"events with long ids and a common prefix",
         [](std::size_t n) {
           return hive_batch(listed(n, R"({"event_type":"tool","event_name":"n","event_id":")" +
                                           times(200, "i") + "#\"}"));
         }},
        {"events within the previous one",
         [](std::size_t n) { return hive_chain(n, false, true); }},
        {"events within the next one", [](std::size_t n) { return hive_chain(n, false, false); }},
        {"events in one cycle", [](std::size_t n) { return hive_chain(n, true, true); }},
        {"events within themselves",
         [](std::size_t n) {
           return hive_events(n, R"(,"parent_id":"e#","children_ids":["e#"])");
         }},
        {"events within a missing event",
         [](std::size_t n) { return hive_events(n, R"(,"parent_id":"gone")"); }},
        {"events that claim the same child",
         [](std::size_t n) { return hive_events(n, R"(,"children_ids":["e0","e1"])"); }},
        {"an event with many children",
         [](std::size_t n) {
           return hive_batch(
               R"({"event_type":"tool","event_name":"n","event_id":"e","children_ids":[)" +
               listed(n, R"("c#")") + R"(]},{"event_type":"tool","event_name":"m"})");
         }},
        {"an event with one child, repeated",
         [](std::size_t n) {
           return hive_batch(
               R"({"event_type":"tool","event_name":"n","event_id":"e","children_ids":[)" +
               listed(n, R"("c")") + R"(]},{"event_id":"c","event_type":"tool","event_name":"m"})");
         }},
        {"ids of escapes",
         [](std::size_t n) {
           return hive_batch(listed(
               n,
               R"({"event_type":"tool","event_name":"n","event_id":"\u0065#","parent_id":"\u00650"})"));
         }},
        {"events that are all invalid",
         [](std::size_t n) {
           return hive_batch(
               listed(n, R"({"event_type":1,"duration":"x","start_time":2,"end_time":1})"));
         }},
        {"events with members in reverse order",
         [](std::size_t n) {
           return hive_batch(listed(
               n,
               R"({"children_ids":[],"event_id":"e#","config":{},"inputs":{},"event_name":"n","event_type":"tool"})"));
         }},
        {"elements that are not events",
         [](std::size_t n) { return hive_batch(listed(n, "[#]")); }},
        {"the member events, repeated",
         [](std::size_t n) { return "{" + listed(n, R"("events":[])") + "}"; }},
        {"unknown members of the batch",
         [](std::size_t n) { return R"({"events":[],)" + listed(n, R"("k#":1)") + "}"; }},
    };
    out.insert(out.end(), more.begin(), more.end());
    return out;
  }();
  return all;
}

std::string request_of(std::string_view traces) {
  return R"({"traces":[)" + std::string(traces) + R"(],"timestamp":1781254800.5})";
}
std::string trace_of(const std::string& spans) {
  return request_of(
      R"({"trace_id":"t","name":"n","start_time":"2026-06-12T09:00:00Z","end_time":"2026-06-12T09:00:01Z","duration_ms":1000.0,"status":"ok","span_count":1,"error_count":0,"attributes":{},"metadata":{},"events":[],"spans":[)" +
      spans + "]}");
}
constexpr std::string_view span_rest =
    R"(,"trace_id":"t","name":"x","start_time":"2026-06-12T09:00:00Z","status":"ok","attributes":{},"events":[],"links":[])";
std::string span_chain(std::size_t bytes, bool closed, bool backward) {
  std::string out;
  const std::size_t n = bytes / 180 + 2;
  for (std::size_t i = 0; i < n; ++i) {
    const bool is_end = backward ? i == 0 : i == n - 1;
    const std::size_t outer = is_end ? (backward ? n - 1 : 0) : backward ? i - 1 : i + 1;
    out += std::string(i != 0 ? "," : "") + R"({"span_id":"a)" + std::to_string(i) +
           "\",\"parent_span_id\":";
    out += !is_end || closed ? "\"a" + std::to_string(outer) + '"' : "null";
    out.append(span_rest) += '}';
  }
  return trace_of(out);
}

const std::vector<shape>& trace_shapes() {
  static const std::vector<shape> all = [] {
    std::vector<shape> out = in_the_midst_of(
        R"({"traces":[{"trace_id":"t","name":"n","start_time":"2026-06-12T09:00:00Z","attributes":{"x":)",
        R"(}}],"timestamp":1})");
    const std::vector<shape> more{
        {"many traces",
         [](std::size_t n) {
           return request_of(
               listed(n, R"({"trace_id":"t#","name":"n","start_time":"2026-06-12T09:00:00Z"})"));
         }},
        {"traces with the same id",
         [](std::size_t n) { return request_of(listed(n, R"({"trace_id":"t","name":"n"})")); }},
        {"spans within the previous one", [](std::size_t n) { return span_chain(n, false, true); }},
        {"spans within the next one", [](std::size_t n) { return span_chain(n, false, false); }},
        {"spans in one cycle", [](std::size_t n) { return span_chain(n, true, false); }},
        {"spans within themselves",
         [](std::size_t n) {
           return trace_of(listed(n, R"({"span_id":"a#","parent_span_id":"a#","trace_id":"t"})"));
         }},
        {"spans with the same id",
         [](std::size_t n) {
           return trace_of(listed(n, R"({"span_id":"a","parent_span_id":"b","trace_id":"t"})"));
         }},
        {"spans of other traces",
         [](std::size_t n) { return trace_of(listed(n, R"({"span_id":"a#","trace_id":"u#"})")); }},
        {"spans whose times disagree",
         [](std::size_t n) {
           return trace_of(listed(
               n,
               R"({"span_id":"a#","trace_id":"t","start_time":"2026-06-12T09:00:01Z","end_time":"2026-06-12T09:00:00Z","duration_ms":-1})"));
         }},
        {"long times that disagree",
         [](std::size_t n) {
           return trace_of(R"({"span_id":"a","trace_id":"t","start_time":"2026-06-12T09:00:01.)" +
                           times(n / 3, "1") + R"(Z","end_time":"2026-06-12T09:00:00.)" +
                           times(n / 3, "1") + R"(Z","duration_ms":)" + times(n / 3, "1") + "}");
         }},
        {"spans with many events",
         [](std::size_t n) {
           return trace_of(
               R"({"span_id":"a","trace_id":"t","name":"x","events":[)" +
               listed(
                   n,
                   R"({"name":"a.started","timestamp":"2026-06-12T09:00:00Z","attributes":{}})") +
               "]}");
         }},
        {"spans with many links",
         [](std::size_t n) {
           return trace_of(R"({"span_id":"a","trace_id":"t","name":"x","links":[)" +
                           listed(n, R"({"trace_id":"u","span_id":"v"})") + "]}");
         }},
        {"spans that are all invalid",
         [](std::size_t n) {
           return trace_of(listed(n, R"({"span_id":1,"status":"bad","x":#})"));
         }},
    };
    out.insert(out.end(), more.begin(), more.end());
    return out;
  }();
  return all;
}

const std::vector<shape>& trajectory_shapes() {
  static const std::vector<shape> all = [] {
    std::vector<shape> out = in_the_midst_of(
        R"({"event_type":"user.accept","session_id":"s","properties":{"x":)",
        R"(},"event_id":"0123456789abcdef0123456789abcdef","timestamp":"2026-06-12T12:34:56Z","source":"sdk"})");
    out.push_back({"a long event type", [](std::size_t n) {
                     return R"({"event_type":")" + times(n, "a.") + R"(b","session_id":"s"})";
                   }});
    out.push_back({"unknown members of the event", [](std::size_t n) {
                     return R"({"event_type":"a","session_id":"s",)" + listed(n, R"("k#":1)") + "}";
                   }});
    return out;
  }();
  return all;
}

const std::vector<shape>& ingest_shapes() {
  static const std::vector<shape> all = [] {
    std::vector<shape> out = in_the_midst_of(
        R"({"events":[{"event_name":"n","event_type":"usage","client_id":"c","session_id":"s","timestamp":"2026-06-12T12:34:56Z","properties":{"x":)",
        "}}]}");
    out.push_back(
        {"many events", [](std::size_t n) {
           return R"({"events":[)" +
                  listed(
                      n,
                      R"({"event_name":"n","event_type":"usage","client_id":"c","session_id":"s","timestamp":"2026-06-12T12:34:56Z","properties":{}})") +
                  "]}";
         }});
    out.push_back({"events that are all invalid", [](std::size_t n) {
                     return R"({"events":[)" +
                            listed(n, R"({"event_name":1,"event_type":"x","timestamp":""})") + "]}";
                   }});
    return out;
  }();
  return all;
}

/// Reads at the level that keeps most.
template <class T>
T read_as(std::string_view text) {
  assay::options o = strict_and_wide();
  o.level = assay::level::reference;
  T out;
  assay::validator<T>(o).read(text, out);
  return out;
}

} // namespace

void add_systems(std::vector<subject>& all) {
  add_object<legacy_batch>(all, "honeyhive::event_batch<legacy>", hive_shapes());
  add_object<assay::noveum::export_request>(all, "noveum::export_request", trace_shapes());
  add_object<assay::trajectory::telemetry_event>(all, "trajectory::telemetry_event",
                                                 trajectory_shapes());
  add_object<assay::producttelemetry::ingest_request>(all, "producttelemetry::ingest_request",
                                                      ingest_shapes());

  add_for_made(all, "honeyhive: unresolved_references, assign_single_session, opening_of",
               hive_shapes(), read_as<legacy_batch>, [](const legacy_batch& made) {
                 legacy_batch b = made;
                 if (b.events) use(honeyhive::unresolved_references(*b.events, "s"));
                 use(honeyhive::assign_single_session(b, "s"));
                 use(honeyhive::opening_of(b));
               });
  const std::vector<shape> encoded = [] {
    std::vector<shape> out;
    for (const shape& s : json_shapes())
      out.push_back({s.name + ", in a string", [text = s.text](std::size_t n) {
                       assay::text_buffer quoted;
                       assay::json_output(quoted).string(
                           R"({"event_type":"tool","event_name":"n","metadata":{"x":)" + text(n) +
                           "}}");
                       return R"({"event":)" + std::string(quoted.view()) + "}";
                     }});
    return out;
  }();
  using encoded_event = honeyhive::event_request<honeyhive::dialect::public_api>;
  add_for(
      all, "honeyhive::event_request<public_api>: check, decode", encoded, [](std::string_view t) {
        assay::validator<encoded_event> v(strict_and_wide());
        encoded_event value;
        v.read(t, value);
        if (value.event)
          use(honeyhive::decode<honeyhive::event<honeyhive::dialect::public_api>>(*value.event));
      });
  add_for(all, "trajectory_id_of a response", json_shapes(),
          [](std::string_view t) { use(assay::trajectory::trajectory_id_of(t)); });
}

} // namespace hostile
