// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/dedupe_window.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

using assay::dedupe_outcome;
using assay::dedupe_window;

TEST_CASE("dedupe window: a known key is a duplicate, whatever its sequence number") {
  dedupe_window w;
  CHECK(w.observe("s", "k", 1) == dedupe_outcome::first);
  CHECK(w.observe("s", "k", 1) == dedupe_outcome::duplicate);
  CHECK(w.observe("s", "k", 2) == dedupe_outcome::duplicate);
  CHECK(w.observe("s", "k") == dedupe_outcome::duplicate);
  CHECK(w.size() == 1);
  CHECK(w.observe("s", "other", 2) ==
        dedupe_outcome::first); // the number of a duplicate is not remembered
}

TEST_CASE(
    "dedupe window: a sequence number with another key is a conflict, and is not remembered") {
  dedupe_window w;
  CHECK(w.observe("s", "k", 1) == dedupe_outcome::first);
  CHECK(w.observe("s", "z", 1) == dedupe_outcome::conflict);
  CHECK(w.observe("s", "z", 1) == dedupe_outcome::conflict);
  CHECK(w.observe("s", "z", 2) == dedupe_outcome::first);
  CHECK(w.observe("s", "y") == dedupe_outcome::first); // without a number there is no conflict
  CHECK(w.observe("s", "x") == dedupe_outcome::first);
  CHECK(w.observe("s", "max", UINT64_MAX) == dedupe_outcome::first);
  CHECK(w.observe("s", "min", 0) == dedupe_outcome::first);
  CHECK(w.observe("s", "max again", UINT64_MAX) == dedupe_outcome::conflict);
}

TEST_CASE("dedupe window: sessions are independent, and their texts cannot be confused") {
  dedupe_window w;
  CHECK(w.observe("s", "k", 1) == dedupe_outcome::first);
  CHECK(w.observe("t", "k", 1) == dedupe_outcome::first);
  CHECK(w.observe("sk", "", 1) == dedupe_outcome::first);
  CHECK(w.observe("", "sk", 1) == dedupe_outcome::first);
  CHECK(w.observe(std::string_view("s\0", 2), "k", 1) == dedupe_outcome::first);
  CHECK(w.observe("s", std::string_view("\0k", 2), 2) == dedupe_outcome::first);
  CHECK(w.observe("s", "k", 1) == dedupe_outcome::duplicate);
  CHECK(w.size() == 6);
}

TEST_CASE(
    "dedupe window: at the limit the oldest event is forgotten, with its key and its number") {
  dedupe_window w({.max_events = 2});
  CHECK(w.observe("s", "a", 1) == dedupe_outcome::first);
  CHECK(w.observe("s", "b", 2) == dedupe_outcome::first);
  CHECK(w.observe("s", "a", 1) == dedupe_outcome::duplicate); // the event does not become newer
  CHECK(w.observe("s", "c", 3) == dedupe_outcome::first);
  CHECK(w.size() == 2);
  CHECK(w.observe("s", "b", 2) == dedupe_outcome::duplicate);
  CHECK(w.observe("s", "z", 1) ==
        dedupe_outcome::first); // the number of a is free again; b is forgotten
  CHECK(w.observe("s", "c", 3) == dedupe_outcome::duplicate);
  CHECK(w.observe("s", "b", 9) == dedupe_outcome::first);
  CHECK(w.size() == 2);
}

TEST_CASE("dedupe window: with a limit of 0 every event is new") {
  dedupe_window none({.max_events = 0}), small({.max_bytes = 10});
  for (int i = 0; i < 3; ++i) {
    CHECK(none.observe("s", "a", 1) == dedupe_outcome::first);
    CHECK(small.observe("s", "a", 1) == dedupe_outcome::first);
  }
  CHECK(none.size() == 0);
  CHECK(small.size() == 0);
  CHECK(small.bytes() == 0);
}

TEST_CASE("dedupe window: the number of bytes is limited, with long keys too") {
  dedupe_window w({.max_bytes = 1 << 20});
  std::size_t most = 0;
  for (int i = 0; i < 3000; ++i) {
    const std::string key = std::to_string(i) + std::string(i % 7 == 0 ? 50'000u : 40u, 'k');
    REQUIRE(w.observe("session", key, static_cast<std::uint64_t>(i)) == dedupe_outcome::first);
    REQUIRE(w.bytes() <= (1 << 20));
    most = std::max(most, w.bytes());
  }
  CHECK(most > (1 << 20) - 60'000);
  w.clear();
  CHECK(w.bytes() == 0);
  CHECK(w.size() == 0);
  CHECK(w.observe("session", "x", 0) == dedupe_outcome::first);
}

TEST_CASE("dedupe window: holds exactly what its limits allow") {
  dedupe_window measured;
  measured.observe("s", "a", 1);
  measured.observe("s", "b", 2);
  dedupe_window w({.max_bytes = measured.bytes()}), smaller({.max_bytes = measured.bytes() - 1});
  for (dedupe_window* const both : {&w, &smaller}) {
    both->observe("s", "a", 1);
    both->observe("s", "b", 2);
  }
  CHECK(w.size() == 2);
  CHECK(smaller.size() == 1);
  CHECK(smaller.observe("s", "b", 2) == dedupe_outcome::duplicate);
}

TEST_CASE("dedupe window: the newest events can be taken back") {
  dedupe_window w;
  for (std::uint64_t i = 0; i < 5; ++i) w.observe("s", std::to_string(i), i);
  w.forget_newest(5);
  w.forget_newest(9);
  CHECK(w.size() == 5);
  w.forget_newest(3);
  CHECK(w.size() == 3);
  CHECK(w.observe("s", "0", 0) == dedupe_outcome::duplicate);
  CHECK(w.observe("s", "2", 2) == dedupe_outcome::duplicate);
  CHECK(w.observe("s", "3", 3) == dedupe_outcome::first);
  w.forget_newest(0);
  CHECK(w.size() == 0);
  CHECK(w.bytes() == 0);
}

TEST_CASE("dedupe window: frees the memory of an unusually long key when it is forgotten") {
  const auto bytes_after = [](std::size_t longer, auto forget) {
    dedupe_window w({.max_events = 1});
    w.observe("s", std::string(longer, 'k'), 1);
    const std::size_t before = w.bytes();
    forget(w);
    w.observe("s", "another", 2);
    CHECK(w.size() == 1);
    return std::pair(before, w.bytes());
  };
  const auto by_age = [](dedupe_window& window) { window.observe("s", "the next", 3); };
  const auto by_name = [](dedupe_window& w) { CHECK(w.forget("s", std::string(100'000, 'k'))); };
  const auto all = [](dedupe_window& w) { w.clear(); };
  const std::size_t least = bytes_after(1, all).second;
  CHECK(least < 1000);
  const auto check = [&](std::pair<std::size_t, std::size_t> bytes) {
    CHECK(bytes.first > 100'000);
    CHECK(bytes.second == least);
  };
  check(bytes_after(100'000, by_name));
  check(bytes_after(100'000, all));
  check(bytes_after(100'000, by_age));
  CHECK(bytes_after(200, all).second > least + 150); // the memory of a usual one is kept
}

TEST_CASE("dedupe window: an event that was forgotten explicitly is new again") {
  dedupe_window w;
  CHECK_FALSE(w.forget("s", "a"));
  CHECK(w.observe("s", "a", 1) == dedupe_outcome::first);
  CHECK_FALSE(w.forget("t", "a"));
  CHECK(w.forget("s", "a"));
  CHECK(w.bytes() == 0);
  CHECK(w.observe("s", "b", 1) == dedupe_outcome::first);
  CHECK(w.observe("s", "a", 1) == dedupe_outcome::conflict);
}

TEST_CASE("dedupe window: applies no limit unless one is set") {
  dedupe_window w({.max_events = 3});
  for (std::uint64_t i = 0; i < 10; ++i)
    CHECK(w.observe_without_forgetting("s", std::to_string(i), i) == dedupe_outcome::first);
  CHECK(w.size() == 10);
  CHECK(w.observe_without_forgetting("s", "0", 0) == dedupe_outcome::duplicate);
  w.forget_oldest();
  CHECK(w.size() == 3);
  CHECK(w.observe("s", "7", 7) == dedupe_outcome::duplicate);
  CHECK(w.observe("s", "6", 6) == dedupe_outcome::first);
}

namespace {

/// A window that compares contents.
const assay::dedupe_limits comparing{.content_key = assay::random_bytes<16>{1, 2, 3}};

} // namespace

TEST_CASE("dedupe window: a duplicate with other content is a collision on request, and changes "
          "nothing") {
  dedupe_window w(comparing);
  CHECK(w.observe("s", "k", 1, R"({"a":1})") == dedupe_outcome::first);
  CHECK(w.observe("s", "k", 1, R"({"a":2})") == dedupe_outcome::collision);
  CHECK(w.observe("s", "k", 2, R"({"a":2})") == dedupe_outcome::collision);
  CHECK(w.observe("s", "k", 1, R"({"a":1})") == dedupe_outcome::duplicate);
  CHECK(w.observe("s", "k", 7, R"({"a":1})") == dedupe_outcome::duplicate);
  CHECK(w.size() == 1);
  CHECK(w.observe("s", "z", 1, R"({"a":1})") == dedupe_outcome::conflict);
  CHECK(w.observe("t", "k", 1, R"({"a":2})") == dedupe_outcome::first); // another session
  CHECK(w.observe("s", "y", 2, R"({"a":2})") ==
        dedupe_outcome::first); // the number of a collision is not remembered
  CHECK(w.forget("s", "k"));
  CHECK(w.observe("s", "k", 1, R"({"a":2})") == dedupe_outcome::first);
  CHECK(w.observe("s", "k", 1, R"({"a":1})") == dedupe_outcome::collision);
}

TEST_CASE("dedupe window: contents are equal if they differ only in white space between tokens") {
  const std::string_view content = R"({"a":[1,"b c\\",true],"d\"e ":{"f":-0.5}})";
  for (const std::string_view same :
       {content,
        std::string_view(R"( { "a" : [ 1 , "b c\\" , true ] , "d\"e " : { "f" : -0.5 } } )"),
        std::string_view("{\"a\":\n\t[1,\r\n\"b c\\\\\",true],\"d\\\"e \":{\"f\":-0.5}}\n")}) {
    dedupe_window w(comparing);
    CAPTURE(same);
    CHECK(w.observe("s", "k", 1, content) == dedupe_outcome::first);
    CHECK(w.observe("s", "k", 1, same) == dedupe_outcome::duplicate);
  }
  dedupe_window w(comparing);
  CHECK(w.observe("s", "k", 1, content) == dedupe_outcome::first);
  // Each changed or missing byte matters.
  for (std::size_t i = 0; i < content.size(); ++i) {
    CAPTURE(i);
    std::string other(content);
    other[i] = other[i] == 'x' ? 'y' : 'x';
    CHECK(w.observe("s", "k", 1, other) == dedupe_outcome::collision);
    CHECK(w.observe("s", "k", 1, other.erase(i, 1)) == dedupe_outcome::collision);
  }
  CHECK(w.observe("s", "k", 1, R"({"a":[1,"b c\\",true],"d\"e":{"f":-0.5}})") ==
        dedupe_outcome::collision);
  CHECK(w.observe("s", "k", 1, R"({"a":[1,"b c\\",true],"d\u0022e ":{"f":-0.5}})") ==
        dedupe_outcome::collision);
  CHECK(w.observe("s", "k", 1, R"({"d\"e ":{"f":-0.5},"a":[1,"b c\\",true]})") ==
        dedupe_outcome::collision);
  CHECK(w.observe("s", "k", 1, "{\"a\\") ==
        dedupe_outcome::collision); // invalid JSON: read to its end and no further
}

TEST_CASE("dedupe window: a duplicate is no collision if one of the contents is unknown") {
  dedupe_window w(comparing), unasked;
  CHECK(w.observe("s", "k", 1) == dedupe_outcome::first);
  CHECK(w.observe("s", "k", 1, "{}") == dedupe_outcome::duplicate);
  CHECK(w.observe("s", "l", 2, "{}") == dedupe_outcome::first);
  CHECK(w.observe("s", "l", 2) == dedupe_outcome::duplicate);
  CHECK(w.observe("s", "l", 2, "[]") == dedupe_outcome::collision);
  CHECK(unasked.observe("s", "k", 1, "{}") == dedupe_outcome::first);
  CHECK(unasked.observe("s", "k", 1, "[]") == dedupe_outcome::duplicate);
  CHECK(w.forget("s", "l")); // the event that reuses its memory has no content
  CHECK(w.observe("s", "a key that is longer than a digest", 2) == dedupe_outcome::first);
  CHECK(w.observe("s", "a key that is longer than a digest", 2) == dedupe_outcome::duplicate);
  CHECK(w.observe("s", "a key that is longer than a digest", 2, "{}") == dedupe_outcome::duplicate);
  CHECK(w.observe("s", "", 3, "{}") == dedupe_outcome::first);
  CHECK(w.observe("s", "", 3, "{}") == dedupe_outcome::duplicate);
  CHECK(w.observe("", "", 3, "{}") == dedupe_outcome::first);
  CHECK(w.observe("", "", 3, "[]") == dedupe_outcome::collision);
}

TEST_CASE("dedupe window: contents survive changes of other events, and are counted in bytes") {
  dedupe_window w({.max_events = 300, .content_key = assay::random_bytes<16>{}}),
      plain({.max_events = 300});
  const auto key = [](int i) {
    return "key " + std::to_string(i) + std::string(i % 5 == 0 ? 300u : 0u, 'k');
  };
  const auto text = [](int i) { return "{\"n\":" + std::to_string(i) + "}"; };
  for (int i = 0; i < 1000; ++i) {
    REQUIRE(w.observe("s", key(i), static_cast<std::uint64_t>(i), text(i)) ==
            dedupe_outcome::first);
    REQUIRE(plain.observe("s", key(i), static_cast<std::uint64_t>(i), text(i)) ==
            dedupe_outcome::first);
    for (int j = std::max(0, i - 299); j <= i; j += 37) {
      REQUIRE(w.observe("s", key(j), 5, text(j)) == dedupe_outcome::duplicate);
      REQUIRE(w.observe("s", key(j), 5, text(j + 1)) == dedupe_outcome::collision);
    }
  }
  CHECK(w.size() == 300);
  CHECK(w.bytes() >= plain.bytes());
  CHECK(w.bytes() <= plain.bytes() + 300 * 64);
  w.clear();
  CHECK(w.bytes() == 0);
}

namespace {

struct sighting {
  std::string session, key;
  std::uint64_t seq;
  auto operator<=>(const sighting&) const = default;
};

/// The rules in their simplest form: everything is remembered.
class model {
 public:
  dedupe_outcome observe(const sighting& s) {
    if (keys_.count({s.session, s.key}) != 0) return dedupe_outcome::duplicate;
    if (!numbers_.insert({s.session, s.seq}).second) return dedupe_outcome::conflict;
    keys_.insert({s.session, s.key});
    return dedupe_outcome::first;
  }

 private:
  std::set<std::pair<std::string, std::string>> keys_;
  std::set<std::pair<std::string, std::uint64_t>> numbers_;
};

std::vector<sighting> random_sightings(std::mt19937& random, std::size_t n) {
  std::vector<sighting> out;
  for (std::size_t i = 0; i < n; ++i)
    out.push_back(
        {std::string(1 + random() % 3, 's'), "k" + std::to_string(random() % 40), random() % 40});
  return out;
}

} // namespace

TEST_CASE("dedupe window: agrees with the simplest form of the rules on random events") {
  std::mt19937 random(4);
  for (int round = 0; round < 200; ++round) {
    dedupe_window w;
    model m;
    for (const sighting& s : random_sightings(random, 300))
      REQUIRE(w.observe(s.session, s.key, s.seq) == m.observe(s));
  }
}

TEST_CASE("dedupe window: events sent again, in any order and number, get the same verdicts and "
          "are not remembered twice") {
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    dedupe_window w;
    std::vector<sighting> all = random_sightings(random, 200);
    std::set<sighting> accepted;
    std::set<std::pair<std::string, std::string>>
        keys; // a conflict whose key was later accepted with another number is a duplicate
    for (const sighting& s : all) {
      if (w.observe(s.session, s.key, s.seq) == dedupe_outcome::conflict) continue;
      accepted.insert(s);
      keys.insert({s.session, s.key});
    }
    const std::size_t size = w.size(), bytes = w.bytes();
    for (int replay = 0; replay < 3; ++replay) {
      std::shuffle(all.begin(), all.end(), random);
      const std::size_t some = random() % all.size();
      for (std::size_t i = 0; i < some; ++i) {
        const bool is_duplicate = keys.count({all[i].session, all[i].key}) != 0;
        REQUIRE((is_duplicate || accepted.count(all[i]) == 0));
        REQUIRE(w.observe(all[i].session, all[i].key, all[i].seq) ==
                (is_duplicate ? dedupe_outcome::duplicate : dedupe_outcome::conflict));
      }
      REQUIRE(w.size() == size);
      REQUIRE(w.bytes() == bytes);
    }
  }
}

TEST_CASE("dedupe window: without conflicts, the order of events does not matter") {
  std::mt19937 random(6);
  std::vector<sighting> all;
  for (std::uint64_t i = 0; i < 300; ++i)
    all.push_back({"s" + std::to_string(i % 3), "k" + std::to_string(i), i});
  for (int round = 0; round < 50; ++round) {
    std::vector<sighting> sent = all;
    for (std::size_t i = 0; i < 200; ++i) sent.push_back(all[random() % all.size()]);
    std::shuffle(sent.begin(), sent.end(), random);
    dedupe_window w;
    std::set<sighting> stored;
    for (const sighting& s : sent) {
      const dedupe_outcome what = w.observe(s.session, s.key, s.seq);
      REQUIRE(what ==
              (stored.insert(s).second ? dedupe_outcome::first : dedupe_outcome::duplicate));
    }
    REQUIRE(stored.size() == all.size());
  }
}
