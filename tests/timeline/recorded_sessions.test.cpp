// SPDX-License-Identifier: BSL-1.0

// Trees that the reference implementation made, if a corpus of them is available.

#include <assay/promptetheus.hpp>
#include <assay/timeline.hpp>
#include <assay/timeline/promptetheus.hpp>

#include "support/catch.hpp"
#include "support/corpus.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <string>

using namespace assay::timeline;
using assay::promptetheus::event;
namespace json = boost::json;

namespace {

assay::options at_reference() {
  assay::options o;
  o.level = assay::level::reference;
  return o;
}

json::value tree_of(const ordered_session& s) {
  assay::text_buffer out;
  REQUIRE(append_json(out, span_tree(s)));
  json::parse_options o;
  o.max_depth = 1000; // two nested arrays or objects for each span
  return json::parse(out.view(), {}, o);
}

} // namespace

TEST_CASE("recorded sessions: the trees are those of the reference") {
  const auto events = assay_test::corpus_lines("promptetheus/sessions.ndjson");
  const auto oracles = assay_test::corpus_lines("promptetheus/session_oracles.ndjson");
  if (!events || !oracles) {
    WARN("skipped: there is no corpus of recorded sessions (set ASSAY_CORPUS to its directory)");
    return;
  }
  event_log from_texts, from_events;
  assay::validator<event> validator(at_reference());
  event e;
  for (const std::string& line : *events) {
    REQUIRE(validator.check(line));
    REQUIRE(add(from_texts, validator));
    REQUIRE(validator.read(line, e));
    REQUIRE(add(from_events, e));
  }
  const ordering a(from_texts), b(from_events);
  REQUIRE(oracles->size() > 100);
  CHECK(a.sessions().size() == oracles->size());
  for (const std::string& line : *oracles) {
    const json::value oracle = json::parse(line);
    const std::string id(oracle.at("session_id").as_string());
    INFO(id);
    for (const ordering* o : {&a, &b}) {
      const ordered_session* const s = o->find(id);
      REQUIRE(s != nullptr);
      CHECK(s->events().size() == oracle.at("events").to_number<std::size_t>());
      const json::value found = tree_of(*s);
      REQUIRE(found.as_object().size() == 2);
      CHECK(found.at("session_id") == oracle.at("session_id"));
      REQUIRE(json::serialize(found.at("tree")) ==
              json::serialize(oracle.at("tree"))); // including the order of members
    }
  }
}

TEST_CASE(
    "recorded sessions: the trees of reordered and damaged sessions are those of the reference") {
  const auto oracles = assay_test::corpus_lines("promptetheus/tree_oracles.ndjson");
  if (!oracles) {
    WARN("skipped: there is no corpus of span trees (set ASSAY_CORPUS to its directory)");
    return;
  }
  std::size_t compared = 0;
  for (const std::string& line : *oracles) {
    const json::value oracle = json::parse(line);
    event_log log;
    assay::validator<event> validator(at_reference());
    bool all_valid = true;
    for (const json::value& e : oracle.at("events").as_array()) {
      const std::string text = json::serialize(e);
      all_valid &= validator.check(text);
      if (!all_valid) break;
      REQUIRE(add(log, validator));
    }
    if (!all_valid)
      continue; // the reference accepts a text that is not an event, and numbers it on arrival
    ++compared;
    INFO(oracle.at("mode"));
    const ordering o(log);
    REQUIRE(o.sessions().size() == 1);
    // These oracles count a node's events and name its children.
    json::value found = tree_of(o.sessions()[0]).at("tree");
    for (json::value& n : found.as_array()) {
      json::object& node = n.as_object();
      node["n_events"] = node["event_seqs"].as_array().size();
      node.erase("event_seqs");
      for (json::value& child : node["children"].as_array())
        child = json::value(child.at("span_id"));
    }
    CHECK(found == oracle.at("tree"));
  }
  CHECK(compared > 20);
}
