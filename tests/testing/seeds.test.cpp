// SPDX-License-Identifier: BSL-1.0
#include "assay/testing/almost_valid.hpp"
#include "assay/testing/hostile.hpp"
#include "assay/testing/line_stream.hpp"
#include "assay/testing/mutate.hpp"
#include "assay/testing/promptetheus.hpp"
#include "assay/testing/valid.hpp"

#include "schema/zoo.hpp"
#include "support/catch.hpp"

#include <cstdint>
#include <string_view>

using namespace assay::testing;

namespace {

/// FNV-1a.
struct digest_of_texts {
  std::uint64_t state = 0xCBF29CE484222325;
  void add(std::string_view text) {
    for (const char c : text) state = (state ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    state *= 0x100000001B3; // the end of a text counts as well
  }
};

template <class Make>
std::uint64_t digest(Make make) {
  digest_of_texts out;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    source from(seed);
    make(from, out);
  }
  return out.state;
}

} // namespace

// A seed in a report of a fault must make the same text on another machine, with another compiler.
// If generated texts change on purpose, these numbers change as well.
TEST_CASE("seeds: each compiler makes the same texts") {
  using assay_zoo::event;
  using out = digest_of_texts;
  CHECK(digest([](source& s, out& d) { d.add(valid<event>(s)); }) == 0xBB1FFAB02583E86E);
  CHECK(digest([](source& s, out& d) {
          d.add(almost_valid<event>(s, assay::level::strict).text);
        }) == 0xA1B1968BA318BB79);
  CHECK(digest([](source& s, out& d) { d.add(hostile<event>(s).text); }) == 0x0D8555F4BBE23705);
  CHECK(digest([](source& s, out& d) {
          for (const auto form :
               {assay::text_format::date_time, assay::text_format::uuid, assay::text_format::ulid,
                assay::text_format::uri, assay::text_format::email, assay::text_format::hostname,
                assay::text_format::ipv4, assay::text_format::ipv6, assay::text_format::base64,
                assay::text_format::dotted_name}) {
            d.add(assay::testing::detail::text_of_format(s, form));
            d.add(assay::testing::detail::text_of_format(s, form, 3, 40));
            d.add(assay::testing::detail::text_near_format(s, form));
          }
        }) == 0x2C0D5FCF5D8266A8);
  CHECK(digest([](source& s, out& d) { d.add(promptetheus_session(s).lines()); }) ==
        0x28704C2D6F001964);
  CHECK(digest([](source& s, out& d) { d.add(lines<assay_zoo::step>(s).text); }) ==
        0xC66574C6BC03516E);
  CHECK(digest([](source& s, out& d) {
          d.add(mutated<assay_zoo::step>(R"({"kind":"text","payload":{"text":"a"}})", s));
        }) == 0xB2588F475E3EA117);
}
