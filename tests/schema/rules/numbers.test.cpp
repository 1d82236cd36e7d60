// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/rules/numbers.hpp"

#include "support/findings.hpp"

#include "assay/json/members.hpp"
#include "assay/schema/schema_of.hpp"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ruled_numbers {

using namespace assay;

struct all {
  std::optional<std::int64_t> least{}, greatest{}, above{}, below{}, from_to{}, step{}, late{};
  std::optional<std::uint8_t> byte{};
  std::optional<double> tenths{}, third{};
  std::optional<number> huge{}, whole_{};
  std::optional<float> single{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(all, (),
                      (least, greatest, above, below, from_to, step, late, byte, tenths, third,
                       huge, whole_, single, additional))
consteval auto rules_of(const all*) {
  return rules(
      field<&all::least>("", minimum(-3)), field<&all::greatest>("", maximum("7.5")),
      field<&all::above>("", exclusive_minimum("2.5")),
      field<&all::below>("", exclusive_maximum(std::numeric_limits<std::int64_t>::max())),
      field<&all::from_to>("", between(-1, 1)), field<&all::step>("", multiple_of(7)),
      field<&all::late>("", maximum(10).from(level::strict)),
      field<&all::byte>("", between(-5, 1000)), field<&all::tenths>("", multiple_of("0.1")),
      field<&all::third>("", maximum("0.3")), field<&all::huge>("", exclusive_maximum("1e400")),
      field<&all::whole_>("", whole(), minimum(0)), field<&all::single>("", maximum("1e38")));
}

} // namespace ruled_numbers

namespace {

/// Returns what is reported for the object's only member.
std::string found_in_number(std::string_view name, std::string_view value,
                            assay::level l = assay::level::published) {
  const std::string text = "{\"" + std::string(name) + "\":" + std::string(value) + "}";
  std::string out;
  for (const std::string& line : assay_test::lines_of<ruled_numbers::all>(text, l)) out += line;
  return out;
}

} // namespace

TEST_CASE("numbers: bounds apply exactly") {
  CHECK(found_in_number("least", "-3") == "");
  CHECK(found_in_number("least", "-4") ==
        "/least: expected integer >= -3, found a number out of range [out_of_range]");
  CHECK(found_in_number("greatest", "7") == "");
  CHECK(found_in_number("greatest", "8") ==
        "/greatest: expected integer <= 7.5, found a number out of range [out_of_range]");
  CHECK(found_in_number("above", "3") == "");
  CHECK(found_in_number("above", "2") ==
        "/above: expected integer > 2.5, found a number out of range [out_of_range]");
  CHECK(found_in_number("below", "9223372036854775806") == "");
  CHECK(found_in_number("below", "9223372036854775807") ==
        "/below: expected integer < 9223372036854775807, found a number out of range "
        "[out_of_range]");
  CHECK(found_in_number("from_to", "-1") == "");
  CHECK(found_in_number("from_to", "1") == "");
  for (const std::string_view n : {"-2", "2"})
    CHECK(found_in_number("from_to", n) ==
          "/from_to: expected integer from -1 to 1, found a number out of range [out_of_range]");
}

TEST_CASE("numbers: a bound beyond the integer's type leaves the limit of the type") {
  CHECK(found_in_number("byte", "0") == "");
  CHECK(found_in_number("byte", "255") == "");
  for (const std::string_view n : {"-1", "256", "18446744073709551616", "-18446744073709551616"})
    CHECK(found_in_number("byte", n) ==
          "/byte: expected integer from 0 to 255, found a number out of range [out_of_range]");
}

TEST_CASE("numbers: decimals are compared exactly, with any digits and exponents") {
  CHECK(found_in_number("third", "0.3") == "");
  CHECK(found_in_number("third", "0.30000000000000000000000000000000000000000") == "");
  CHECK(found_in_number("third", "3e-1") == "");
  for (const std::string_view n :
       {"0.30000000000000004", "0.3000000000000000000000000000000000000000000000000001"})
    CHECK(found_in_number("third", n) ==
          "/third: expected number <= 0.3, found a number out of range [out_of_range]");
  CHECK(found_in_number("huge", "9.99999999999999999999999e399") == "");
  CHECK(found_in_number("huge", "-1e99999999999999999999") == "");
  for (const std::string_view n : {"1e400", "0.1e401", "1000e397", "1e99999999999999999999"})
    CHECK(found_in_number("huge", n) ==
          "/huge: expected number < 1e400, found a number out of range [out_of_range]");
  const std::string digits(100, '9');
  CHECK(found_in_number("huge", digits + "." + digits) == "");
}

TEST_CASE("numbers: multiples are exact") {
  for (const std::string_view n : {"0", "-0.0", "0.3", "0.7", "-12.1", "1e400"}) {
    CAPTURE(n);
    if (n != "1e400") CHECK(found_in_number("tenths", n) == "");
  }
  for (const std::string_view n : {"0.30000000000000004", "0.01", "1e-1000"})
    CHECK(found_in_number("tenths", n) ==
          "/tenths: expected number that is a multiple of 0.1, found a number that is not "
          "[not_multiple_of]");
  CHECK(found_in_number("step", "-21") == "");
  CHECK(found_in_number("step", "9223372036854775807") == ""); // 7 * 1317624576693539401
  CHECK(found_in_number("step", "20") == "/step: expected integer that is a multiple of 7, found a "
                                         "number that is not [not_multiple_of]");
}

TEST_CASE("numbers: whole checks the value of a number, not its spelling") {
  for (const std::string_view n : {"2", "2.0", "20e-1", "0.2e1", "1e400", "0"})
    CHECK(found_in_number("whole", n) == "");
  for (const std::string_view n : {"2.5", "25e-1", "1e-400"})
    CHECK(found_in_number("whole", n) ==
          "/whole: expected whole number, found number [type_mismatch]");
  CHECK(found_in_number("whole", "-1") ==
        "/whole: expected whole number >= 0, found a number out of range [out_of_range]");
}

TEST_CASE("numbers: a rule with a level applies from that level on") {
  using assay::level;
  for (const level l : {level::reference, level::published})
    CHECK(found_in_number("late", "11", l) == "");
  CHECK(found_in_number("late", "11", level::strict) ==
        "/late: expected integer <= 10, found a number out of range [out_of_range]");
  // Beyond 64 bits the type is too small, unless there is a bound.
  CHECK(found_in_number("late", "9223372036854775808", level::published) ==
        "/late: warning: expected integer of at most 64 bits, found an integer that does not fit "
        "in 64 bits "
        "[integer_overflow]");
  CHECK(found_in_number("late", "9223372036854775808", level::strict) ==
        "/late: expected integer <= 10, found a number out of range [out_of_range]");
}

TEST_CASE("numbers: a number that its type cannot hold and that breaks a rule is reported once") {
  CHECK(found_in_number("single", "1e39") ==
        "/single: expected a number within the range of a float, found a number out of range "
        "[out_of_range]");
  CHECK(found_in_number("single", "2e38") ==
        "/single: expected number <= 1e38, found a number out of range [out_of_range]");
  CHECK(found_in_number("third", "1e400") ==
        "/third: expected a number within the range of a double, found a number out of range "
        "[out_of_range]");
}

TEST_CASE("numbers: a value of another type is reported only for its type") {
  for (const std::string_view v : {"\"1\"", "true", "[]", "{}"})
    CHECK(found_in_number("from_to", v).find("/from_to: expected integer, found ") == 0);
  CHECK(found_in_number("from_to", "1.0") ==
        "/from_to: expected integer without fraction or exponent, found number [type_mismatch]");
}

TEST_CASE("numbers: the schema has the kind, the bound and the level of each rule") {
  constexpr auto both = assay::between("0.5", 9).from(assay::level::strict);
  static_assert(both.rules.size() == 2);
  CHECK(both.rules[0].kind == assay::rule_kind::minimum);
  CHECK(both.rules[0].limit.text() == "0.5");
  CHECK(both.rules[1].kind == assay::rule_kind::maximum);
  CHECK(both.rules[1].limit.text() == "9");
  CHECK(both.rules[1].from == assay::level::strict);
  CHECK(assay::multiple_of("0.05").rules[0].kind == assay::rule_kind::multiple_of);
  CHECK(assay::whole().rules[0].from == assay::level::published);
  CHECK(assay::minimum(0).rules[0].from == assay::level::reference);
}

namespace ruled_reals {

using namespace assay;

struct all {
  std::optional<double> above{}, step{};
  std::optional<float> positive{};
  std::optional<std::vector<double>> distinct{};
  std::optional<std::vector<float>> distinct_floats{};
  std::optional<std::vector<number>> distinct_numbers{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(all, (),
                      (above, step, positive, distinct, distinct_floats, distinct_numbers,
                       additional))
consteval auto rules_of(const all*) {
  return rules(
      field<&all::above>("", exclusive_minimum("0.1")), field<&all::step>("", multiple_of("0.7")),
      field<&all::positive>("", exclusive_minimum(0)), field<&all::distinct>("", unique_elements()),
      field<&all::distinct_floats>("", unique_elements()),
      field<&all::distinct_numbers>("", unique_elements()));
}

} // namespace ruled_reals

namespace {

std::string found_in_real(std::string_view name, std::string_view value) {
  const std::string text = "{\"" + std::string(name) + "\":" + std::string(value) + "}";
  std::string out;
  for (const std::string& line :
       assay_test::lines_of<ruled_reals::all>(text, assay::level::published))
    out += line;
  return out;
}

} // namespace

TEST_CASE("numbers: the double that is kept of a number must satisfy the rules, or the written "
          "text would be rejected") {
  CHECK(found_in_real("above", "0.10000000000000002") == "");
  CHECK(found_in_real("above", "0.10000000000000000001") ==
        "/above: expected number > 0.1, found a number out of range [out_of_range]");
  CHECK(found_in_real("positive", "1e-45") == "");
  CHECK(found_in_real("positive", "1e-46") ==
        "/positive: expected number > 0, found a number out of range [out_of_range]");
  CHECK(found_in_real("positive", "5e-324") ==
        "/positive: expected number > 0, found a number out of range [out_of_range]");
  CHECK(found_in_real("step", "0.7") == "");
  CHECK(found_in_real("step", "8641975308641975023.7") ==
        "/step: expected number that is a multiple of 0.7, found a number that is not "
        "[not_multiple_of]");
}

TEST_CASE("numbers: elements are compared as the C++ numbers that are kept") {
  CHECK(found_in_real("distinct", "[0.1,0.10000000000000001]") ==
        "/distinct/1: expected distinct elements, found a duplicate "
        "[repeated_element]");
  CHECK(found_in_real("distinct", "[0.1,0.10000000000000002]") == "");
  CHECK(found_in_real("distinct", "[0,1e-400]") ==
        "/distinct/1: expected distinct elements, found a duplicate "
        "[repeated_element]");
  CHECK(found_in_real("distinct_floats", "[0.1,0.10000000000000002]") ==
        "/distinct_floats/1: expected distinct elements, found a duplicate "
        "[repeated_element]");
  CHECK(found_in_real("distinct_numbers", "[0.1,0.10000000000000001]") == "");
}
