// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"
#include "support/shop.hpp"

#include "assay/testing/text_check.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace {

using namespace assay::testing;
using assay::code;
using shop::order;
using fault = std::optional<std::string>;

constexpr std::string_view good = R"({"news":"stopped","id":"a","version":2,"body":{}})";
constexpr std::string_view wrong_id = R"({"news":"stopped","id":7,"version":2,"body":{}})";
/// Accepted at every level; at `strict` with a warning.
constexpr std::string_view warned = R"({"news":"stopped","id":"a","version":2,"body":{},"x":1})";

const std::string wrong_id_words =
    "it is rejected:\n    byte 23: /id: expected string, found number [type_mismatch]";
const std::string warned_words =
    "it is accepted:\n    byte 49: /x: warning: the member is not in the schema [unknown_member]";

TEST_CASE("a valid event is accepted, and an invalid one is shown with its violations") {
  const text_check check = event_check<order>();
  CHECK(check.words == "is accepted at published");
  CHECK(check.find_fault(good) == fault());
  CHECK(check.find_fault(wrong_id) == wrong_id_words);
  CHECK(check.find_fault("{") == "it is rejected:\n    byte 1: (event): the text ends before the "
                                 "event is complete [unterminated], "
                                 "expected: a member's name in quotes");
}

TEST_CASE("a level or options define how a text is checked") {
  constexpr std::string_view older =
      R"({"news":"stopped","id":"a","version":2,"body":{},"previous_version":3})";
  CHECK(event_check<order>().find_fault(older) == fault());
  CHECK(event_check<order>(assay::level::strict).words == "is accepted at strict");
  CHECK(event_check<order>(assay::level::strict).find_fault(older));
  assay::options closed{.level = assay::level::strict};
  CHECK(event_check<order>(closed).find_fault(warned) == fault());
  closed.reject_unknown_members = true;
  CHECK(event_check<order>(closed).find_fault(warned));
}

TEST_CASE("a rejection is identified by its code and its pointer") {
  const text_check check = rejection_check<order>(code::type_mismatch, "/id");
  CHECK(check.words == "is rejected at published with error type_mismatch at /id");
  CHECK(check.find_fault(wrong_id) == fault());
  CHECK(check.find_fault(R"({"news":"stopped","id":7,"body":{}})") == fault()); // among others
  CHECK(check.find_fault(good) == "it is accepted, without a violation");
  CHECK(rejection_check<order>(code::type_mismatch, "/version").find_fault(wrong_id) ==
        wrong_id_words);
  CHECK(rejection_check<order>(code::too_short, "/id").find_fault(wrong_id) == wrong_id_words);
  CHECK(rejection_check<order>(code::invalid_syntax, "").words ==
        "is rejected at published with error invalid_syntax at (event)");
}

TEST_CASE("a warning is reported for an accepted text") {
  const text_check check = warning_check<order>(code::unknown_member, "/x", assay::level::strict);
  CHECK(check.words == "is accepted at strict with warning unknown_member at /x");
  CHECK(check.find_fault(warned) == fault());
  CHECK(check.find_fault(good) == "it is accepted, without a violation");
  CHECK(warning_check<order>(code::unknown_member, "/y", assay::level::strict).find_fault(warned) ==
        warned_words);
  CHECK(warning_check<order>(code::type_mismatch, "/id").find_fault(wrong_id) == wrong_id_words);
  CHECK(
      rejection_check<order>(code::unknown_member, "/x", assay::level::strict).find_fault(warned) ==
      warned_words);
}

TEST_CASE("a text that is written back is compared as JSON") {
  const text_check check = round_trip_check<order>();
  CHECK(check.words == "is read and written back as the same JSON at published");
  CHECK(check.find_fault(good) == fault());
  CHECK(check.find_fault(warned) == fault());
  CHECK(check.find_fault(
            "\xEF\xBB\xBF { \"body\" : { \"reason\" : \"\\u0041\" , \"y\" : [1e2] } , "
            "\"version\":2,\"id\":\"a\",\"x\":1,\"x\":2,\"n\\u0065ws\":\"stopped\" }\n") ==
        fault());
  CHECK(check.find_fault(wrong_id) == wrong_id_words);
}

/// Loses unknown members.
struct forgetful {
  double share = 0;
};
BOOST_DESCRIBE_STRUCT(forgetful, (), (share))
consteval auto rules_of(const forgetful*) { return assay::rules(assay::ignores_unknown_members()); }

TEST_CASE("a loss in a round trip is found") {
  const text_check check = round_trip_check<forgetful>();
  CHECK(check.find_fault(R"({"share":1.50})") == fault());
  CHECK(check.find_fault(R"({"share":1.5,"more":0})") ==
        "the written text is another JSON value, at /more (missing member):\n"
        "  {\"share\":1.5}");
}

TEST_CASE("a sample's verdict is complete") {
  const sample rejected{.text = std::string(wrong_id),
                        .accepted = false,
                        .violation = expected_violation{code::type_mismatch, "/id"},
                        .reason = "a number for a string"};
  const text_check check = verdict_check<order>(rejected);
  CHECK(check.words == "is rejected at published with error type_mismatch at /id and nothing else "
                       "(a number for a string)");
  CHECK(check.find_fault(wrong_id) == fault());
  CHECK(check.find_fault(good) == "it is accepted, without a violation");
  CHECK(check.find_fault(R"({"news":"stopped","id":7,"body":{}})") ==
        "it is rejected:\n"
        "    byte 0: /version: the member is missing: expected integer >= 0 [missing_member]\n"
        "    byte 23: /id: expected string, found number [type_mismatch]");

  const text_check accepted = verdict_check<order>(sample{}, assay::level::strict);
  CHECK(accepted.words == "is accepted at strict without a warning");
  CHECK(accepted.find_fault(good) == fault());
  CHECK(accepted.find_fault(warned) == warned_words);
}

} // namespace
