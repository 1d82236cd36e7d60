// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/case_style.hpp"

#include "support/catch.hpp"

#include <boost/describe/class.hpp>

#include <boost/mp11/algorithm.hpp>

#include <string>

using assay::case_style;

namespace {

struct styled {
  int input_tokens{};
  int a{};
  int already_Mixed_2nd{};
  int template_{};
  int double__part{};
};
BOOST_DESCRIBE_STRUCT(styled, (), (input_tokens, a, already_Mixed_2nd, template_, double__part))

template <case_style Style>
std::string names_in_style() {
  std::string out;
  boost::mp11::mp_for_each<assay::detail::members_of<styled>>([&](auto d) {
    out.append(assay::detail::styled_name<decltype(d), Style>.view()).append(" ");
  });
  return out;
}

} // namespace

TEST_CASE("case_style: all styles of the same names") {
  CHECK(names_in_style<case_style::as_declared>() ==
        "input_tokens a already_Mixed_2nd template double__part ");
  CHECK(names_in_style<case_style::camel_case>() ==
        "inputTokens a alreadyMixed2nd template doublePart ");
  CHECK(names_in_style<case_style::pascal_case>() ==
        "InputTokens A AlreadyMixed2nd Template DoublePart ");
  CHECK(names_in_style<case_style::kebab_case>() ==
        "input-tokens a already-Mixed-2nd template double--part ");
  CHECK(names_in_style<case_style::screaming_snake_case>() ==
        "INPUT_TOKENS A ALREADY_MIXED_2ND TEMPLATE DOUBLE__PART ");
  CHECK(names_in_style<case_style::dotted>() ==
        "input.tokens a already.Mixed.2nd template double..part ");
}
