// SPDX-License-Identifier: BSL-1.0

// A window of events gives the same results as a list that is searched from end to end.

#include "input.hpp"

#include <assay/batch/dedupe_window.hpp>
#include <assay/testing/source.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

using assay::dedupe_outcome;
using assay_fuzz::must;

namespace {

struct remembered {
  std::string session, key, content; ///< without white space; empty: unknown
  std::optional<std::uint64_t> seq;
};

/// The simplest possible window; `max_events` limits it.
class model {
 public:
  dedupe_outcome observe(const remembered& e) {
    for (const remembered& r : events)
      if (r.session == e.session && r.key == e.key)
        return !r.content.empty() && !e.content.empty() && r.content != e.content
                   ? dedupe_outcome::collision
                   : dedupe_outcome::duplicate;
    for (const remembered& r : events)
      if (r.session == e.session && r.seq && r.seq == e.seq) return dedupe_outcome::conflict;
    events.push_back(e);
    return dedupe_outcome::first;
  }
  bool forget(std::string_view session, std::string_view key) {
    return std::erase_if(events, [&](const remembered& r) {
             return r.session == session && r.key == key;
           }) != 0;
  }
  std::deque<remembered> events;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  assay::testing::source from({data, size});
  assay::dedupe_limits limits;
  limits.max_events = from.below(12);
  const bool compares = from.one_in(2);
  if (compares) limits.content_key.emplace();
  assay::dedupe_window window(limits);
  model simple;
  const auto name = [&] { // one of a few names: some are long, some are prefixes of others
    static constexpr std::string_view names[] = {
        "",
        "a",
        "aa",
        "ab",
        "b",
        "k:1",
        "k:2",
        "a long name that no small buffer holds, number 1",
        "a long name that no small buffer holds, number 2"};
    return std::string(from.pick(names));
  };
  while (!from.is_empty()) {
    const std::string session = name(), key = name();
    switch (from.below(12)) {
    case 0:
      must(window.forget(session, key) == simple.forget(session, key),
           "a remembered event can be forgotten", key);
      break;
    case 1: {
      const std::size_t keep = from.below(12);
      window.forget_newest(keep);
      while (simple.events.size() > keep) simple.events.pop_back();
      break;
    }
    case 2:
      window.clear();
      simple.events.clear();
      break;
    default: {
      remembered e{session, key, {}, {}};
      if (from.one_in(2)) e.seq = from.below(6);
      std::string text;
      if (from.one_in(2)) {
        const std::string value = std::to_string(from.below(3));
        text = from.one_in(2) ? "{ \"a\" : " + value + " }" : "{\"a\":" + value + "}";
        if (compares) e.content = "{\"a\":" + value + "}";
      }
      const bool forgets = !from.one_in(4);
      const dedupe_outcome what =
          forgets ? window.observe(e.session, e.key, e.seq, text)
                  : window.observe_without_forgetting(e.session, e.key, e.seq, text);
      must(what == simple.observe(e), "a window and a list give the same result for an event", key);
      if (forgets && what == dedupe_outcome::first)
        while (simple.events.size() > limits.max_events) simple.events.pop_front();
      break;
    }
    }
    must(window.size() == simple.events.size(), "a window remembers as many as a list", key);
    must((window.size() == 0) == (window.bytes() == 0), "only remembered events use memory", key);
  }
  return 0;
}
