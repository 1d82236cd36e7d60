// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/verdict.hpp"
#include "assay/batch/wrapper.hpp"
#include "assay/identity/idempotency_key.hpp"
#include "assay/promptetheus/event.hpp"
#include "assay/testing/json_tree.hpp"
#include "assay/testing/sample.hpp"
#include "assay/testing/source.hpp"
#include "assay/testing/valid.hpp"
#include "assay/timeline/irregularities.hpp"
#include "assay/timeline/ordering.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace assay::testing {

/// An event of a session as it arrives. Each event is valid; its other violations depend on the
/// events before it.
struct session_event {
  std::string text{};    ///< JSON on one line
  std::uint64_t seq = 0; ///< the sequence number
  /// The expected outcome in a batch or a stream, if contents are not compared.
  assay::outcome outcome = assay::outcome::accepted;
  /// The violation of a rejected event. Its offset counts from the first byte of the event.
  std::optional<expected_violation> violation{};
  /// The violation `key_conflict` if the event has the key of an accepted event, but other content.
  /// It is rejected if the window compares contents; otherwise it is a duplicate.
  std::optional<expected_violation> if_compared{};
};

/// What a timeline must report about a span, whatever the order of arrival.
struct session_span {
  std::string id{};                         ///< its id
  std::optional<std::string> parent_id{};   ///< the id of its parent
  std::optional<std::string> name{};        ///< its name
  std::optional<std::uint64_t> start_seq{}; ///< the sequence number of its start
  std::optional<std::uint64_t> end_seq{};   ///< the sequence number of its end
  std::optional<double> duration_ms{};      ///< its duration in milliseconds
  std::size_t events = 0;                   ///< number of distinct events, including conflicts
  std::uint32_t depth = 0;                  ///< number of spans around it
  /// Compares all members.
  friend bool operator==(const session_span&, const session_span&) = default;
};

/// A session as a server receives it, and its expected analysis. It has retries, reordered events,
/// gaps, and conflicting events.
struct session_sample {
  std::string id{};                    ///< the session's id
  std::vector<session_event> events{}; ///< in order of arrival

  // The expected timeline. Events are counted in the order of arrival, from 0.
  std::vector<timeline::event_index> order{};     ///< distinct events by seq, then by arrival
  std::vector<timeline::duplicate> duplicates{};  ///< the expected duplicates
  std::vector<timeline::conflict> conflicts{};    ///< the expected conflicts
  std::vector<timeline::gap> gaps{};              ///< the expected gaps
  std::vector<timeline::event_index> after_end{}; ///< events after the session's end, in order
  std::vector<session_span> spans{};              ///< sorted by id

  /// Returns the session as lines.
  std::string lines() const { return join({"", "\n", "\n"}); }
  /// Returns the session as the body of one request.
  std::string body() const { return join(events_wrapper); }

 private:
  std::string join(const batch_wrapper& w) const {
    std::string out(w.prefix);
    for (const session_event& e : events) {
      if (&e != events.data()) out += w.separator;
      out += e.text;
    }
    return out += w.suffix;
  }
};

namespace detail {

/// Makes a session in the order in which it happened, changes what arrives, and computes the
/// expected analysis.
class session_maker {
 public:
  session_maker(source& from, level at) : from_(from), level_(at) {
    out_.id = "session-" + token(6);
    nonce_ = token(8);
  }

  session_sample make(std::size_t count) {
    happen(count);
    disturb();
    set_verdict();
    look_back();
    return std::move(out_);
  }

 private:
  using node = json_node;

  /// An event as its producer made it.
  struct made_event {
    std::uint64_t seq = 0;
    std::string key{}, type{}, payload{};
    std::string span{}, parent{}; ///< empty if there is none
    std::string span_name{};      ///< of a marker
    std::optional<int> duration_ms{};
    timeline::role role = timeline::role::event;
  };
  /// An event as it was sent.
  struct sent_event {
    /// How the text differs from the original. White space between tokens is not part of the
    /// content.
    enum class form { original, changed, respelled, spaced };
    std::size_t made = 0; ///< the index in `made_`
    form as = form::original;

    /// Equal for texts with equal content.
    form content() const noexcept { return as == form::spaced ? form::original : as; }
  };
  using form = sent_event::form;
  struct open_span {
    std::string id, parent, name;
  };

  std::string token(std::size_t size) {
    std::string out;
    while (size-- != 0) out += from_.pick(std::string_view("0123456789abcdef"));
    return out;
  }

  made_event& add(std::string type, std::string payload, const open_span* span) {
    made_event e{.seq = made_.size(), .type = std::move(type), .payload = std::move(payload)};
    e.key = derive_idempotency_key(out_.id, nonce_, e.seq);
    if (span != nullptr) e.span = span->id, e.parent = span->parent;
    return made_.emplace_back(std::move(e));
  }
  void add_marker(const open_span& span, bool is_end) {
    std::string payload =
        is_end ? R"({"name":"span_end","span_name":)" : R"({"name":"span_start","span_name":)";
    ((payload += '"') += span.name) += '"';
    std::optional<int> duration;
    if (is_end) {
      duration = static_cast<int>(from_.below(5000));
      (payload += ",\"duration_ms\":") += std::to_string(*duration);
    }
    made_event& e = add("state_change", payload + '}', &span);
    e.role = is_end ? timeline::role::span_end : timeline::role::span_start;
    e.span_name = span.name;
    e.duration_ms = duration;
  }
  /// Adds an event with a random valid payload that is not a marker.
  void add_any(const open_span* span) {
    for (int tries = 0; tries < 4; ++tries) {
      const node event = valid_tree<promptetheus::event>(from_, level_);
      const node *const type = event.find("type"), *const payload = event.find("payload");
      if (type == nullptr || payload == nullptr) continue;
      const std::string name = json_text(type->text).to_string();
      if (name == "session_end" || name == "state_change") continue;
      return void(add(name, to_json(*payload), span));
    }
    add("metric", R"({"name":"m","value":1})", span);
  }

  void happen(std::size_t count) {
    add("state_change", R"({"name":"session_started","before":null,"after":{}})", nullptr);
    std::vector<open_span> open;
    const auto inside = [&] { return open.empty() ? nullptr : &open.back(); };
    while (made_.size() < count) {
      switch (from_.below(4)) {
      case 0:
        open.push_back({"span_" + token(8), open.empty() ? "" : open.back().id,
                        "step " + std::to_string(open.size())});
        add_marker(open.back(), false);
        break;
      case 1:
        if (open.empty()) break;
        add_marker(open.back(), true);
        open.pop_back();
        break;
      default: add_any(inside());
      }
    }
    for (; !open.empty(); open.pop_back()) add_marker(open.back(), true);
    add("session_end", R"({"status":"completed","error":null})", nullptr).role =
        timeline::role::session_end;
    while (from_.one_in(4)) add_any(nullptr); // which producers should not do
  }

  void disturb() {
    const std::size_t last = made_.size();
    for (std::size_t i = 0; i < last; ++i) {
      if (from_.one_in(10)) continue; // lost: a gap
      sent_.push_back({i});
      if (from_.one_in(6)) sent_.push_back({i});                   // a retry
      if (from_.one_in(16)) sent_.push_back({i, form::spaced});    // changed by a proxy
      if (from_.one_in(16)) sent_.push_back({i, form::changed});   // same key, other content
      if (from_.one_in(16)) sent_.push_back({i, form::respelled}); // same key in another spelling
      if (!from_.one_in(16)) continue;
      made_event other = made_[i]; // same number, another producer
      other.key = derive_idempotency_key(out_.id, "other" + token(3), other.seq);
      made_.push_back(std::move(other));
      sent_.push_back({made_.size() - 1});
    }
    if (sent_.empty()) sent_.push_back({0});
    for (std::size_t i = 1; i < sent_.size(); ++i) // some overtake others
      if (from_.one_in(5))
        std::swap(sent_[i], sent_[i - from_.between(1, std::min<std::size_t>(i, 6))]);
  }

  std::string text_of(const sent_event& s) const {
    const made_event& e = made_[s.made];
    const std::string_view space = s.as == form::spaced ? " " : "";
    std::string out = "{";
    const auto member = [&](std::string_view name, std::string_view json) {
      if (out.size() > 1) out += ',';
      (((out += space) += '"') += name) += "\":";
      (out += space) += json;
    };
    const auto quoted = [](std::string_view text) { return '"' + std::string(text) + '"'; };
    member("type", quoted(e.type));
    member("session_id", quoted(out_.id));
    member("timestamp", R"("2026-06-12T08:30:00.125Z")");
    member("seq", std::to_string(e.seq));
    member("idempotency_key",
           quoted(s.as == form::respelled ? R"(\u0073)" + e.key.substr(1) : e.key));
    member("payload", e.payload);
    if (s.as == form::changed) member("metadata", R"({"changed":true})");
    if (!e.span.empty()) {
      member("span_id", quoted(e.span));
      member("parent_id", e.parent.empty() ? "null" : quoted(e.parent));
    }
    return (out += space) += '}';
  }
  static std::size_t value_of(std::string_view text, std::string_view quoted_name) {
    const std::size_t at = text.find(quoted_name) + quoted_name.size() + 1;
    return text[at] == ' ' ? at + 1 : at;
  }

  /// Computes what a server that remembers accepted events must report.
  void set_verdict() {
    std::map<std::string, form> contents; // of each accepted key
    std::set<std::uint64_t> numbers;
    for (const sent_event& s : sent_) {
      const made_event& e = made_[s.made];
      session_event& out = out_.events.emplace_back();
      out.text = text_of(s);
      out.seq = e.seq;
      const auto found = contents.find(e.key);
      if (found != contents.end()) {
        out.outcome = outcome::duplicate;
        if (found->second != s.content())
          out.if_compared =
              expected_violation{code::key_conflict, "/idempotency_key", severity::error,
                                 value_of(out.text, "\"idempotency_key\"")};
      } else if (numbers.contains(e.seq)) {
        out.outcome = outcome::rejected;
        out.violation = expected_violation{code::sequence_conflict, "/seq", severity::error,
                                           value_of(out.text, "\"seq\"")};
      } else {
        contents.emplace(e.key, s.content());
        numbers.insert(e.seq);
      }
    }
  }

  /// Computes what a timeline must report.
  void look_back() {
    std::map<std::string, timeline::event_index> first_of_key;
    for (timeline::event_index i = 0; i < sent_.size(); ++i) {
      const auto [first, is_new] = first_of_key.emplace(made_[sent_[i].made].key, i);
      if (is_new) out_.order.push_back(i);
      else out_.duplicates.push_back({i, first->second});
    }
    const auto seq = [&](timeline::event_index i) { return made_[sent_[i].made].seq; };
    std::sort(out_.order.begin(), out_.order.end(),
              [&](auto a, auto b) { return std::pair(seq(a), a) < std::pair(seq(b), b); });
    std::sort(out_.duplicates.begin(), out_.duplicates.end(), [&](auto& a, auto& b) {
      return std::tuple(seq(a.first), a.first, a.event) <
             std::tuple(seq(b.first), b.first, b.event);
    });
    std::uint64_t next = 0;
    for (std::size_t i = 0, first = 0; i < out_.order.size(); ++i) {
      const std::uint64_t n = seq(out_.order[i]);
      if (i != 0 && n == seq(out_.order[first])) {
        out_.conflicts.push_back({out_.order[i], out_.order[first]});
        continue;
      }
      first = i;
      if (n > next) out_.gaps.push_back({next, n - 1});
      next = n + 1;
    }
    find_spans();
    const auto role = [&](timeline::event_index i) { return made_[sent_[i].made].role; };
    const auto end = std::find_if(out_.order.begin(), out_.order.end(),
                                  [&](auto i) { return role(i) == timeline::role::session_end; });
    if (end == out_.order.end()) return;
    std::copy_if(end, out_.order.end(), std::back_inserter(out_.after_end),
                 [&](auto i) { return seq(i) != seq(*end); });
  }

  void find_spans() {
    std::map<std::string, session_span> spans;
    for (const timeline::event_index i : out_.order) {
      const made_event& e = made_[sent_[i].made];
      if (e.span.empty()) continue;
      session_span& s = spans[e.span];
      s.id = e.span;
      if (!e.parent.empty()) s.parent_id = e.parent;
      ++s.events;
      if (e.role == timeline::role::event) continue;
      s.name = e.span_name;
      const bool is_end = e.role == timeline::role::span_end;
      (is_end ? s.end_seq : s.start_seq) = e.seq;
      if (is_end) s.duration_ms = *e.duration_ms;
    }
    for (auto& [id, s] : spans) {
      for (const session_span* p = &s;
           p->parent_id && spans.contains(*p->parent_id) && s.depth < spans.size(); ++s.depth)
        p = &spans.at(*p->parent_id);
      out_.spans.push_back(s);
    }
  }

  source& from_;
  level level_;
  std::string nonce_;
  std::vector<made_event> made_;
  std::vector<sent_event> sent_;
  session_sample out_;
};

} // namespace detail

/// Returns a Promptetheus session of about `count` events: its start and end, nested spans, and
/// random payloads. Some events are lost or sent again, unchanged or in another spelling. Some have
/// the key of another event, or a sequence number of another producer. Some come after the end, and
/// some out of order.
///
/// Each event is valid at that level. Takes n log n time for n events.
inline session_sample promptetheus_session(source& from, level at = level::strict,
                                           std::size_t count = 20) {
  // A separate source: all ids would be equal once the bytes of `from` are used up.
  source choices(from.bits());
  return detail::session_maker(choices, at).make(count);
}

} // namespace assay::testing
