// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/rules.hpp"

#include "support/catch.hpp"
#include "support/exact_json.hpp"
#include "support/shop.hpp"

#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace {

using assay::level;
using lines = std::vector<std::string>;

/// Returns the violations in words, after their offsets. Each text is read and checked with the
/// same result.
template <class T = shop::order>
lines found(std::string_view text, level l, bool accepted) {
  assay::validator<T> checker({.level = l}), reader({.level = l});
  T o;
  CHECK(checker.check(text) == accepted);
  CHECK(reader.read(text, o) == accepted);
  lines checked, read;
  for (const assay::violation& v : checker.report().violations())
    checked.push_back(std::to_string(v.offset.value()) + " " + to_string(v));
  for (const assay::violation& v : reader.report().violations())
    read.push_back(std::to_string(v.offset.value()) + " " + to_string(v));
  CHECK(read == checked);
  return checked;
}

template <class T>
std::string written(const T& o) {
  assay::text_buffer out;
  CHECK(write(o, out));
  return std::string(out.view());
}

std::string with_body(std::string_view news, std::string_view body) {
  return R"({"news":")" + std::string(news) + R"(","id":"o1","version":2,"body":)" +
         std::string(body) + "}";
}

constexpr std::string_view complete =
    R"({"news":"started","id":"o1","version":18446744073709551615,"body":{"items":[{"sku":"A-1","quantity":2,)"
    R"("price":{"amount":12345678901234567890.10,"currency":"EUR","vat":0.190},"gift_note":null,"insured":true},)"
    R"({"sku":"B-2","quantity":1,"gift_note":"\u00e9\n","insured":1.50}],"points":{"a":-1,"b":2,"a":3},)"
    R"("labels":["x","y"],"due":"2026-06-12T12:00:00Z"},"previous_version":7,"extra":{"n":1e400,"n":null}})";

} // namespace

TEST_CASE("user_struct: a user's own event is read into its types") {
  shop::order o;
  assay::validator<shop::order> v({.level = level::strict});
  REQUIRE(v.read(complete, o));
  CHECK(o.id == "o1");
  CHECK(o.version == 18446744073709551615u);
  CHECK(o.previous_version == 7u);
  REQUIRE(o.additional.find("extra") != nullptr);
  CHECK(o.additional.find("extra")->text() == R"({"n":1e400,"n":null})");

  REQUIRE(std::holds_alternative<shop::started>(o.body));
  const auto& body = std::get<shop::started>(o.body);
  REQUIRE(body.items.size() == 2);
  const shop::item& a = body.items[0];
  CHECK(a.sku == "A-1");
  CHECK(a.quantity == 2);
  CHECK(a.price->amount.text() == "12345678901234567890.10");
  CHECK(a.price->currency == "EUR");
  CHECK(a.price->additional.find("vat")->text() == "0.190");
  CHECK(a.gift_note.is_null());
  CHECK(std::get<bool>(*a.insured));
  const shop::item& b = body.items[1];
  CHECK_FALSE(b.price.has_value());
  CHECK(*b.gift_note == "\xC3\xA9\n");
  CHECK(std::get<assay::number>(*b.insured).text() == "1.50");
  CHECK(body.points == assay::dictionary<std::int64_t>{{"a", -1}, {"b", 2}, {"a", 3}});
  CHECK(body.labels == std::vector<std::string>{"x", "y"});
  CHECK(body.due == "2026-06-12T12:00:00Z");
}

TEST_CASE("user_struct: a value is written as the same JSON, and read back as the same value") {
  shop::order o, again;
  assay::validator<shop::order> v;
  REQUIRE(v.read(complete, o));
  const std::string text = written(o);
  CHECK(assay_test::is_same_json(text, complete));
  REQUIRE(v.read(text, again));
  CHECK(again == o);
}

TEST_CASE("user_struct: an event made in C++ is written in the order of its description") {
  shop::order o{.id = "o2", .version = 1, .body = shop::stopped{.reason = "sold \"out\""}};
  CHECK(written(o) ==
        R"({"news":"stopped","id":"o2","version":1,"body":{"reason":"sold \"out\""}})");
  o.body = shop::started{
      .items = {{.sku = "A-1", .quantity = 3, .gift_note = nullptr, .insured = assay::number(0.5)}},
      .points = {{{"a", 1}}}};
  o.additional.list.emplace_back("z", nullptr);
  CHECK(
      written(o) ==
      R"({"news":"started","id":"o2","version":1,"body":{"items":[{"sku":"A-1","quantity":3,"gift_note":null,)"
      R"("insured":0.5}],"points":{"a":1}},"z":null})");
}

TEST_CASE("user_struct: members in any order, and the body before its tag, give the same event") {
  shop::order a, b;
  assay::validator<shop::order> v;
  REQUIRE(v.read(R"({"news":"stopped","id":"o1","version":2,"body":{"reason":"r"}})", a));
  REQUIRE(v.read(R"({"body":{"reason":"r"},"version":2,"n\u0065ws":"stopped","id":"o1"})", b));
  CHECK(a == b);
}

TEST_CASE("user_struct: the envelope is enforced at every level that its rules name") {
  for (const level l : {level::reference, level::published, level::strict}) {
    CAPTURE(name_of(l));
    CHECK(found("[]", l, false) ==
          lines{"0 (event): expected object, found array [type_mismatch]"});
    CHECK(found(R"({"news":"stopped"})", l, false) ==
          lines{"0 /id: the member is missing: expected non-empty string [missing_member]",
                "0 /version: the member is missing: expected integer >= 0 [missing_member]",
                "0 /body: the member is missing: expected object [missing_member]"});
    CHECK(
        found(R"({"news":"paused","id":"","version":-1,"body":[]})", l, false) ==
        lines{
            "8 /news: expected \"started\" or \"stopped\", found string of 6 bytes [unknown_type]",
            "22 /id: expected non-empty string, found string of 0 bytes [too_short]",
            "35 /version: expected integer >= 0, found a number out of range [out_of_range]",
            "45 /body: expected object, found array [type_mismatch]"});
    CHECK(found(R"({"news":"stopped","id":"a","version":18446744073709551616,"body":{}})", l,
                false) ==
          lines{"37 /version: expected integer of at most 64 bits, found an integer that "
                "does not fit in 64 bits [integer_overflow]"});
    CHECK(found(R"({"news":"stopped","id":"a","version":1,"body":{},"\u0069d":"b"})", l, false) ==
          lines{"49 /id: duplicate member; first occurrence at byte 18 [duplicate_member]"});
  }
}

TEST_CASE("user_struct: a member that is enforced from a level on causes a warning below it, and "
          "is kept") {
  const std::string text =
      R"({"news":"stopped","id":"a","version":3,"body":{},"previous_version":"2"})";
  CHECK(found(text, level::reference, true) ==
        lines{"68 /previous_version: warning: expected integer >= 0, found string of 1 byte "
              "[type_mismatch]"});
  CHECK(
      found(text, level::published, false) ==
      lines{"68 /previous_version: expected integer >= 0, found string of 1 byte [type_mismatch]"});

  shop::order o;
  assay::validator<shop::order> v({.level = level::reference});
  REQUIRE(v.read(text, o));
  CHECK_FALSE(o.previous_version.has_value());
  CHECK(assay_test::is_same_json(written(o), text));
}

TEST_CASE("user_struct: a rule across members applies from its level on") {
  const std::string text =
      R"({"news":"stopped","id":"a","version":3,"body":{},"previous_version":3})";
  CHECK(found(text, level::published, true) == lines{});
  CHECK(found(text, level::strict, false) ==
        lines{"37 /version: expected a version above the previous one [members_disagree]"});
}

TEST_CASE("user_struct: each member's rules apply from the body's level on") {
  const std::string text = with_body(
      "started",
      R"({"items":[{"sku":"A","quantity":0,"price":{"amount":-0.1,"currency":"GBP"},"insured":"no"},)"
      R"({"sku":"A-1","quantity":1.0,"gift_note":5},7],"points":{"a":"1"},"labels":"x","due":null,"card_number":1})");
  lines expected{"64 /body/items/0/sku: expected string of at least 3 bytes, found string of 1 "
                 "byte [too_short]",
                 "79 /body/items/0/quantity: expected integer from 1 to 99, found a number out of "
                 "range [out_of_range]",
                 "99 /body/items/0/price/amount: expected number >= 0, found a number out of range "
                 "[out_of_range]",
                 "115 /body/items/0/price/currency: expected \"EUR\", \"USD\" or \"JPY\", found a "
                 "different string of 3 bytes [not_one_of]",
                 "132 /body/items/0/insured: expected number or boolean, found string of 2 bytes "
                 "[type_mismatch]",
                 "162 /body/items/1/quantity: expected integer without fraction or exponent, found "
                 "number [type_mismatch]",
                 "178 /body/items/1/gift_note: expected string, found number [type_mismatch]",
                 "181 /body/items/2: expected object, found number [type_mismatch]",
                 "198 /body/points/a: expected integer, found string of 1 byte [type_mismatch]",
                 "212 /body/labels: expected array, found string of 1 byte [type_mismatch]",
                 "222 /body/due: expected string, found null [type_mismatch]",
                 "241 /body/card_number: the member is not allowed: send `payment_token` "
                 "instead [forbidden_member]"};
  CHECK(found(text, level::published, false) == expected);
  CHECK(found(text, level::strict, false) == expected);
  for (std::string& line : expected) line.insert(line.find(": ") + 2, "warning: ");
  CHECK(found(text, level::reference, true) == expected);
}

TEST_CASE("user_struct: level strict adds its own requirements") {
  const std::string text = with_body("started", R"({"due":"tomorrow","other":1})");
  CHECK(found(text, level::reference, true) ==
        lines{"47 /body/items: warning: the member is missing: expected array [missing_member]"});
  CHECK(found(text, level::published, true) ==
        lines{"47 /body/items: warning: the member is missing: expected array [missing_member]"});
  CHECK(found(text, level::strict, false) ==
        lines{"47 /body/items: the member is missing: expected array [missing_member]",
              "55 /body/due: expected RFC 3339 date-time: digit expected [invalid_format]",
              "65 /body/other: warning: the member is not in the schema [unknown_member]"});
}

TEST_CASE("user_struct: an invalid body that is accepted is kept completely") {
  const std::string text = with_body("started", R"({"items":null,"b":[1.0]})");
  shop::order o;
  assay::validator<shop::order> v;
  REQUIRE(v.read(text, o));
  REQUIRE(std::holds_alternative<assay::untyped_payload>(o.body));
  CHECK(std::get<assay::untyped_payload>(o.body).type == "started");
  CHECK(std::get<assay::untyped_payload>(o.body).content.text() == R"({"items":null,"b":[1.0]})");
  CHECK(written(o) == text);
}

TEST_CASE("user_struct: an unknown type is kept by option") {
  const std::string text = with_body("paused", R"({"until":5})");
  shop::order o;
  assay::validator<shop::order> v({.keep_unknown_types = true});
  REQUIRE(v.read(text, o));
  CHECK(std::get<assay::untyped_payload>(o.body).type == "paused");
  CHECK(written(o) == text);
}

TEST_CASE("user_struct: accepted nulls are distinguished from missing members") {
  const std::string text = with_body("started", R"({"items":[],"points":null,"labels":null})");
  CHECK(found(text, level::strict, true) == lines{});
  shop::order o;
  assay::validator<shop::order> v;
  REQUIRE(v.read(text, o));
  CHECK(assay_test::is_same_json(written(o), text));
}

TEST_CASE("user_struct: the event's own required members are enforced at every level, because "
          "there is no place to keep an invalid value") {
  for (const level l : {level::reference, level::published}) {
    CAPTURE(name_of(l));
    CHECK(found<shop::payment>(R"({"id":null,"parts":[1,"2",99999999999999999999],"fee":null})", l,
                               false) ==
          lines{"0 /total: the member is missing: expected object [missing_member]",
                "6 /id: expected string, found null [type_mismatch]",
                "22 /parts/1: expected integer, found string of 1 byte [type_mismatch]",
                "26 /parts/2: expected integer of at most 64 bits, found an integer that "
                "does not fit in 64 bits [integer_overflow]"});
    CHECK(
        found<shop::payment>(R"({"id":"","parts":[],"total":{"amount":-1}})", l, false) ==
        lines{
            "28 /total/currency: the member is missing: expected \"EUR\", \"USD\" or \"JPY\" "
            "[missing_member]",
            "38 /total/amount: expected number >= 0, found a number out of range [out_of_range]"});
  }
}

TEST_CASE("user_struct: optional or forbidden members of the event itself are kept if they only "
          "cause warnings") {
  const std::string text =
      R"({"id":"","parts":[],"total":{"amount":1e19,"currency":"EUR"},"fee":{"amount":"1"},"card_number":1})";
  CHECK(found<shop::payment>(text, level::reference, true) ==
        lines{"67 /fee/currency: warning: the member is missing: expected \"EUR\", \"USD\" or "
              "\"JPY\" [missing_member]",
              "77 /fee/amount: warning: expected number, found string of 1 byte [type_mismatch]",
              "96 /card_number: warning: the member is not allowed: send `payment_token` "
              "instead [forbidden_member]"});
  shop::payment p;
  assay::validator<shop::payment> v({.level = level::reference});
  REQUIRE(v.read(text, p));
  CHECK(p.total.amount.text() == "1e19");
  CHECK_FALSE(p.fee.has_value());
  CHECK(assay_test::is_same_json(written(p), text));
}

TEST_CASE("user_struct: a rule across members is reported at the event if its member is missing") {
  const std::string text = R"({"id":"","parts":[],"total":{"amount":1,"currency":"EUR"}})";
  CHECK(found<shop::payment>(text, level::published, true) == lines{});
  CHECK(found<shop::payment>(text, level::strict, false) ==
        lines{"0 (event): expected what cannot be [members_disagree]"});
}

namespace shop {

struct notice {
  std::optional<std::string> kind{};
  std::optional<std::string> at{};
  assay::additional_members additional{};
  friend bool operator==(const notice&, const notice&) = default;
};
BOOST_DESCRIBE_STRUCT(notice, (), (kind, at, additional))

/// 144 bytes, 48 of which belong to `e` with an acute accent.
inline constexpr char long_choice[] =
    "\u00e9tait\u00e9tait\u00e9tait\u00e9tait\u00e9tait\u00e9tait\u00e9tait\u00e9tait\u00e9tait"
    "\u00e9tait\u00e9tait\u00e9tait"
    "\u00e9tait\u00e9tait\u00e9tait\u00e9tait\u00e9tait\u00e9tait\u00e9tait\u00e9tait\u00e9tait"
    "\u00e9tait\u00e9tait\u00e9tait";

consteval auto rules_of(const notice*) {
  using namespace assay;
  return rules(
      field<&notice::kind>("Which.", one_of("short", long_choice)),
      field<&notice::at>("When.", format(text_format::date_time), enforced_from(level::strict)));
}

BOOST_DEFINE_ENUM_CLASS(
    note, new_,
    a_type_whose_name_is_longer_than_what_any_reader_has_room_for_on_its_stack_and_which_somebody_spells_with_escapes_all_the_same_because_they_can)
using note_body = std::variant<stopped, notice, assay::untyped_payload>;
consteval auto rules_of(const note_body*) { return assay::alternatives<note>(); }

struct letter {
  note_body body{};
  assay::additional_members additional{};
  friend bool operator==(const letter&, const letter&) = default;
};
BOOST_DESCRIBE_STRUCT(letter, (), (body, additional))

consteval auto rules_of(const letter*) {
  return assay::rules(assay::tag<&letter::body>("note", "Which one."));
}

} // namespace shop

namespace {

/// Returns the text with every character as an escape.
std::string all_escaped(std::string_view ascii) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (const char c : ascii) out.append("\\u00").append({digits[c >> 4], digits[c & 15]});
  return out;
}

} // namespace

TEST_CASE("user_struct: a choice is recognized whatever its length and spelling") {
  std::string spelled = shop::long_choice;
  const auto text = [&] { return R"({"kind":")" + spelled + R"("})"; };
  const lines unknown{"8 /kind: expected \"short\" or \"" + std::string(shop::long_choice) +
                      "\", found a different string of "};
  CHECK(found<shop::notice>(text(), level::strict, true) == lines{});
  for (std::size_t i = 0; (i = spelled.find("\u00e9", i)) != spelled.npos; i += 6)
    spelled.replace(i, 2, R"(\u00e9)");
  CHECK(found<shop::notice>(text(), level::strict, true) == lines{});
  CHECK(found<shop::notice>(R"({"kind":")" + all_escaped("short") + R"("})", level::strict, true) ==
        lines{});

  const auto is_refused = [](const std::string& kind) {
    assay::validator<shop::notice> v;
    const std::string event = R"({"kind":")" + kind + R"("})";
    return !v.check(event) && v.report().violations()[0].code == assay::code::not_one_of;
  };
  CHECK(is_refused(spelled + "x"));
  CHECK(is_refused(spelled.substr(0, spelled.size() - 1)));
  CHECK(is_refused(spelled + all_escaped("x")));
  CHECK(is_refused(all_escaped("shor")));
  CHECK(is_refused(all_escaped("shorts")));
  CHECK(is_refused(R"(\u00e8)" + spelled.substr(6)));
}

TEST_CASE("user_struct: a type is recognized whatever the length and spelling of its name") {
  const std::string name = "a_type_whose_name_is_longer_than_what_any_reader_has_room_for_on_its_"
                           "stack_and_which_somebody_spells_with_"
                           "escapes_all_the_same_because_they_can";
  const auto text = [](const std::string& note) {
    return R"({"note":")" + note + R"(","body":{"kind":"short"}})";
  };
  for (const std::string& spelled :
       {name, all_escaped(name), all_escaped(name.substr(0, 1)) + name.substr(1)}) {
    shop::letter l;
    assay::validator<shop::letter> v;
    const std::string letter = text(spelled);
    REQUIRE(v.read(letter, l));
    CHECK(std::holds_alternative<shop::notice>(l.body));
    CHECK(written(l) == text(name));
  }
  for (const std::string& other :
       {name + "s", all_escaped(name + "s"), all_escaped(name.substr(1)), all_escaped(name + name)})
    CHECK_FALSE(assay::check<shop::letter>(text(other)));
}

TEST_CASE("user_struct: a trailing underscore is not part of a type's name") {
  CHECK(found<shop::letter>(R"({"note":"new","body":{"reason":"r"}})", level::strict, true) ==
        lines{});
  CHECK_FALSE(assay::check<shop::letter>(R"({"note":"new_","body":{"reason":"r"}})"));
  CHECK(written(shop::letter{}) == R"({"note":"new","body":{}})");
}

TEST_CASE("user_struct: a format is enforced from its member's level on, if that is higher than "
          "its own") {
  CHECK(found<shop::notice>(R"({"at":"tomorrow"})", level::published, true) ==
        lines{"7 /at: warning: expected RFC 3339 date-time: digit expected [invalid_format]"});
  CHECK(found<shop::notice>(R"({"at":"tomorrow"})", level::strict, false) ==
        lines{"7 /at: expected RFC 3339 date-time: digit expected [invalid_format]"});
}

namespace shop {

/// Arrays and objects of all element types.
struct shelf {
  std::optional<std::vector<assay::number>> weights{};
  std::optional<assay::dictionary<std::variant<bool, assay::number>>> marks{};
  std::optional<std::vector<std::uint64_t>> counts{};
  std::optional<std::vector<std::vector<std::string>>> rows{};
  std::optional<std::vector<assay::dictionary<std::vector<std::vector<std::int64_t>>>>> deep{};
  std::optional<assay::dictionary<stopped>> stops{};
  std::optional<assay::dictionary<assay::raw_object>> raw{};
  std::optional<assay::dictionary<assay::typed_or_raw<stopped>>> typed{};
  assay::additional_members additional{};
  friend bool operator==(const shelf&, const shelf&) = default;
};
BOOST_DESCRIBE_STRUCT(shelf, (),
                      (weights, marks, counts, rows, deep, stops, raw, typed, additional))

} // namespace shop

TEST_CASE("user_struct: an element is checked against its own type, and a null element is not a "
          "missing member") {
  const auto is = [](std::string_view text, const std::string& line) {
    CHECK(found<shop::shelf>(text, level::published, false) == lines{line});
    CHECK(found<shop::shelf>(text, level::strict, false) == lines{line});
    std::string warning = line;
    warning.insert(warning.find(": ") + 2, "warning: ");
    CHECK(found<shop::shelf>(text, level::reference, true) == lines{warning});
    shop::shelf s;
    assay::validator<shop::shelf> v({.level = level::reference});
    REQUIRE(v.read(text, s));
    CHECK(written(s) == text); // completely
  };
  is(R"({"weights":[1,"2"]})",
     "14 /weights/1: expected number, found string of 1 byte [type_mismatch]");
  is(R"({"weights":[null]})", "12 /weights/0: expected number, found null [type_mismatch]");
  is(R"({"marks":{"weights":[]}})",
     "20 /marks/weights: expected number or boolean, found array [type_mismatch]");
  is(R"({"marks":{"a":null}})",
     "14 /marks/a: expected number or boolean, found null [type_mismatch]");
  is(R"({"counts":[-1]})",
     "11 /counts/0: expected integer >= 0, found a number out of range [out_of_range]");
  is(R"({"rows":[["a"],null]})", "15 /rows/1: expected array, found null [type_mismatch]");
  is(R"({"rows":[["a"],[null]]})", "16 /rows/1/0: expected string, found null [type_mismatch]");
  is(R"({"deep":[null]})", "9 /deep/0: expected object, found null [type_mismatch]");
  is(R"({"deep":[{"a":null}]})", "14 /deep/0/a: expected array, found null [type_mismatch]");
  is(R"({"deep":[{"a":[null]}]})", "15 /deep/0/a/0: expected array, found null [type_mismatch]");
  is(R"({"stops":{"a":null}})", "14 /stops/a: expected object, found null [type_mismatch]");
  is(R"({"raw":{"a":null}})", "12 /raw/a: expected object, found null [type_mismatch]");
}

TEST_CASE("user_struct: an element may be raw only below the level of its type, including null") {
  const std::string_view text = R"({"typed":{"a":null}})";
  CHECK(found<shop::shelf>(text, level::reference, true) == lines{});
  CHECK(found<shop::shelf>(text, level::published, false) ==
        lines{"14 /typed/a: expected object, found null [type_mismatch]"});
}
