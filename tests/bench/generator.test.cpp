// SPDX-License-Identifier: BSL-1.0
#include "bench/generator.hpp"

#include <assay/promptetheus.hpp>

#include "support/catch.hpp"
#include "support/instances.hpp"
#include "support/exact_json.hpp"

#include <algorithm>
#include <string>
#include <vector>

using assay::promptetheus::event;
using bench::mix;

namespace {

assay::options strict() {
  assay::options o;
  o.level = assay::level::strict;
  return o;
}

/// The properties of a stream's lines, found by inspecting them.
struct census {
  double bytes_per_event = 0;
  double escaped = 0, non_ascii = 0, payload_first = 0; ///< shares
  std::size_t max_snapshot_size = 0;
  unsigned deepest = 0;
  bench::tally found;
  bench::tally told;
};

constexpr std::size_t events = 6000;

/// Generates a stream. Checks that each event is valid at strict, has no warnings, and has the
/// properties that the generator claims.
census census_of(mix m) {
  bench::generator generator(m);
  assay::validator<event> validator(strict());
  census out;
  std::size_t bytes = 0;
  std::string line;
  for (std::size_t i = 0; i < events; ++i) {
    line.clear();
    const bench::line_traits traits = generator.append_event(line);
    bytes += line.size();
    INFO(line);
    REQUIRE(line.find('\n') == line.size() - 1);
    REQUIRE(validator.check(line));
    REQUIRE(validator.report().violations().empty());
    const auto header = header_of(validator);
    REQUIRE(header.type.between_quotes() == bench::type_names[traits.type]);
    REQUIRE(header.seq.to_uint64() == traits.seq);
    out.found.accept(traits.type, *header.seq.to_uint64());

    const bool escaped = line.find('\\') != line.npos;
    const bool non_ascii = std::any_of(line.begin(), line.end(), [](char c) { return c & 0x80; });
    const bool payload_first = line.find("\"payload\"") < line.find("\"type\"");
    REQUIRE(escaped == traits.escaped);
    REQUIRE(non_ascii == traits.non_ascii);
    REQUIRE(payload_first == traits.payload_first);
    out.escaped += escaped;
    out.non_ascii += non_ascii;
    out.payload_first += payload_first;
    if (traits.type == 6) out.max_snapshot_size = std::max(out.max_snapshot_size, line.size());
    unsigned depth = 0;
    for (const char c : line) {
      depth += c == '{';
      depth -= c == '}';
      out.deepest = std::max(out.deepest, depth);
    }
  }
  const auto n = static_cast<double>(events);
  out.bytes_per_event = static_cast<double>(bytes) / n;
  out.escaped /= n;
  out.non_ascii /= n;
  out.payload_first /= n;
  out.told = generator.tally();
  return out;
}

bool is_near(double value, double wanted, double tolerance) {
  return value > wanted - tolerance && value < wanted + tolerance;
}

} // namespace

TEST_CASE("generator: the mixed stream has the proportions that the measurements name") {
  for (const mix m : {mix::mixed, mix::spaced}) {
    const census c = census_of(m);
    CAPTURE(c.bytes_per_event, c.escaped, c.non_ascii, c.payload_first);
    CHECK(c.found == c.told);
    CHECK(is_near(c.bytes_per_event, m == mix::mixed ? 600 : 640, 40));
    CHECK(is_near(c.escaped, 1.0 / 3, 0.03));
    CHECK(is_near(c.non_ascii, 0.1, 0.02));
    CHECK(is_near(c.payload_first, 0.04, 0.01));
    CHECK(std::count(c.found.by_type.begin(), c.found.by_type.end(), 0u) == 0);
    CHECK(c.max_snapshot_size > 4096);
    CHECK(c.deepest >= 5);
  }
}

TEST_CASE("generator: the stream of small events has small events of few types") {
  const census c = census_of(mix::small);
  CAPTURE(c.bytes_per_event);
  CHECK(c.found == c.told);
  CHECK(is_near(c.bytes_per_event, 250, 15));
}

TEST_CASE("generator: the same seed gives the same bytes on every platform") {
  const auto hash_of = [](mix m, std::uint64_t seed) {
    bench::generator generator(m, seed);
    std::string out;
    for (int i = 0; i < 300; ++i) generator.append_event(out);
    std::uint64_t hash = 0xCBF29CE484222325; // FNV-1a
    for (const char c : out) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    return hash;
  };
  CHECK(hash_of(mix::mixed, 1) == 0xC94E4CB53AB44856);
  CHECK(hash_of(mix::small, 1) == 0xF5C13B3C88CAE6EB);
  CHECK(hash_of(mix::mixed, 1) != hash_of(mix::mixed, 2));
}

TEST_CASE("generator: events survive a round trip") {
  for (const mix m : {mix::mixed, mix::small, mix::spaced}) {
    bench::generator generator(m, 7);
    assay::validator<event> validator(strict());
    event value, again;
    assay::text_buffer written;
    std::string line;
    for (int i = 0; i < 1500; ++i) {
      line.clear();
      generator.append_event(line);
      INFO(line);
      REQUIRE(validator.read(line, value));
      written.clear();
      REQUIRE(write(value, written));
      REQUIRE(assay_test::is_same_json(line, written.view()));
      REQUIRE(validator.read(written.view(), again));
      REQUIRE(again == value);
    }
  }
}
