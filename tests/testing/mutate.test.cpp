// SPDX-License-Identifier: BSL-1.0
#include <assay/analysis/schema_coverage.hpp>
#include <assay/promptetheus.hpp>
#include <assay/testing/mutate.hpp>

#include "support/catch.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace {

using assay::level;
using assay::promptetheus::event;
using assay::testing::crossed;
using assay::testing::mutated;
using assay::testing::source;
using assay::testing::valid;

bool is_accepted_at(std::string_view text, level at) {
  assay::options o;
  o.level = at;
  return assay::validator<event>(o).check(text);
}

} // namespace

TEST_CASE("Most mutants are valid, also those of invalid texts, and no two steps are the same") {
  for (const level at : {level::reference, level::published, level::strict}) {
    source from(1);
    std::string text = valid<event>(from, at);
    constexpr int steps = 2000;
    int accepted = 0, changed = 0;
    for (int i = 0; i < steps; ++i) {
      const std::string next = mutated<event>(text, from, at, 4096);
      REQUIRE(next.size() <= 4096);
      accepted += is_accepted_at(next, at);
      changed += next != text;
      text = next;
    }
    CHECK(accepted > steps * 6 / 10);
    CHECK(accepted < steps * 95 / 100); // invalid neighbors are tried as well
    CHECK(changed > steps * 9 / 10);
  }
}

TEST_CASE("Mutation by itself reaches every type and every member of an event") {
  assay::schema_coverage<event> coverage;
  assay::validator<event> validator;
  source from(7);
  std::string text;
  for (int i = 0; i < 20'000; ++i) {
    text = mutated<event>(text, from, level::published, 3000);
    validator.check(std::string_view(text));
    coverage.add(validator.report(), text);
    if (i % 1000 == 0 && never_seen(coverage.summary()).empty()) break;
  }
  CHECK(never_seen(coverage.summary()) == std::vector<assay::unseen>());
}

TEST_CASE("The same source gives the same mutant and the same child") {
  source seeds(3);
  const std::string one = valid<event>(seeds), other = valid<event>(seeds);
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    source a(seed), b(seed), c(seed), d(seed);
    CHECK(mutated<event>(one, a) == mutated<event>(one, b));
    CHECK(crossed<event>(one, other, c) == crossed<event>(one, other, d));
  }
}

TEST_CASE("Texts that are not JSON, or too deep for a tree, are mutated as bytes or replaced") {
  const std::string deep(5000, '[');
  const std::string nested = std::string(1000, '[') + std::string(1000, ']');
  for (const std::string& text : {std::string(), std::string("{\"type\":"), std::string(1, '\0'),
                                  std::string("\xFF\xFE"), deep, nested}) {
    int accepted = 0;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
      source from(seed);
      const std::string out = mutated<event>(text, from);
      accepted += is_accepted_at(out, level::published);
      source again(seed);
      CHECK(crossed<event>(text, out, again, level::published, 100).size() <= 100);
    }
    CHECK(accepted > 10);
  }
}

TEST_CASE("No mutant and no child is longer than allowed") {
  source seeds(5);
  const std::string one = valid<event>(seeds), other = valid<event>(seeds);
  for (const std::size_t most : std::to_array<std::size_t>({0, 1, 10, 100, 300}))
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      source from(seed);
      CHECK(mutated<event>(one, from, level::published, most).size() <= most);
      CHECK(crossed<event>(one, other, from, level::published, most).size() <= most);
    }
}

TEST_CASE("A child has parts of both parents") {
  const std::string a =
      R"({"type":"metric","session_id":"s","timestamp":"2026-01-01T00:00:00Z","seq":1,)"
      R"("idempotency_key":"s:00000000:1","payload":{"name":"n","value":1}})";
  const std::string b =
      R"({"type":"error","session_id":"t","timestamp":"2026-02-02T00:00:00Z","seq":1,)"
      R"("idempotency_key":"t:00000000:1","payload":{"message":"m"}})";
  int with_payload = 0, with_time = 0, accepted = 0;
  constexpr int tries = 300;
  for (std::uint64_t seed = 0; seed < tries; ++seed) {
    source from(seed);
    const std::string child = crossed<event>(a, b, from);
    with_payload += child.find(R"("message":"m")") != child.npos;
    with_time += child.find("2026-02-02") != child.npos;
    accepted += is_accepted_at(child, level::published);
  }
  CHECK(with_payload > tries / 20);
  CHECK(with_time > tries / 20);
  CHECK(accepted > tries * 8 / 10);
}

TEST_CASE("libFuzzer's buffer gets the mutant, and nothing is written beyond it") {
  source seeds(9);
  const std::string one = valid<event>(seeds), other = valid<event>(seeds);
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    std::vector<std::uint8_t> buffer(one.size() + 101, 0xAB);
    std::memcpy(buffer.data(), one.data(), one.size());
    const std::size_t most = buffer.size() - 1;
    const std::size_t size = assay::testing::mutate<event>(buffer.data(), one.size(), most, seed);
    source from(seed);
    const std::string expected = mutated<event>(one, from, level::published, most);
    CHECK(std::string(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(size)) ==
          expected);
    CHECK(buffer.back() == 0xAB);

    const auto bytes = [](const std::string& s) {
      return reinterpret_cast<const std::uint8_t*>(s.data());
    };
    const std::size_t child = assay::testing::cross_over<event>(
        bytes(one), one.size(), bytes(other), other.size(), buffer.data(), most, seed);
    CHECK(child <= most);
    CHECK(buffer.back() == 0xAB);
  }
}
