// SPDX-License-Identifier: BSL-1.0
#include "assay/json/boost_json.hpp"
#include "assay/json/json_scanner.hpp"
#include "assay/json/lines.hpp"
#include "assay/json/members.hpp"
#include "assay/json/parse_raw.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/walk.hpp"
#include "assay/json/write.hpp"

#include "support/catch.hpp"
#include "support/conformance.hpp"
#include "support/exact_json.hpp"
#include "support/known_differences.hpp"

#include <boost/describe/class.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace conformance {

/// A struct with a member of any JSON.
struct holder {
  assay::raw_json free{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(holder, (), (free, additional))

/// Any object.
struct anything {
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(anything, (), (additional))

} // namespace conformance

namespace {

using assay::code;
using assay_test::conformance_set;
using assay_test::find_json_fault;
using assay_test::json_example;
using assay_test::json_fault;
using conformance::holder;

/// Returns the value as it is kept: without white space around it, on one line.
std::string kept_text(std::string_view text) {
  std::string out(assay::trimmed(text));
  assay::put_on_one_line(out);
  return out;
}

std::optional<json_fault> first_error(const assay::report& r) {
  if (r.accepted()) return std::nullopt;
  const auto first = std::ranges::find(r.violations(), assay::severity::error,
                                       [](const assay::violation& v) { return v.severity; });
  return json_fault{first->code, first->offset.value()};
}

constexpr std::string_view object_head = R"({"free":)";

/// Returns the text as a member of an object. If the text was cut off, the object is too.
std::string in_object(const json_example& e) {
  const bool is_cut = e.fault && e.fault->code == code::unterminated;
  return std::string(object_head) + e.text + (is_cut ? "" : "}");
}

/// Returns what must be found in a line.
std::optional<json_fault> fault_inside(const json_example& e) {
  if (!e.fault) return std::nullopt;
  json_fault f = *e.fault;
  f.offset += object_head.size();
  if (f.code == code::trailing_content) f.code = code::invalid_syntax;
  return f;
}

/// Returns the same for a document, from which white space at the end is removed first.
std::optional<json_fault> fault_in_document(const json_example& e) {
  std::optional<json_fault> f = fault_inside(e);
  if (f && f->code == code::unterminated) f->offset = assay::trimmed(in_object(e)).size();
  return f;
}

/// Returns whether the text has the same fault at the same place inside an object. Its encoding is
/// not reported there, and a comma or brace after a value belongs to the object.
bool stays_inside(const json_example& e) {
  if (!e.fault) return true;
  const auto [what, at] = *e.fault;
  const bool is_objects =
      what == code::trailing_content && (e.text[at] == ',' || e.text[at] == '}');
  return what != code::unsupported_encoding && !is_objects;
}

} // namespace

TEST_CASE("conformance: the set has files of every verdict, and no two are the same") {
  std::map<std::string, std::size_t> files;
  std::map<std::string_view, std::string_view> names;
  const std::vector<json_example> set = conformance_set();
  for (const json_example& e : set) {
    ++files[e.name.substr(0, e.name.rfind('/'))];
    INFO(e.name << " and " << names[e.text]);
    CHECK(names[e.text].empty());
    names[e.text] = e.name;
  }
  CHECK(set.size() >= 300);
  for (const char* folder :
       {"valid", "either/accepted", "either/depth_exceeded", "either/lone_surrogate",
        "either/invalid_syntax", "invalid/invalid_syntax", "invalid/unterminated",
        "invalid/trailing_content", "invalid/nonfinite_number", "invalid/unsupported_encoding",
        "invalid/invalid_utf8", "invalid/control_character", "invalid/invalid_escape"})
    CHECK(files[folder] > 0);
  CHECK(files.size() == 13);
}

TEST_CASE("conformance: each file gets its verdict, its code and its offset") {
  for (const json_example& e : conformance_set()) {
    INFO(e.name);
    const std::optional<json_fault> found = find_json_fault(e.text);
    CHECK((found ? name_of(found->code) : "accepted") ==
          (e.fault ? name_of(e.fault->code) : "accepted"));
    CHECK((found ? found->offset : 0) == (e.fault ? e.fault->offset : 0));
  }
}

TEST_CASE("conformance: results are the same with long text around the value") {
  const std::string head = "[\"" + std::string(70, 'h') + "\",";
  const std::string tail = ",\"" + std::string(70, 't') + "\"]";
  assay::options o;
  o.limits.max_depth = 1025; // the array around it
  for (json_example e : conformance_set()) {
    if (e.fault) {
      // Text that ends too early or is too long has another fault there.
      const code what = e.fault->code;
      if (what == code::unterminated || what == code::trailing_content ||
          what == code::unsupported_encoding)
        continue;
      e.fault->offset += head.size();
    }
    INFO(e.name);
    CHECK((find_json_fault(head + e.text + tail, o) == e.fault));
  }
}

TEST_CASE("conformance: functions that give only a verdict agree") {
  for (const json_example& e : conformance_set()) {
    INFO(e.name);
    const std::string_view value = assay::trimmed(e.text);
    CHECK(assay::is_valid_json(e.text) == (e.accepted() && value == e.text));
    const auto raw = assay::parse_raw_json(e.text);
    CHECK(raw.has_value() == e.accepted());
    if (raw) CHECK(raw->text() == kept_text(e.text));
    const auto object = assay::parse_raw_object(e.text);
    CHECK(object.has_value() == (e.accepted() && value.starts_with('{')));
    if (object) CHECK(object->text() == kept_text(e.text));
    const auto number = assay::parse_number(e.text);
    CHECK(number.has_value() == (e.accepted() && assay::kind_of(value[0]) == assay::kind::number));
    if (number) CHECK(number->text() == value);
  }
}

TEST_CASE("conformance: a scanner for ends also accepts NaN, infinities and lone surrogates, and "
          "nothing else") {
  for (const json_example& e : conformance_set()) {
    INFO(e.name);
    assay::json_scanner scanner(assay::options{}, assay::faults::that_hide_ends);
    scanner.start(e.text, assay::text_end::nul);
    const char* p = scanner.value(scanner.skip_space(e.text.c_str()), scanner.max_depth());
    const bool ends = p != nullptr && scanner.is_end(scanner.skip_space(p));
    const bool hides_no_end =
        !e.fault || e.fault->code == code::lone_surrogate ||
        (e.fault->code == code::nonfinite_number && e.name.find("minus_nan") == e.name.npos);
    CHECK(ends == hides_no_end);
  }
}

TEST_CASE("conformance: inside an event each text gets the same verdict, and is kept unchanged") {
  assay::options o;
  o.limits.max_depth = 1025; // the object around it
  assay::validator<holder> validator(o);
  holder value;
  for (const json_example& e : conformance_set()) {
    INFO(e.name);
    const std::string text = in_object(e);
    CHECK(validator.check(text) == e.accepted());
    const std::optional<json_fault> found = first_error(validator.report());
    if (stays_inside(e)) CHECK((found == fault_in_document(e)));
    CHECK(validator.read(text, value) == e.accepted());
    CHECK((first_error(validator.report()) == found));
    if (e.accepted()) CHECK(value.free.text() == kept_text(e.text));

    // A line ends at its line breaks.
    if (text.find('\n') != text.npos) continue;
    assay::line_reader<holder> lines(text, o);
    REQUIRE(lines.next());
    CHECK(lines.accepted() == e.accepted());
    if (stays_inside(e)) CHECK((first_error(lines.report()) == fault_inside(e)));
  }
}

TEST_CASE("conformance: an event is a value by itself, and a byte order mark may be before it") {
  assay::validator<conformance::anything> validator;
  for (const json_example& e : conformance_set()) {
    INFO(e.name);
    const std::string_view value = assay::trimmed(e.text);
    const bool has_mark = e.name.starts_with("either/invalid_syntax/byte_order_mark_before_object");
    CHECK(validator.check(e.text) == ((e.accepted() && value.starts_with('{')) || has_mark));
  }
}

TEST_CASE("conformance: accepted values are written, converted and walked unchanged") {

  for (const json_example& e : conformance_set()) {
    if (!e.accepted()) continue;
    INFO(e.name);
    const auto raw = assay::parse_raw_json(e.text);
    REQUIRE(raw.has_value());
    const holder value{.free = *raw};
    assay::text_buffer written;
    REQUIRE(write(value, written));
    CHECK(written.view() == std::string(object_head) + kept_text(e.text) + "}");

    const auto each_is_json = [](std::string_view part) { CHECK(!find_json_fault(part)); };
    std::string joined;
    assay::for_each_element(raw->text(), [&](std::string_view element) {
      each_is_json(element);
      (joined += joined.empty() ? "[" : ",") += element;
    });
    if (!joined.empty()) CHECK(assay_test::is_same_json(joined + "]", raw->text()));
    joined.clear();
    assay::for_each_member(raw->text(), [&](std::string_view name, std::string_view member) {
      each_is_json(member);
      (((joined += joined.empty() ? "{\"" : ",\"") += name) += "\":") += member;
    });
    if (!joined.empty()) CHECK(assay_test::is_same_json(joined + "}", raw->text()));

    if (e.name.find("number_") != e.name.npos) continue; // Boost.JSON rounds some
    boost::system::error_code error;
    const auto parsed = boost::json::parse(e.text, error, {}, assay_test::deep_grammar());
    if (!error) CHECK((boost::json::value_from(*raw) == parsed));
  }
}

TEST_CASE("conformance: a text that is cut off is still JSON or ends too early") {
  for (const json_example& e : conformance_set()) {
    if (!e.accepted() || e.text.size() > 300) continue;
    for (std::size_t size = 0; size < e.text.size(); ++size) {
      INFO(e.name << " cut after " << size);
      const auto found = find_json_fault(std::string_view(e.text).substr(0, size));
      if (found) CHECK((found == json_fault{code::unterminated, size}));
    }
  }
}

TEST_CASE("conformance: Boost.JSON gives the same verdicts, except for known differences") {
  std::map<std::string_view, int> needed;
  for (const json_example& e : conformance_set()) {
    const assay_test::difference d{e.text, e.fault, assay_test::boost_json_says(e.text)};
    if (d.other.takes == e.accepted()) continue;
    INFO(e.name << ": " << (d.other.takes ? "taken" : d.other.why));
    const assay_test::known_difference* const known = assay_test::explanation_of("Boost.JSON", d);
    REQUIRE(known != nullptr);
    CHECK(e.is_open);
    ++needed[known->what];
  }
  for (const assay_test::known_difference& row : assay_test::known_differences) {
    INFO("no file needs it any more: " << row.what);
    if (row.parser.empty() || row.parser == "Boost.JSON") CHECK(needed[row.what] > 0);
  }
}
