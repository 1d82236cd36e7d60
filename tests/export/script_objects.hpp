// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <assay/identity/timestamp.hpp>
#include <assay/json/members.hpp>
#include <assay/json/raw_json.hpp>
#include <assay/schema/rules.hpp>

#include <boost/describe/class.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// Objects with all cases that the writers of TypeScript and zod distinguish.

namespace export_script {

constexpr bool is_free_slug(std::string_view s) { return s.find(' ') == s.npos; }
constexpr bool is_not_thirteen(int n) { return n != 13; }
constexpr bool is_in_order(int low, int high) { return low <= high; }

struct place {
  double x{};
  float y{};
};
BOOST_DESCRIBE_STRUCT(place, (), (x, y))
consteval auto rules_of(const place*) {
  using namespace assay;
  return rules(described_as("Place", "Where it is."), closed_from(level::published));
}

struct item {
  std::string sku{};
  std::optional<std::string> color{};
  std::int16_t low{};
  std::optional<int> high{};
  std::optional<std::uint64_t> stock{};
  std::optional<double> price{};
  std::optional<std::string> slug{};
  std::optional<std::string> id{};
  std::optional<std::string> link{};
  std::optional<std::vector<std::string>> tags{};
  std::optional<std::array<double, 2>> range{};
  std::map<std::string, place> places{};
  std::optional<assay::raw_object> notes{};
  assay::raw_json anything{};
  std::unique_ptr<item> part_of{};
  std::optional<std::string> a_b{};
  std::optional<std::string> constructor{};
  std::optional<std::string> proto{};
  std::optional<std::string> old{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(item, (),
                      (sku, color, low, high, stock, price, slug, id, link, tags, range, places,
                       notes, anything, part_of, a_b, constructor, proto, old, additional))
consteval auto rules_of(const item*) {
  using namespace assay;
  using i = item;
  return rules(
      described_as("Item", "A thing that is sold: /* no comment */."), named<&i::a_b>("a \"b\\\""),
      named<&i::proto>("__proto__"),
      field<&i::sku>("Which item it is.", min_characters(1), max_characters(12),
                     examples(R"("A-1")")),
      field<&i::color>("", one_of("red", "d\xC3\xA9j\xC3\xA0 \"vu\"", "\xE2\x80\xA8")),
      field<&i::low>("The least that is sold.", between(1, 100)),
      field<&i::high>("", not_null(), satisfies<is_not_thirteen>("no 13")),
      field<&i::price>("", exclusive_minimum(0), multiple_of("0.01")),
      field<&i::slug>("", satisfies<is_free_slug>("no spaces", "^[^ /]*$"), max_length(20)),
      field<&i::id>("", format(text_format::uuid)), field<&i::link>("", format(text_format::uri)),
      field<&i::tags>("", min_count(1), max_count(3), unique_elements()),
      field<&i::places>("", max_count(1)),
      field<&i::old>("What it was called.", deprecated("send tags")),
      forbidden("password", "nothing"),
      check_members<&i::low, &i::high>(level::published, is_in_order, "a high not below the low"));
}

struct text_part {
  std::string text{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(text_part, (), (text, additional))
struct list_part;
using part = std::variant<text_part, list_part>;
struct list_part {
  std::vector<part> parts;
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(list_part, (), (parts, additional))
consteval auto rules_of(const part*) {
  return assay::alternatives("text", "list").tagged_by("kind");
}
using open_part = std::variant<text_part, assay::raw_object>;
consteval auto rules_of(const open_part*) { return assay::alternatives("text").tagged_by("kind"); }

using content = std::variant<text_part, place>;
consteval auto rules_of(const content*) { return assay::alternatives("text", "place"); }
struct note {
  export_script::content content{};
  std::optional<part> first{};
  std::optional<open_part> more{};
  std::optional<std::variant<std::string, std::vector<note>>> inside{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(note, (), (content, first, more, inside, additional))
consteval auto rules_of(const note*) {
  using namespace assay;
  return rules(tag<&note::content>("type", "What it is."),
               field<&note::content>("What is in it, by `type`."));
}

// --- Descriptions and messages ----------------------------------------------------------------

constexpr bool is_few(const std::vector<std::string>& all) { return all.size() < 9; }
inline bool is_no_thirteen(assay::json_text any) { return any.text() != "13"; }
inline void find_nothing(const assay::object_texts&, assay::rule_violations&) {}

struct spoken {
  std::optional<std::vector<std::string>> few{};
  std::optional<std::map<std::string, double>> counts{};
  std::optional<assay::raw_json> any{};
  std::optional<std::vector<assay::raw_json>> all{};
  std::optional<std::variant<bool, std::vector<std::string>>> either{};
  std::optional<std::string> choice{};
};
BOOST_DESCRIBE_STRUCT(spoken, (), (few, counts, any, all, either, choice))
consteval auto rules_of(const spoken*) {
  using namespace assay;
  using s = spoken;
  return rules(described_as("\xE6\x97\xA5\xE6\x9C\xAC", "What is said"),
               all_enforced_from(level::published), closed_from(level::published),
               field<&s::few>("Some", satisfies<is_few>("fewer than 9")),
               field<&s::counts>("Counted!", min_count(1)),
               field<&s::any>("", satisfies<is_no_thirteen>("no 13")),
               field<&s::all>("All of them (\xE2\x80\xA6)", unique_elements()),
               field<&s::either>("Said twice?"),
               field<&s::choice>("One", one_of("a", ""), deprecated("send few.")),
               forbidden("prompt", "refer to it by prompt_ref"),
               check_object(level::published, find_nothing));
}

} // namespace export_script
