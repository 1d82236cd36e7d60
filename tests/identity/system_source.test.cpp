// SPDX-License-Identifier: BSL-1.0
#include "assay/identity/system_source.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <thread>
#include <vector>

using namespace assay;

TEST_CASE("system_source: the time is that of the system's clock") {
  const auto before = std::chrono::system_clock::now();
  const auto now = system_now();
  CHECK(now >= std::chrono::floor<std::chrono::microseconds>(before));
  CHECK(now <= std::chrono::system_clock::now());
}

TEST_CASE("system_source: every random byte is filled and varies") {
  random_bytes<11> ever{}, always;
  always.fill(0xFF);
  for (int round = 0; round < 200; ++round) {
    const random_bytes<11> bytes = system_random<11>();
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      ever[i] |= bytes[i];
      always[i] &= bytes[i];
    }
  }
  // A bit that is the same 200 times is never set at random.
  CHECK(std::ranges::all_of(ever, [](int b) { return b == 0xFF; }));
  CHECK(std::ranges::all_of(always, [](int b) { return b == 0; }));
  CHECK(system_random<0>().empty());
}

TEST_CASE("system_source: ids have the right forms and are distinct") {
  std::set<std::string> ids;
  for (int round = 0; round < 200; ++round) {
    CHECK(is_nonce(make_nonce()));
    CHECK(is_span_id(make_span_id()));
    CHECK(is_event_id(random_event_id()));
    const auto id = make_ulid();
    REQUIRE(id);
    CHECK(parse_ulid(id->text()) == id);
    CHECK(std::chrono::abs(id->time() - system_now()) < std::chrono::minutes(1));
    ids.insert({make_span_id().str(), random_event_id().str(), id->text().str()});
  }
  CHECK(ids.size() == 600);
}

TEST_CASE("system_source: several threads may call it at once") {
  std::vector<std::vector<std::string>> made(4);
  std::vector<std::thread> threads;
  for (auto& mine : made)
    threads.emplace_back([&mine] {
      for (int i = 0; i < 50; ++i) mine.push_back(make_span_id().str());
    });
  for (std::thread& t : threads) t.join();
  std::set<std::string> ids;
  for (const auto& mine : made) ids.insert(mine.begin(), mine.end());
  CHECK(ids.size() == 200);
}
