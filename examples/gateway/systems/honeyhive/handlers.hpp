// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "settings.hpp"
#include "http/path.hpp"
#include "systems/honeyhive/common.hpp"
#include "systems/honeyhive/update.hpp"

#include "assay/json/validator.hpp"
#include "assay/json/walk.hpp"

#include <memory>
#include <type_traits>

namespace gateway::honeyhive {

/// Returns the text of the object in a wrapper. In version 1.1.0 it is JSON in a string, which is
/// decoded into `room`.
template <class Wrapped>
std::string_view unwrapped(std::string_view body, std::string_view member, std::string& room) {
  const assay::json_text text(assay::find_member(body, member));
  if (!text.is_string()) return text.text();
  room = text.to_string();
  return room;
}

/// Returns whether an object from a string is valid; other objects were checked with their request.
template <class Inner>
bool is_right(assay::validator<Inner>& inner, std::string_view text, const std::string& room) {
  return room.empty() || inner.check(text);
}

/// Accepts requests with one object of type `Inner`, in the member of that name or as the body
/// itself, and passes its text to `use`.
template <class T, class Inner>
write_handler take_one(const settings& s, std::string_view member,
                       response (*use)(event_store&, std::string_view, std::string_view)) {
  struct validators {
    explicit validators(const assay::options& o) : whole(o), inner(o) {}
    assay::validator<T> whole;
    assay::validator<Inner> inner;
  };
  const auto v = std::make_shared<validators>(s.checks);
  return [v, member, use](event_store& store, const request& r, const path_parts&) {
    const assay::report* why = nullptr;
    std::string room;
    std::string_view text;
    if (!v->whole.check(r.body)) why = &v->whole.report();
    else {
      const std::string_view body = assay::trimmed(r.body);
      text = member.empty() ? body : unwrapped<Inner>(body, member, room);
      if (text.empty()) text = body; // version 1.0.4 does not require the wrapper
      if (!is_right(v->inner, text, room)) why = &v->inner.report();
    }
    if (why == nullptr) return use(store, text, r.body);
    reject_body(store, r.body, *why, 400, {.system = system_name});
    return refusal_for(400, *why);
  };
}

inline response start_of(event_store& store, std::string_view session, std::string_view) {
  return start_session(store, session);
}

// Handle the requests whose body has the type of the pointer.

template <wire::dialect D>
write_handler handler_for(const settings& s, const wire::session_request<D>*) {
  return take_one<wire::session_request<D>, wire::session<D>>(s, "session", start_of);
}
template <wire::dialect D>
write_handler handler_for(const settings& s, const wire::session<D>*) {
  return take_one<wire::session<D>, wire::session<D>>(s, "", start_of);
}
template <wire::dialect D>
write_handler handler_for(const settings& s, const wire::event_request<D>*) {
  return take_one<wire::event_request<D>, wire::event<D>>(s, "event", add_event);
}
template <wire::dialect D>
write_handler handler_for(const settings& s, const wire::event<D>*) {
  return take_one<wire::event<D>, wire::event<D>>(s, "", add_event);
}
template <wire::dialect D>
write_handler handler_for(const settings& s, const wire::model_event_request<D>*) {
  return take_one<wire::model_event_request<D>, wire::model_event<D>>(s, "model_event", add_event);
}

/// Checks the result of an update. The event must still be valid in each form of the dialect in
/// which it was valid before.
template <wire::dialect D>
class event_forms {
 public:
  explicit event_forms(const assay::options& o) : events_(o), batched_(o), models_(o) {}

  const assay::report* operator()(std::string_view before, std::string_view after) {
    if (!events_.check(before) && batched_.check(before)) return why_not(batched_, after);
    if (!events_.check(before) && models_.check(before)) return why_not(models_, after);
    return why_not(events_, after);
  }

 private:
  template <class T>
  static const assay::report* why_not(assay::validator<T>& v, std::string_view event) {
    return v.check(event) ? nullptr : &v.report();
  }

  assay::validator<wire::event<D>> events_;
  assay::validator<wire::batched_event<D>> batched_;
  assay::validator<wire::model_event<D>> models_;
};

template <wire::dialect D>
write_handler handler_for(const settings& s, const wire::event_update<D>*) {
  const auto v = std::make_shared<assay::validator<wire::event_update<D>>>(s.checks);
  const auto forms = std::make_shared<event_forms<D>>(s.checks);
  return
      [v, forms, most = s.max_body](event_store& store, const request& r, const path_parts& parts) {
        if (!v->check(r.body)) {
          reject_body(store, r.body, v->report(), 400, {.system = system_name});
          return refusal_for(400, v->report());
        }
        const std::string_view body = assay::trimmed(r.body);
        const std::string id =
            parts.empty() ? string_member(body, "event_id").value_or("") : parts.front();
        return update_event(store,
                            {.id = id,
                             .session = query_value(r.query, "session_id"),
                             .update = body,
                             .max_bytes = most},
                            std::ref(*forms));
      };
}

/// The members that identify events, if the dialect names them.
template <class Event, auto Member>
consteval auto named_member() {
  using type = std::remove_cvref_t<decltype(std::declval<Event>().*Member)>;
  if constexpr (std::is_same_v<type, assay::no_member>) return nullptr;
  else return Member;
}

/// Accepts batches of type T with events of type Event, under one of the names.
template <class T, class Event>
class batch_intake {
 public:
  batch_intake(const settings& s, std::string_view member)
      : member_(member), format_{.member = member,
                                 .bare_event = false,
                                 .max_body_bytes = s.max_body},
        whole_(s.checks), body_(format_, s.checks), events_(s.checks, format_) {}

  std::string_view member() const noexcept { return member_; }

  response take(event_store& store, const request& r, const path_parts& parts) {
    std::string session, prefix;
    const bool is_readable = body_.split(r.body);
    if (is_readable) {
      if (!check_around(whole_, body_, member_, r.body)) return refuse(store, r);
      session = parts.empty() ? shared_session(body_) : parts.front();
      prefix = prefix_of(body_, member_);
    }
    window seen(store);
    const assay::batch_verdict& v = events_.check(r.body, session, &seen);
    return finish_batch(
        store, v, seen, r,
        {.system = system_name, .session = session, .prefix = prefix, .suffix = "]}"});
  }

 private:
  response refuse(event_store& store, const request& r) {
    reject_body(store, r.body, whole_.report(), 400, {.system = system_name});
    return refusal_for(400, whole_.report());
  }

  std::string_view member_;
  assay::batch_format format_;
  assay::validator<T> whole_;
  assay::batch_body body_;
  assay::batch_validator<Event, named_member<Event, &Event::session_id>(),
                         named_member<Event, &Event::event_id>()>
      events_;
};

template <wire::dialect D, wire::batch_use U>
write_handler handler_for(const settings& s, const wire::basic_batch<D, U>*) {
  using batch = wire::basic_batch<D, U>;
  using event = std::conditional_t<batch::of_models, wire::model_event<D>, wire::batched_event<D>>;
  const auto intake =
      std::make_shared<batch_intake<batch, event>>(s, batch::of_models ? "model_events" : "events");
  return [intake](auto&... of) { return intake->take(of...); };
}

inline write_handler handler_for(const settings& s, const wire::session_traces*) {
  using intake = batch_intake<wire::session_traces, wire::batched_event<wire::dialect::legacy>>;
  const auto logs = std::make_shared<intake>(s, "logs"),
             events = std::make_shared<intake>(s, "events");
  return [logs, events](event_store& store, const request& r, const path_parts& parts) {
    const bool has_logs = !assay::find_member(assay::trimmed(r.body), "logs").empty();
    return (has_logs ? logs : events)->take(store, r, parts);
  };
}

} // namespace gateway::honeyhive
