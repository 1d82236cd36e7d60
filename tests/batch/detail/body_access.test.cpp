// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/detail/body_access.hpp"

#include "assay/batch/batch_validator.hpp"
#include "assay/batch/promptetheus.hpp"
#include "assay/honeyhive/event.hpp"
#include "support/batches.hpp"
#include "support/catch.hpp"
#include "support/corpus.hpp"
#include "support/effort.hpp"
#include "support/events.hpp"
#include "support/guarded_text.hpp"
#include "support/seed_events.hpp"

#include <cstddef>
#include <deque>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using assay::batch_body;
using assay::batch_format;

namespace body_access_test {

using promptetheus_event = assay::promptetheus::event;
using honeyhive_event = assay::honeyhive::batched_event<assay::honeyhive::dialect::v1>;

/// A way to check a batch.
struct manner {
  assay::options options{};
  batch_format format{};
  std::string_view session{};
};

/// The whole verdict, without the body's address.
class description {
 public:
  explicit description(std::string_view body) : body_(body) {}

  void add(const assay::report& r) {
    out_ += r.accepted() ? "accepted" : "rejected";
    out_ += r.truncated() ? "+\n" : "\n";
    for (const assay::violation& v : r.violations())
      out_ += "    " + std::to_string(v.offset.value_or(7'000'000)) + " " +
              std::string(name_of(v.severity)) + " " + to_string(v) + " " + v.path + "\n";
  }
  void add_event(assay::outcome what, std::string_view text) {
    out_ += "arx"[static_cast<int>(what)];
    add(text);
  }
  void add(std::string_view text) {
    if (text.empty()) out_ += " -";
    else
      out_ += " " + std::to_string(text.data() - body_.data()) + "+" + std::to_string(text.size());
  }
  void add(assay::json_text text) { add(text.text()); }
  void add_rejected(std::size_t index, assay::json_text key, std::string_view reason) {
    out_ += "\n  " + std::to_string(index);
    add(key);
    (out_ += ' ').append(reason) += ' ';
  }
  void end_line() { out_ += '\n'; }
  void add(const batch_body& b) {
    out_ += "form " + std::to_string(static_cast<int>(b.form())) + " ";
    add(b.report());
    for (const auto& [name, value] : b.others()) add(name), add(value);
    end_line();
  }

  const std::string& text() const noexcept { return out_; }

 private:
  std::string_view body_;
  std::string out_;
};

/// The verdict of a `batch_validator`.
template <class T, auto SessionId, auto Key, auto Seq>
std::string judged_in_place(assay::batch_validator<T, SessionId, Key, Seq>& v,
                            std::string_view body, std::string_view session) {
  const assay::batch_verdict& verdict = v.check(body, session);
  description out(body);
  out.add(v.body());
  std::size_t rejected = 0;
  CHECK(verdict.form() == v.body().form());
  for (const assay::checked_event& e : verdict.events()) {
    out.add_event(e.what, e.text);
    for (const assay::json_text text : {e.type, e.session_id, e.seq, e.idempotency_key})
      out.add(text);
    if (e.what == assay::outcome::rejected) {
      const assay::rejected_event& r = verdict.rejected()[rejected++];
      out.add_rejected(r.index, r.idempotency_key, r.reason);
      out.add(r.report);
    }
    out.end_line();
  }
  CHECK(rejected == verdict.rejected().size());
  return out.text();
}

/// The verdict from the public parts: the body is split first, then each event is checked by
/// itself.
template <class T, auto SessionId, auto Key, auto Seq>
std::string judged_apart(std::string_view text, const manner& m) {
  assay::options with_reason = m.options;
  if (with_reason.limits.max_violations == 0) with_reason.limits.max_violations = 1;
  batch_body body(m.format, m.options);
  assay::validator<T> validator(with_reason);
  assay::dedupe_window window;
  body.split(text);
  description out(text);
  out.add(body);
  std::size_t index = 0, kept = 0;
  const auto reject = [&](std::string_view event, const assay::report& r) {
    out.add_event(assay::outcome::rejected, event);
    for (int i = 0; i < 4; ++i) out.add(std::string_view());
    const assay::violation* first = nullptr;
    for (const assay::violation& v : r.violations())
      if (first == nullptr && v.severity == assay::severity::error) first = &v;
    out.add_rejected(
        index, assay::json_text(assay::find_member(event, assay::schema_of_member<Key>().name)),
        to_string(*first));
    const bool keeps = kept + r.violations().size() <= m.format.max_violations;
    if (keeps) kept += r.violations().size();
    out.add(keeps ? r : assay::report(false, true, {}));
  };
  const auto reject_for = [&](std::string_view event, std::string_view name, assay::json_text value,
                              assay::code what, std::string_view expected = {}) {
    assay::violation v{.code = what};
    v.path = "/" + std::string(name);
    v.expected = expected;
    v.actual = value.kind();
    v.offset = static_cast<std::size_t>(value.text().data() - event.data());
    reject(event, assay::report(false, false, {std::move(v)}));
  };
  const auto characters = [&](assay::json_text t) {
    if (!t.is_string()) return t.kind() == assay::kind::number ? std::string(t.text()) : "";
    std::string escaped(t.between_quotes());
    if (m.options.null_characters == assay::null_character_policy::replace)
      assay::replace_escapes(escaped, {.null_characters = assay::null_character_policy::replace});
    std::string plain;
    assay::unescape(escaped, plain);
    return plain;
  };
  for (const std::string_view event : body.events()) {
    if (!validator.check(event)) {
      reject(event, validator.report());
    } else {
      const assay::json_text session(validator.template text_of<SessionId>()),
          key(validator.template text_of<Key>());
      assay::json_text seq, type;
      if constexpr (!std::is_null_pointer_v<decltype(Seq)>)
        seq = assay::json_text(validator.template text_of<Seq>());
      if constexpr (assay::validator<T>::has_tag())
        type = assay::json_text(validator.text_of_tag());
      const bool says_session = !session.empty() && session.kind() != assay::kind::null;
      assay::dedupe_outcome what = assay::dedupe_outcome::first;
      const bool is_foreign = m.format.reject_foreign_sessions && !m.session.empty() &&
                              says_session && characters(session) != m.session;
      if (!is_foreign && (key.is_string() || key.kind() == assay::kind::number))
        what = window.observe_without_forgetting(m.session.empty() ? characters(session)
                                                                   : std::string(m.session),
                                                 characters(key), seq.to_uint64(), event);
      if (is_foreign)
        reject_for(event, assay::schema_of_member<SessionId>().name, session,
                   assay::code::members_disagree, "the session that the request is for");
      else if (what == assay::dedupe_outcome::conflict) {
        if constexpr (!std::is_null_pointer_v<decltype(Seq)>)
          reject_for(event, assay::schema_of_member<Seq>().name, seq,
                     assay::code::sequence_conflict);
      } else {
        out.add_event(what == assay::dedupe_outcome::duplicate ? assay::outcome::duplicate
                                                               : assay::outcome::accepted,
                      event);
        for (const assay::json_text t : {type, session, seq, key}) out.add(t);
      }
    }
    out.end_line();
    ++index;
  }
  return out.text();
}

std::vector<manner> manners() {
  std::vector<manner> all(12);
  all[1].options.level = assay::level::strict;
  all[2].options.level = assay::level::reference;
  all[2].options.lone_surrogates = assay::surrogate_policy::replace;
  all[2].session = "p";
  all[3].options.null_characters = assay::null_character_policy::replace;
  all[3].format.bare_array = true;
  all[4].options.null_characters = assay::null_character_policy::reject;
  all[4].options.reject_number_overflow = true;
  all[4].format = {.bare_event = false, .max_events = 9};
  all[5].options.limits = {.max_document_bytes = 170, .max_violations = 2};
  all[5].session = "s";
  all[5].format.reject_foreign_sessions = true;
  all[6].options.limits = {.max_depth = 3, .max_string_bytes = 40, .max_members = 4};
  all[6].format.max_violations = 3;
  all[7].options.limits.max_violations = 0;
  all[7].options.level = assay::level::strict;
  all[8].options.reject_unknown_members = true;
  all[8].options.level = assay::level::strict;
  all[8].options.null_characters = assay::null_character_policy::warn;
  all[9].format.member = "model_events";
  all[9].format.bare_array = true;
  all[10].options.keep_unknown_types = true;
  all[10].options.limits = {.max_depth = 1};
  all[11].options.limits = {.max_string_bytes = 12, .max_violations = 1};
  all[11].options.null_characters = assay::null_character_policy::replace;
  all[11].options.level = assay::level::strict;
  return all;
}

/// Compares both ways, with all options, and with validators that are used repeatedly.
template <class T, auto SessionId, auto Key, auto Seq = nullptr>
class both_ways {
 public:
  both_ways() : manners_(manners()) {
    for (const manner& m : manners_) validators_.emplace_back(m.options, m.format);
  }

  /// The body ends at an unreadable page.
  void compare(std::size_t way, std::string_view text) {
    guarded_.assign(text);
    const manner& m = manners_[way];
    const std::string in_place = judged_in_place(validators_[way], guarded_, m.session),
                      apart = judged_apart<T, SessionId, Key, Seq>(guarded_, m);
    if (in_place != apart) { // a message for each would take longer than the test
      CAPTURE(text, way);
      REQUIRE(in_place == apart);
    }
    accepted_ += in_place.find("\na ") != in_place.npos;
    rejected_ += in_place.find("\nx ") != in_place.npos;
    refused_ += in_place.find("rejected\n") < in_place.find('\n') + 1;
  }
  void compare(std::string_view text) {
    for (std::size_t way = 0; way < manners_.size(); ++way) compare(way, text);
  }
  /// Compares with one set of options, chosen by the text's number.
  void compare_once(std::string_view text) { compare(next_++ % manners_.size(), text); }

  std::size_t accepted() const noexcept { return accepted_; }
  std::size_t rejected() const noexcept { return rejected_; }
  std::size_t refused() const noexcept { return refused_; }

 private:
  std::vector<manner> manners_;
  std::deque<assay::batch_validator<T, SessionId, Key, Seq>> validators_; // which must not move
  assay_test::guarded_text guarded_{""};
  std::size_t next_ = 0, accepted_ = 0, rejected_ = 0, refused_ = 0;
};

using promptetheus_ways = both_ways<promptetheus_event, &promptetheus_event::session_id,
                                    &promptetheus_event::idempotency_key, &promptetheus_event::seq>;
using honeyhive_ways =
    both_ways<honeyhive_event, &honeyhive_event::session_id, &honeyhive_event::event_id>;

/// Events, valid and invalid, each with a particular difficulty for finding its end.
std::vector<std::string> odd_events() {
  using assay_test::metric_event;
  std::vector<std::string> all = {
      metric_event(R"("a")", "0"),
      metric_event(R"("a")", "1"),
      metric_event(R"("\u0061")", "1"),
      metric_event(R"("b")", "0"),
      metric_event(R"("c\u0000")", "3"),
      metric_event(R"("d")", "-1"),
      metric_event(R"("e")", "4", R"("t")"),
      metric_event(R"("f")", "5", R"("\ud800")"),
      metric_event(R"("\ud83d\ude00")", "6", "\"\xC3\xA9\""),
      metric_event(R"("g")", "1e400"),
      R"({"payload":{"name":"m","value":1},"type":"metric","session_id":"s","timestamp":"t","seq":8,"idempotency_key":"h"})",
      "{ \"type\" :\n\"metric\" ,\t\"session_id\" : \"s\",\"timestamp\":\"t\",\"seq\":9 "
      ",\"idempotency_key\":\"i\",\"payload\": {\"name\":\"m\",\"value\":-0.5e3 } , "
      "\"more\":[[{}],{\"a\":[]}]\n}",
      R"({"type":"metric","session_id":"s","timestamp":"t","seq":10,"idempotency_key":"j","payload":{"name":"m","value":1},"seq":11})",
      R"({"type":"other","session_id":"s","timestamp":"t","seq":12,"idempotency_key":"k","payload":{"name":["]}"]}})",
      R"({"t\u0079pe":"metric","session_id":"s","timestamp":"t","seq":13,"idempotency_key":"l","payload":{"name":"m","value":1e400}})",
      R"({"type":"metric","session_id":"s","timestamp":"t","seq":14,"idempotency_key":"m","payload":{"name":"a name of more than 64 bytes, so that its length cannot be guessed any more","value":1}})",
      "{}",
      "null",
      "7",
      R"("x")",
      "[{}]",
      R"({"v":NaN,"w":-Infinity})",
      R"({"type":"metric","v":[[[[1]]]]})",
      R"({"idempotency_key":{"a":1}})"};
  for (const assay_test::sample_payload& p : assay_test::sample_payloads)
    all.push_back(assay_test::event_text(p.type, p.payload));
  return all;
}

/// Bodies of all forms that contain these events.
std::vector<std::string> bodies_of(const std::vector<std::string>& events) {
  std::string list;
  for (const std::string& e : events) list += (list.empty() ? "" : ",") + e;
  return {R"({"events":[)" + list + "]}",
          "[" + list + "]",
          R"({"single":true,"events" : [ )" + list + " ]\n,\"other\":[1,{}]} \n",
          "\xEF\xBB\xBF"
          R"({"model_events":[)" +
              list + R"(],"events":{}})",
          R"({"events":)" + events.front() + "}",
          events.back(),
          R"({"events":[)" + events.front() + R"(],"\u0065vents":[)" + list + "]}",
          R"({"events":[],"events2":[)" + list + "]}",
          R"({"events":[)" + list + "],\"x\":NaN}",
          R"({"events":[)" + list + "]}]"};
}

/// The text with something inserted or removed.
std::string changed(std::string text, std::mt19937& random) {
  const std::string_view pieces[] = {"{",  "}",  "[",       "]",        ",",        ":",
                                     "\"", "\\", "1",       "e",        " ",        "\n",
                                     "0",  ".",  "\xFF",    "\xC3\xA9", "-",        "NaN",
                                     "{}", "[]", "\\ud800", "\\u0000",  "\"seq\":", "\x01"};
  for (std::size_t n = 1 + random() % 2; n != 0 && !text.empty(); --n) {
    const std::size_t at = random() % text.size();
    switch (random() % 4) {
    case 0: text.erase(at, 1 + random() % 4); break;
    case 1: text.insert(at, pieces[random() % std::size(pieces)]); break;
    case 2: text.replace(at, 1, pieces[random() % std::size(pieces)]); break;
    default: text.insert(at, text.substr(random() % text.size(), random() % 60));
    }
  }
  return text;
}

} // namespace body_access_test
using namespace body_access_test;

TEST_CASE("body access: each event is shown once, in order, and the returned end is used") {
  const std::string_view text = R"({"a":{},"events":[{"b":1} , 2,"x",{}],"c":1} )";
  batch_body body;
  std::string seen;
  CHECK(assay::detail::body_access::split(body, text, [&](const char* at, const char* end) {
    CHECK(end == text.data() + text.size() - 1);
    seen += *at;
    return *at == '{' ? at + (at[1] == '}' ? 2 : 7) : nullptr;
  }));
  CHECK(seen == "{2\"{");
  REQUIRE(body.events().size() == 4);
  CHECK(body.events()[0] == R"({"b":1})");
  CHECK(body.events()[3] == "{}");
  CHECK(body.others().size() == 2);
  // A bare event is not shown.
  const auto shows_nothing = [](const char*, const char*) -> const char* {
    FAIL("an event was shown");
    return nullptr;
  };
  CHECK_FALSE(assay::detail::body_access::split(body, R"({"event":[{}])", shows_nothing));
  CHECK(assay::detail::body_access::split(body, R"({"event":[{}]})", shows_nothing));
}

TEST_CASE(
    "batch validator: events of all types get the same verdict in their body as by themselves") {
  promptetheus_ways ways;
  const std::vector<std::string> events = odd_events();
  for (const std::string& body : bodies_of(events)) ways.compare(body);
  for (const std::string& e : events)
    for (const std::string& body : bodies_of({e})) ways.compare(body);
  CHECK(ways.accepted() > 100);
  CHECK(ways.rejected() > 100);
  CHECK(ways.refused() > 100);
}

TEST_CASE("batch validator: truncated bodies get the same verdict in one pass as in two") {
  promptetheus_ways ways;
  const std::vector<std::string> events = odd_events();
  for (std::size_t first = 0; first < events.size(); first += 3)
    for (const std::string& body : bodies_of({events[first], events[(first + 1) % events.size()]}))
      for (std::size_t size = 0; size <= body.size(); ++size) {
        ways.compare_once(body.substr(0, size));
        if (size % 4 == 0) ways.compare_once(body.substr(0, size) + "]}");
      }
  CHECK(ways.refused() > 1000);
}

TEST_CASE("batch validator: changed bodies get the same verdict in one pass as in two", "[long]") {
  std::mt19937 random(16);
  promptetheus_ways ways;
  const std::vector<std::string> events = odd_events();
  const int rounds = assay_test::effort(40'000);
  for (int round = 0; round < rounds; ++round) {
    std::vector<std::string> some;
    for (std::size_t n = 1 + random() % 4; n != 0; --n)
      some.push_back(events[random() % events.size()]);
    const std::vector<std::string> bodies = bodies_of(some);
    ways.compare_once(changed(bodies[random() % bodies.size()], random));
  }
  const auto enough = static_cast<std::size_t>(rounds / 40);
  CHECK(ways.accepted() > enough);
  CHECK(ways.rejected() > enough);
  CHECK(ways.refused() > enough);
}

TEST_CASE("batch validator: seeds and recorded events get the same verdict in their body as by "
          "themselves") {
  promptetheus_ways ways;
  std::vector<std::string> events;
  for (assay_test::seed& s : assay_test::seeds()) events.push_back(std::move(s.text));
  for (const std::string& e : events) ways.compare(R"({"events":[{},)" + e + ",7]}");
  for (const std::string& line : assay_test::recorded_lines("promptetheus/sessions.ndjson"))
    ways.compare_once(R"({"events":[)" + line + "," + line + "]}");
  CHECK(ways.accepted() > 100);
  CHECK(ways.rejected() > 100);
}

TEST_CASE("batch validator: HoneyHive's events get the same verdict in one pass as in two") {
  std::mt19937 random(61);
  honeyhive_ways ways;
  const std::vector<std::string> events = {
      R"({"event_type":"tool","inputs":{},"session_id":"s","event_id":"e","start_time":1,"end_time":2.5})",
      R"({"event_type":"tool","inputs":{"a":[1,{"b":null}]},"event_id":"e"})",
      R"({"event_type":"model","inputs":{"chat_history":[{"role":"user","content":"x"}]},"outputs":{},"config":{},"event_id":null})",
      R"({"event_type":"none","inputs":[]})",
      R"({"inputs":{}})",
      "7"};
  for (int round = 0; round < assay_test::effort(4'000); ++round) {
    const std::vector<std::string> bodies =
        bodies_of({events[random() % events.size()], events[random() % events.size()]});
    ways.compare(random() % 12, bodies[random() % bodies.size()]);
    ways.compare_once(changed(bodies[random() % bodies.size()], random));
  }
  CHECK(ways.accepted() > 100);
  CHECK(ways.rejected() > 100);
  CHECK(ways.refused() > 100);
}
