// SPDX-License-Identifier: BSL-1.0
#include "systems/batch_outcome.hpp"
#include "systems/systems.hpp"

#include "clock.hpp"

#include "assay/batch/promptetheus.hpp"
#include "assay/json/json_output.hpp"
#include "assay/json/walk.hpp"
#include "assay/promptetheus.hpp"
#include "assay/promptetheus/routes.hpp"

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

namespace gateway {
namespace {

namespace promptetheus = assay::promptetheus;

constexpr std::string_view system_name = "promptetheus";

/// The store for a batch. The reference implementation identifies an event by its key only.
class promptetheus_window : public store_window {
 public:
  promptetheus_window(event_store& store, bool is_reference) noexcept
      : store_window(store, system_name), is_reference_(is_reference) {}

  assay::dedupe_outcome observe_without_forgetting(std::string_view session, std::string_view key,
                                                   std::optional<std::uint64_t> seq,
                                                   std::string_view text) {
    const auto what = store_window::observe_without_forgetting(session, key, seq, text);
    const bool is_same_key = what == assay::dedupe_outcome::collision;
    return is_same_key && is_reference_ ? assay::dedupe_outcome::duplicate : what;
  }

 private:
  bool is_reference_;
};

/// Opens traces and accepts their events.
class promptetheus_intake {
 public:
  explicit promptetheus_intake(const settings& s)
      : requires_trace_(s.requires_trace), is_reference_(s.checks.level == assay::level::reference),
        traces_(checks_of_traces(s.checks)), events_(s.checks, {.max_body_bytes = s.max_body}) {}

  response open(event_store& store, const request& r, const path_parts&) {
    promptetheus::trace t;
    const std::string_view body = assay::trimmed(r.body).empty() ? "{}" : std::string_view(r.body);
    if (!traces_.read(body, t)) return refuse_trace(store, r);
    if (!t.id || t.id->empty()) t.id.emplace(assay::make_ulid()->text().str());
    const std::int64_t first = store.open({.system = system_name,
                                           .session = *t.id,
                                           .agent = text_in(t.agent),
                                           .user_goal = text_in(t.user_goal),
                                           .status = "running",
                                           .body = body});
    return {.status = 201, .body = opened(t, first)};
  }

  response add(event_store& store, const request& r, const path_parts& parts) {
    const std::string& session = parts.at(0);
    if (requires_trace_ && !store.has_session(system_name, session))
      return refuse_untraced(store, r, session);
    promptetheus_window window(store, is_reference_);
    const assay::batch_verdict& v = events_.check(r.body, session, &window);
    settle(store, v, r.body, {.system = system_name, .session = session});
    for (const assay::checked_event& e : v.events())
      if (e.what == assay::outcome::accepted && e.type.between_quotes() == "session_end")
        note_end(store, session, e.text);
    return answer_to(v, r.query);
  }

 private:
  /// The real backend accepts every trace, so traces are rejected only at level `strict`.
  static assay::options checks_of_traces(assay::options o) {
    if (o.level != assay::level::strict) o.level = assay::level::reference;
    return o;
  }

  template <class Member>
  static std::optional<std::string> text_in(const Member& m) {
    return m ? std::optional<std::string>(*m) : std::nullopt;
  }

  static void note_end(event_store& store, const std::string& session, std::string_view event) {
    const assay::json_text status(assay::find_value(event, "/payload/status"));
    if (status.is_string()) store.set_status(system_name, session, status.to_string());
  }

  response refuse_trace(event_store& store, const request& r) {
    const assay::report& why = traces_.report();
    const int status = status_of(why);
    reject_body(store, r.body, why, status, {.system = system_name});
    return refusal_for(status, why);
  }

  /// Returns the trace with the data of the gateway: `{"id","trace":{...}}`.
  static std::string opened(promptetheus::trace t, std::int64_t first) {
    t.additional = {}; // a member may have the wrong type

    assay::text_buffer out;
    assay::json_output to(out);
    to.raw(R"({"id":)");
    to.string(*t.id);
    to.raw(R"(,"trace":)");
    if (!write(t, out)) throw std::runtime_error("a trace cannot be written");
    out.truncate(out.size() - 1); // removes the closing brace
    to.raw(R"(,"status":"running","started_at":)");
    to.string(text_of_time(first));
    to.raw("}}");
    return std::string(out.view());
  }

  /// Keeps the body, so that it can be retried after the trace is opened.
  static response refuse_untraced(event_store& store, const request& r,
                                  const std::string& session) {
    constexpr int not_found = 404;
    store.count(system_name, "rejected", "trace_not_found");
    store.quarantine({.system = system_name,
                      .session = session,
                      .status = not_found,
                      .violations = R"([{"pointer":"","code":"trace_not_found",)"
                                    R"("message":"the trace was not opened"}])",
                      .body = r.body});
    return refusal(not_found, "trace not found");
  }

  bool requires_trace_;
  bool is_reference_;
  assay::validator<promptetheus::trace> traces_;
  promptetheus::batch_validator events_;
};

} // namespace

void add_promptetheus(router& to, const settings& s) {
  const auto intake = std::make_shared<promptetheus_intake>(s);
  for (const promptetheus::route& r : promptetheus::routes) {
    write_handler handler;
    if (r.object == "trace") handler = [intake](auto&... of) { return intake->open(of...); };
    else handler = [intake](auto&... of) { return intake->add(of...); };
    to.add({std::string(r.method), std::string(r.path), std::move(handler)});
  }
}

} // namespace gateway
