// SPDX-License-Identifier: BSL-1.0

// expect: success
#include "tool.hpp"

#include <assay/json/validator.hpp>
#include <assay/json/write.hpp>

#include <boost/describe/enum.hpp>

#include <variant>
#include <vector>

// Code similar to the other cases, which must compile.

enum class kind { saw, hammer, plane, rasp, file, drill };
BOOST_DESCRIBE_ENUM(kind, saw, hammer, plane, rasp, file, drill)

using entry = std::variant<tool, assay::raw_object>;
consteval auto rules_of(const entry*) { return assay::alternatives("tool").tagged_by("type"); }

struct event {
  std::string a_name_that_is_longer_than_any_key_that_is_compared_at_once{};
  int count{};
  double ratio{};
  std::optional<kind> kind_{};
  std::optional<std::uint64_t> size{};
  std::vector<entry> entries{};
  std::vector<event> children{};
  std::string choice{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(event, (),
                      (a_name_that_is_longer_than_any_key_that_is_compared_at_once, count, ratio,
                       kind_, size, entries, children, choice, additional))

consteval auto rules_of(const tool*) {
  using namespace assay;
  return rules(field<&tool::size>("Size.", maximum(9223372036854775808u)),
               field<&tool::weight>("Weight.", minimum("-1e400"), multiple_of("0.1")),
               field<&tool::count>("Count.", between(0, 255)));
}

consteval auto rules_of(const event*) {
  using namespace assay;
  return rules(field<&event::ratio>("Ratio.", minimum("0.5").from(level::strict), maximum("0.5")),
               field<&event::choice>("Choice.", one_of("a", "b", "c", "d", "e", "f", "g")),
               field<&event::size>("Size.", not_null(), required_from(level::strict)),
               check_members<&event::count, &event::ratio>(
                   level::strict, [](auto a, auto b) { return a > b; }, "a count above the ratio"));
}

int main() {
  assay::text_buffer out;
  return assay::check<event>("{}") || assay::write(event(), out) ? 1 : 0;
}
