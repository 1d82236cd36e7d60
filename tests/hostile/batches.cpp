// SPDX-License-Identifier: BSL-1.0

// Splitting requests into events and grouping events into requests: bodies, chunks, duplicates,
// pushes, responses; and the clients.

#include "subjects.hpp"

#include <assay/batch.hpp>
#include <assay/batch/promptetheus.hpp>
#include <assay/batch/trajectory.hpp>
#include <assay/json.hpp>
#include <assay/producttelemetry/client.hpp>
#include <assay/promptetheus/session.hpp>
#include <assay/trajectory.hpp>

#include "support/collisions.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace hostile {
namespace {

using assay::promptetheus::event;

std::string metric(std::string_view key, std::string_view seq, std::string_view session = "s") {
  std::string out = R"({"type":"metric","session_id":")";
  return out.append(session)
      .append(R"(","timestamp":"t","seq":)")
      .append(seq)
      .append(R"(,"idempotency_key":")")
      .append(key)
      .append(R"(","payload":{"name":"m","value":1}})");
}
std::string body_of(const std::string& events) { return R"({"events":[)" + events + "]}"; }

/// Request bodies.
const std::vector<shape>& body_shapes() {
  static const std::vector<shape> all = [] {
    std::vector<shape> out;
    for (const shape& s : json_shapes()) {
      out.push_back({s.name + ", as the body", s.text});
      out.push_back({s.name + ", as the events",
                     [text = s.text](std::size_t n) { return R"({"events":)" + text(n) + "}"; }});
      out.push_back({s.name + ", next to the events", [text = s.text](std::size_t n) {
                       return R"({"other":)" + text(n) + R"(,"events":[)" + metric("k", "1") + "]}";
                     }});
    }
    const std::vector<shape> more{
        {"many events", [](std::size_t n) { return body_of(listed(n, metric("s:n:#", "#"))); }},
        {"one event, repeated",
         [](std::size_t n) { return body_of(listed(n, metric("s:n:1", "1"))); }},
        {"events with the same number",
         [](std::size_t n) { return body_of(listed(n, metric("k#", "1"))); }},
        {"events of many sessions",
         [](std::size_t n) { return body_of(listed(n, metric("k#", "#", "s#"))); }},
        {"events with long keys and a common prefix",
         [](std::size_t n) { return body_of(listed(n, metric(times(300, "k") + "#", "#"))); }},
        {"events with keys of escapes",
         [](std::size_t n) { return body_of(listed(n, metric("\\u006b#", "#"))); }},
        {"events with keys that are numbers",
         [](std::size_t n) {
           return body_of(
               listed(n, R"({"type":"metric","session_id":1,"idempotency_key":#,"seq":#})"));
         }},
        {"an event with a long key",
         [](std::size_t n) { return body_of(metric(times(n, "k"), "1")); }},
        {"events that are all invalid",
         [](std::size_t n) {
           return body_of(listed(n, R"({"type":"metric","idempotency_key":"k#"})"));
         }},
        {"elements that are not events", [](std::size_t n) { return body_of(listed(n, "{}")); }},
        {"one event with many violations",
         [](std::size_t n) {
           return body_of(
               R"({"type":"retrieval","idempotency_key":"k","payload":{"query":1,"documents":[)" +
               listed(n, "1") + "]}}");
         }},
        {"the member events, repeated",
         [](std::size_t n) { return "{" + listed(n, R"("events":[])") + "}"; }},
        {"many unknown members",
         [](std::size_t n) { return "{" + listed(n, R"("k#":#)") + R"(,"events":[]})"; }},
        {"events with NaN", [](std::size_t n) { return body_of(listed(n, R"({"value":NaN})")); }},
    };
    out.insert(out.end(), more.begin(), more.end());
    return out;
  }();
  return all;
}

assay::batch_format widest_format() {
  assay::batch_format f;
  f.max_events = SIZE_MAX;
  f.bare_array = true;
  return f;
}
assay::options strict() {
  assay::options o;
  o.level = assay::level::strict;
  o.limits.max_depth = assay::json_scanner::depth_limit;
  return o;
}

void judge(std::string_view body, bool compares_contents) {
  assay::promptetheus::batch_validator v({.level = assay::level::reference}, widest_format());
  assay::dedupe_limits limits;
  if (compares_contents) limits.content_key.emplace();
  assay::dedupe_window window(limits);
  const assay::batch_verdict& verdict = v.check(body, {}, &window);
  assay::text_buffer out;
  use(append_response(out, verdict));
  use(append_multi_status(out, verdict));
  use(append_otlp_response(out, verdict, "rejectedEvents"));
  for (const assay::checked_event& e : verdict.events()) use(v.forget(e, window));
}

// --- Events by their keys, in pieces of 16 bytes ---------------------------------------------

const std::vector<shape>& key_shapes() {
  static const std::vector<shape> all{
      {"keys with the same hash",
       [](std::size_t n) {
         std::string out;
         for (const std::string& text : colliding_texts(n / 16)) out += text;
         return out;
       }},
      {"distinct keys",
       [](std::size_t n) {
         std::string out;
         for (std::size_t i = 0; out.size() < n; ++i) {
           const std::string text = std::to_string(i);
           out += std::string(16 - text.size(), '0') + text;
         }
         return out;
       }},
      {"one key", [](std::size_t n) { return times(n, "0123456789abcdef"); }},
  };
  return all;
}

template <class Use>
void for_each_key(std::string_view keys, Use use_key) {
  for (std::size_t i = 0; i + 16 <= keys.size(); i += 16) use_key(keys.substr(i, 16), i / 16);
}

/// Fills the window beyond its limit and empties it.
void observe(std::string_view keys, assay::dedupe_limits limits, bool as_sessions,
             bool same_number) {
  assay::dedupe_window window(limits);
  for_each_key(keys, [&](std::string_view key, std::size_t i) {
    const std::uint64_t seq = same_number ? 7 : i << 32; // the lower half is always the same
    use(as_sessions ? window.observe(key, "k", seq, key) : window.observe("s", key, seq, key));
  });
  for_each_key(keys, [&](std::string_view key, std::size_t) { use(window.forget("s", key)); });
  window.clear();
}

// --- Lines ------------------------------------------------------------------------------------

const std::vector<shape>& line_shapes() {
  static const std::vector<shape> all{
      {"many events", [](std::size_t n) { return times(n, metric("s:n:1", "1") + '\n'); }},
      {"many sessions",
       [](std::size_t n) {
         std::string out;
         for (std::size_t i = 0; out.size() < n; ++i) {
           const std::string number = std::to_string(i);
           out += metric("k" + number, number, "s" + number) + '\n';
         }
         return out;
       }},
      {"one large event", [](std::size_t n) { return metric(times(n, "k"), "1") + '\n'; }},
      {"many invalid events", [](std::size_t n) { return times(n, "{}\n"); }},
      {"many lines that are not JSON", [](std::size_t n) { return times(n, "x\n"); }},
      {"events with white space within",
       [](std::size_t n) { return times(n, R"({"type":)" + times(200, " ") + "\"metric\"}\n"); }},
  };
  return all;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    out.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return out;
}

void chunk(std::string_view text, std::size_t sessions) {
  std::size_t n = 0;
  assay::text_buffer body;
  assay::chunker chunker({.max_events = 7, .max_bytes = 4096, .open_sessions = sessions});
  const auto take = [&](const assay::chunk_step& step) {
    if (step.complete == nullptr) return false;
    body.clear();
    step.complete->append_body(body);
    n += body.size();
    return true;
  };
  for (const std::string_view line : lines_of(text)) {
    const std::string_view session = line.substr(std::min<std::size_t>(line.size(), 31), 8);
    take(chunker.push(line, session));
    take(chunker.push_copy(line, session));
  }
  while (take(chunker.finish())) {
  }
  use(n);
}

void push_lines(std::string_view text, int status) {
  const std::vector<std::string_view> lines = lines_of(text);
  assay::push_options o;
  o.max_events = 5;
  o.validation.level = assay::level::reference;
  use(assay::push<event>(
      lines, o,
      [&](std::string_view) {
        return assay::push_response{status, {}};
      },
      [](std::chrono::milliseconds) {}, [] { return 0.5; }));
}

// --- The client -------------------------------------------------------------------------------

namespace telemetry = assay::producttelemetry;

telemetry::client make_client(std::size_t room) {
  telemetry::client_options o;
  o.write_key = "k";
  o.max_queue_size = room;
  o.validation.limits = strict().limits;
  return {std::move(o), {.client_id = "c", .session_id = "s"}, {}};
}

/// Sends the text, as events of 100 bytes each, through a queue of that size. All responses have
/// the same status. Ends when nothing is left or after this number of requests.
void run_client(std::string_view text, std::size_t room, int status) {
  telemetry::client client = make_client(room);
  std::size_t requests = 0, events = 0;
  for (std::size_t i = 0; i < text.size(); i += 100, ++events)
    use(client.track("n", assay::raw_object{{"text", text.substr(i, 100)}},
                     telemetry::event_type::usage, {}));
  while (requests++ < 3 * events + 10 && client.flush({})) client.settle({status}, {}, 0);
  assay::text_buffer saved;
  client.save(saved);
  use(client.restore(saved.view()));
}

const std::vector<shape>& queue_shapes() {
  static const std::vector<shape> all = [] {
    std::vector<shape> out = json_shapes();
    const std::string header =
        "{\"format\":\"assay.producttelemetry.queue\",\"version\":1,\"events\":1000000}\n";
    const std::string good =
        R"({"event_name":"n","event_type":"usage","client_id":"c","session_id":"s","timestamp":"2026-06-12T12:34:56Z","properties":{}})"
        "\n";
    out.push_back({"many events", [=](std::size_t n) { return header + times(n, good); }});
    out.push_back({"many damaged lines",
                   [=](std::size_t n) { return header + times(n, "{\"event_name\":1\n"); }});
    out.push_back({"one damaged line", [=](std::size_t n) { return header + times(n, "{"); }});
    out.push_back({"many headers", [=](std::size_t n) { return times(n, header); }});
    return out;
  }();
  return all;
}

/// Stamps and spans of a session, with any texts.
void stamp(std::string_view text) {
  using namespace assay::promptetheus;
  trace about;
  about.id = "ses_1";
  about.agent = "a";
  about.user_goal = "g";
  auto opened = session::open(std::move(about), assay::random_bytes<4>{});
  if (!opened) return;
  session& s = *opened;
  use(s.start({}));
  use(s.stamp(user_message{.content = std::string(text)}, {}, {}));
  use(s.stamp(tool_call{.tool_name = "t", .arguments = assay::raw_object{{text, text}}}, {}, {}));
  use(s.start_span(std::string(text), {}, {}, assay::random_bytes<16>{}));
}

void upload(std::string_view text) {
  namespace trajectory = assay::trajectory;
  trajectory::trace_context context(assay::random_bytes<16>{});
  for (std::size_t i = 0; i < text.size(); i += 200)
    context.event({.event_type = "user.accept",
                   .properties = assay::raw_object{{"text", text.substr(i, 200)}}},
                  {}, assay::random_bytes<16>{});
  const trajectory::stored_trajectory t = context.build_trajectory({assay::raw_json(text)});
  use(trajectory::upload_trace(
      context, t,
      [](std::string_view) {
        return trajectory::upload_response{200, R"({"trajectory_id":"t"})"};
      },
      {.max_events = 10},
      [](std::string_view) {
        return assay::push_response{200, {}};
      },
      [](std::chrono::milliseconds) {}, [] { return 0.5; }));
}

} // namespace

void add_batches(std::vector<subject>& all) {
  add_for(all, "batch_body", body_shapes(), [](std::string_view t) {
    assay::batch_body body(widest_format(), strict());
    use(body.split(t));
  });
  add_for(all, "batch_validator, responses, forgetting", body_shapes(),
          [](std::string_view t) { judge(t, false); });
  add_for(all, "batch_validator that compares contents", body_shapes(),
          [](std::string_view t) { judge(t, true); });

  assay::dedupe_limits small, wide, comparing;
  small.max_events = 100;
  wide.max_events = wide.max_bytes = SIZE_MAX;
  comparing = wide;
  comparing.content_key.emplace();
  for (const auto& [name, limits] :
       {std::pair("dedupe_window of 100", small), std::pair("dedupe_window without limits", wide),
        std::pair("dedupe_window that compares contents", comparing)})
    for (const bool as_sessions : {false, true})
      for (const bool same_number : {false, true})
        add_for(all,
                std::string(name) + (as_sessions ? ", keys as sessions" : "") +
                    (same_number ? ", one number" : ""),
                key_shapes(), [limits = limits, as_sessions, same_number](std::string_view t) {
                  observe(t, limits, as_sessions, same_number);
                });

  for (const std::size_t sessions : {std::size_t{0}, std::size_t{1}, std::size_t{1'000'000}})
    add_for(all, "chunker of " + std::to_string(sessions) + " open sessions", line_shapes(),
            [sessions](std::string_view t) { chunk(t, sessions); });
  for (const int status : {200, 400, 401, 503})
    add_for(all, "push, answered by " + std::to_string(status), line_shapes(),
            [status](std::string_view t) { push_lines(t, status); });

  for (const int status : {200, 400, 503})
    for (const std::size_t room : {std::size_t{10}, std::size_t{1'000'000}})
      add_for(all,
              "producttelemetry::client of " + std::to_string(room) + ", answered by " +
                  std::to_string(status),
              {{"many events", [](std::size_t n) { return times(n, "x"); }},
               {"many events of escapes", [](std::size_t n) { return times(n, "\x01"); }}},
              [room, status](std::string_view t) {
                // A response that keeps all events makes each request as large as all events
                // together.
                if (status == 503) {
                  telemetry::client client = make_client(room);
                  for (std::size_t i = 0; i < t.size(); i += 100)
                    use(client.track("n", assay::raw_object{{"text", t.substr(i, 100)}},
                                     telemetry::event_type::usage, {}));
                  if (client.flush({})) use(client.settle({status}, {}, 0));
                  assay::text_buffer saved;
                  client.save(saved);
                  use(client.restore(saved.view()));
                } else run_client(t, room, status);
              });
  add_for(all, "read_queue_file, restore", queue_shapes(), [](std::string_view t) {
    use(telemetry::read_queue_file(t, strict()));
    telemetry::client client = make_client(SIZE_MAX);
    use(client.restore(t));
  });
  std::vector<shape> texts = text_shapes();
  add_for(all, "session::stamp, start_span", texts, stamp);
  add_for(all, "trace_context, upload_trace", texts, upload);
}

} // namespace hostile
