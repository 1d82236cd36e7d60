// SPDX-License-Identifier: BSL-1.0
#include "assay/testing/valid.hpp"

#include "schema/zoo.hpp"
#include "support/catch.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// laws/ checks for all objects that valid events are accepted.

using namespace assay::testing;
using assay::level;

namespace hopeless {

struct thing {
  int n{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(thing, (), (n, additional))
constexpr bool is_the_answer(int n) { return n == 424242; }
consteval auto rules_of(const thing*) {
  return assay::rules(assay::field<&thing::n>("", assay::satisfies<is_the_answer>("the answer")));
}

struct helped {
  int n{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(helped, (), (n, additional))
consteval auto rules_of(const helped*) {
  return assay::rules(assay::field<&helped::n>("", assay::satisfies<is_the_answer>("the answer"),
                                               assay::examples("424242")));
}

} // namespace hopeless

namespace combined {

enum class grade { a, b, c, d, e, f };
BOOST_DESCRIBE_ENUM(grade, a, b, c, d, e, f)

/// Rules that leave few values.
struct thing {
  std::string sha{}, email{}, short_email{}, uri{}, ipv6{}, host{}, base64{}, at{}, ipv4{}, wide{};
  double between{};
  std::int64_t ms{};
  std::int8_t fifty{};
  std::map<std::string, int> ten{};
  std::vector<double> numbers{};
  std::vector<bool> both{};
  std::vector<grade> grades{};
  std::array<std::uint8_t, 4> address{};
  assay::optional_or_null<double> needed{};
  assay::optional_or_null<assay::raw_json> any{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(thing, (),
                      (sha, email, short_email, uri, ipv6, host, base64, at, ipv4, wide, between,
                       ms, fifty, ten, numbers, both, grades, address, needed, any, additional))
consteval auto rules_of(const thing*) {
  using namespace assay;
  using t = thing;
  return rules(field<&t::sha>("", format(text_format::hex), min_length(64), max_length(64)),
               field<&t::email>("", format(text_format::email), min_characters(40)),
               field<&t::short_email>("", format(text_format::email), max_length(6)),
               field<&t::uri>("", format(text_format::uri), max_length(3)),
               field<&t::ipv6>("", format(text_format::ipv6), min_length(30)),
               field<&t::host>("", format(text_format::hostname), min_length(60)),
               field<&t::base64>("", format(text_format::base64), min_length(100)),
               field<&t::at>("", format(text_format::date_time), min_length(40)),
               field<&t::ipv4>("", format(text_format::ipv4), max_characters(8)),
               field<&t::wide>("", min_length(20), max_characters(5)),
               field<&t::between>("", exclusive_minimum("0.1"), exclusive_maximum("0.2"),
                                  multiple_of("0.025")),
               field<&t::ms>("", assay::between(1718150400000, 1718150400999), multiple_of(1000)),
               field<&t::fifty>("", multiple_of(50), minimum(-100)),
               field<&t::ten>("", min_count(10)),
               field<&t::numbers>("", unique_elements(), min_count(5)),
               field<&t::both>("", unique_elements(), min_count(2)),
               field<&t::grades>("", unique_elements(), min_count(5)),
               field<&t::address>("", unique_elements()),
               field<&t::needed>("", required_from(level::strict)),
               field<&t::any>("", required_from(level::strict)));
}

} // namespace combined

TEST_CASE(
    "valid: rules that leave few values are satisfied, also from a source without more bytes") {
  for (const level at : {level::published, level::strict}) {
    assay::options o;
    o.level = at;
    assay::validator<combined::thing> v(o);
    const auto check = [&](source from) {
      const std::string text = valid<combined::thing>(from, at);
      v.check(std::string_view(text));
      INFO(text);
      REQUIRE(v.report().accepted());
      REQUIRE(v.report().violations().empty());
    };
    std::array<std::uint8_t, 40> bytes{};
    for (unsigned i = 0; i < 100; ++i) {
      check(source(i));
      bytes.fill(static_cast<std::uint8_t>(i * 7));
      check(source(std::span<const std::uint8_t>(bytes.data(), i % bytes.size())));
    }
  }
}

TEST_CASE("valid: the same source gives the same text, another source another text") {
  std::set<std::string> texts;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    source a(seed), b(seed);
    const std::string text = valid<assay_zoo::event>(a);
    CHECK(text == valid<assay_zoo::event>(b));
    texts.insert(text);
  }
  CHECK(texts.size() > 195);
}

TEST_CASE("valid: a source without bytes gives the simplest event, and any bytes a valid one") {
  source nothing{std::span<const std::uint8_t>()};
  CHECK(valid<assay_zoo::step>(nothing) == R"({"kind":"text","payload":{"text":"ok"}})");
  std::array<std::uint8_t, 40> bytes{};
  for (unsigned i = 0; i < 256; ++i) {
    for (std::size_t k = 0; k < bytes.size(); ++k)
      bytes[k] = static_cast<std::uint8_t>(i * (k + 1));
    source from{std::span<const std::uint8_t>(bytes)};
    CHECK(assay::check<assay_zoo::event>(valid<assay_zoo::event>(from)));
  }
}

TEST_CASE("valid: every type, every member, null and missing members occur") {
  std::set<std::string> names, types;
  bool null = false, unknown = false;
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    source from(seed);
    const json_node node = valid_tree<assay_zoo::event>(from);
    types.insert(node.find("type")->text);
    for (const json_node& m : node.children) {
      if (m.member != nullptr) names.insert(std::string(m.member->name));
      else unknown = true;
      null |= m.is_null();
    }
  }
  CHECK(types.size() >= 12);
  CHECK(names.size() == assay::schema_of<assay_zoo::event>().members.size());
  CHECK(null);
  CHECK(unknown);
}

TEST_CASE("valid: a predicate that is rarely satisfied by chance is satisfied by examples") {
  source from(1);
  CHECK(!assay::check<hopeless::thing>(valid<hopeless::thing>(from)));
  CHECK(assay::check<hopeless::helped>(valid<hopeless::helped>(from)));
}
