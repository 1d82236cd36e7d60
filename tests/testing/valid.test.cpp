#include "assay/testing/valid.hpp"

#include "schema/zoo.hpp"
#include "support/catch.hpp"

#include <array>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>

// That what is valid is accepted, for all objects, is what laws/ is for.

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

TEST_CASE("valid: the same source gives the same text, another one another") {
  std::set<std::string> texts;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    source a(seed), b(seed);
    const std::string text = valid<assay_zoo::event>(a);
    CHECK(text == valid<assay_zoo::event>(b));
    texts.insert(text);
  }
  CHECK(texts.size() > 195);
}

TEST_CASE("valid: bytes that are used up give the simplest event, and any bytes a valid one") {
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

TEST_CASE("valid: every type, every member, null and absence come") {
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

TEST_CASE("valid: a predicate that nothing satisfies by chance is satisfied by examples") {
  source from(1);
  CHECK(!assay::check<hopeless::thing>(valid<hopeless::thing>(from)));
  CHECK(assay::check<hopeless::helped>(valid<hopeless::helped>(from)));
}
