#include "assay/json/detail/references.hpp"

#include "support/catch.hpp"

#include <string>
#include <vector>

using namespace assay::detail;

TEST_CASE("references: the characters of strings, decoded where they must be") {
  decoded_strings s;
  const std::string_view plain = R"("abc")";
  CHECK(s.characters_of(plain).data() == plain.data() + 1);
  const std::string_view first = s.characters_of(R"("\u0061\n")");
  for (int i = 0; i < 1000; ++i) s.characters_of(R"("\u0062")"); // what was given before stays
  CHECK(first == "a\n");
  for (const char* const none : {"", "null", "7", "[\"a\"]", R"("")"}) CHECK(s.characters_of(none).empty());
}

TEST_CASE("references: an object is found by its id, the first of several") {
  id_index ids;
  const char* const all[] = {"c", "a", "", "b", "a", "c"};
  for (std::size_t i = 0; i < std::size(all); ++i) ids.add(all[i], i);
  ids.sort();
  CHECK(ids.find("a") == 1);
  CHECK(ids.find("c") == 0);
  CHECK(ids.find("") == nowhere);
  CHECK(ids.find("d") == nowhere);
  CHECK(ids.first_repeated() == 4);
  CHECK(id_index().find("a") == nowhere);
  CHECK(id_index().first_repeated() == nowhere);
}

TEST_CASE("references: a forest has no cycle") {
  CHECK(place_in_cycle({}) == nowhere);
  CHECK(place_in_cycle({nowhere, 0, 0, 1}) == nowhere);
  CHECK(place_in_cycle({1, 2, nowhere}) == nowhere);
}

TEST_CASE("references: a cycle is found wherever the walk begins, and not what only leads to it") {
  CHECK(place_in_cycle({0}) == 0);
  CHECK(place_in_cycle({nowhere, 2, 1}) == 1);
  CHECK(place_in_cycle({1, 2, 3, 1}) == 1); // 0 leads into 1, 2, 3
}

TEST_CASE("references: a long chain is walked once") {
  std::vector<std::size_t> chain(1'000'000);
  for (std::size_t i = 0; i < chain.size(); ++i) chain[i] = i + 1;
  chain.back() = nowhere;
  CHECK(place_in_cycle(chain) == nowhere);
  chain.back() = 0;
  CHECK(place_in_cycle(chain) == 0);
}
