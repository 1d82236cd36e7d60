// SPDX-License-Identifier: BSL-1.0
#include "gateway/faults/account.hpp"

#include <functional>
#include <iostream>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace gateway_test {
namespace {

using named_events = std::unordered_map<std::string_view, const stored_event*>;

class comparison {
 public:
  comparison(std::span<const sent_event> sent, std::span<const stored_event> stored,
             std::span<const std::string> quarantined)
      : sent_(sent), stored_(stored), quarantined_(quarantined.begin(), quarantined.end()) {}

  std::vector<difference> run() && {
    find_doubles();
    for (const sent_event& e : sent_) find_fault(e);
    find_strangers();
    return std::move(differences_);
  }

 private:
  void find_doubles() {
    std::set<std::pair<std::string_view, std::uint64_t>> numbers;
    for (const stored_event& e : stored_) {
      if (!by_key_.emplace(e.key, &e).second)
        add(e.key, e.session, "stored twice with the same key");
      if (!numbers.emplace(e.session, e.seq).second)
        add(e.key, e.session, "stored twice with the number " + std::to_string(e.seq));
    }
  }

  void find_fault(const sent_event& e) {
    const auto found = by_key_.find(e.key);
    const stored_event* const stored = found == by_key_.end() ? nullptr : found->second;
    switch (e.what) {
    case told::nothing: return add(e, "no result was reported");
    case told::stored:
      if (stored == nullptr) return add(e, "reported as stored, but not stored");
      if (e.must_fail) return add(e, "reported as stored, but invalid");
      return compare_contents(e, *stored);
    case told::rejected:
      if (stored != nullptr)
        add(e, "reported as rejected (" + std::to_string(e.status) + ", " + e.reason +
                   "), but stored");
      if (e.status != 413 && !quarantined_.contains(e.text))
        add(e, "reported as rejected (" + std::to_string(e.status) + ", " + e.reason +
                   "), but not in quarantine");
      return;
    case told::skipped:
      if (stored != nullptr) add(e, "reported as skipped (" + e.reason + "), but stored");
    }
  }

  void compare_contents(const sent_event& e, const stored_event& stored) {
    if (stored.session != e.session) add(e, "stored in the session " + stored.session);
    if (stored.seq != e.seq) add(e, "stored with the number " + std::to_string(stored.seq));
    if (stored.text != e.text) add(e, "stored with other bytes: " + stored.text);
  }

  void find_strangers() {
    std::unordered_set<std::string_view> keys;
    for (const sent_event& e : sent_) keys.insert(e.key);
    for (const stored_event& e : stored_)
      if (!keys.contains(e.key)) add(e.key, e.session, "stored, but not sent");
  }

  void add(const sent_event& e, std::string what) { add(e.key, e.session, std::move(what)); }
  void add(const std::string& key, const std::string& session, std::string what) {
    differences_.push_back({key, session, std::move(what)});
  }

  std::span<const sent_event> sent_;
  std::span<const stored_event> stored_;
  std::unordered_set<std::string> quarantined_;
  named_events by_key_;
  std::vector<difference> differences_;
};

struct example {
  std::vector<sent_event> sent;
  std::vector<stored_event> stored;
  std::vector<std::string> quarantined;
};

example without_fault() {
  example e;
  for (std::uint64_t i = 0; i < 4; ++i) {
    const std::string key = "s:00000000:" + std::to_string(i), text = "{" + key + "}";
    const told what = i < 2 ? told::stored : i == 2 ? told::rejected : told::skipped;
    e.sent.push_back({.session = "s", .key = key, .seq = i, .text = text, .what = what});
    if (what == told::stored) e.stored.push_back({"s", key, i, text});
    if (what == told::rejected) e.quarantined.push_back(text);
  }
  return e;
}

} // namespace

std::vector<difference> compare(std::span<const sent_event> sent,
                                std::span<const stored_event> stored,
                                std::span<const std::string> quarantined) {
  return comparison(sent, stored, quarantined).run();
}

std::size_t missed_faults() {
  const std::pair<std::string_view, std::function<void(example&)>> plants[] = {
      {"an event is lost", [](example& e) { e.stored.pop_back(); }},
      {"an event is stored twice", [](example& e) { e.stored.push_back(e.stored[0]); }},
      {"a number is stored twice",
       [](example& e) {
         e.stored.push_back({"s", "another", 0, "{}"});
       }},
      {"a rejected event is stored",
       [](example& e) {
         e.stored.push_back({"s", e.sent[2].key, 2, e.sent[2].text});
       }},
      {"a skipped event is stored",
       [](example& e) {
         e.stored.push_back({"s", e.sent[3].key, 3, e.sent[3].text});
       }},
      {"a rejected event is not kept", [](example& e) { e.quarantined.clear(); }},
      {"bytes were changed", [](example& e) { e.stored[1].text += ' '; }},
      {"a number was changed", [](example& e) { e.stored[1].seq = 9; }},
      {"a session was changed", [](example& e) { e.stored[1].session += 't'; }},
      {"an invalid event is stored", [](example& e) { e.sent[0].must_fail = true; }},
      {"an event that was not sent is stored",
       [](example& e) {
         e.stored.push_back({"s", "x", 7, "{}"});
       }},
      {"no result was reported for an event", [](example& e) { e.sent[0].what = told::nothing; }},
  };
  std::size_t missed = 0;
  const auto find = [](const example& e) { return compare(e.sent, e.stored, e.quarantined); };
  if (!find(without_fault()).empty())
    std::cerr << "a fault is reported where there is none\n", ++missed;
  for (const auto& [name, plant] : plants) {
    example e = without_fault();
    plant(e);
    if (find(e).empty()) std::cerr << "not found: " << name << '\n', ++missed;
  }
  return missed;
}

} // namespace gateway_test
