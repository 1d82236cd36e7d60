// SPDX-License-Identifier: BSL-1.0

// Free-form JSON: reads any text as a value and in a value. The stored text is the same value on
// one line, its parts are found and form the whole, and slower readings of numbers and strings
// agree.

#include "../tests/support/decode_utf8.hpp"
#include "../tests/support/exact_json.hpp"
#include "../tests/support/json_fault.hpp"
#include "../tests/support/known_differences.hpp"
#include "input.hpp"

#include <assay/json/boost_json.hpp>
#include <assay/json/json_text.hpp>
#include <assay/json/parse_raw.hpp>
#include <assay/json/utf8.hpp>
#include <assay/json/walk.hpp>

#include <boost/json/parse.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>

using assay::json_text;
using assay::kind;
using assay::raw_json;
using assay::raw_object;
using assay_fuzz::must;

namespace {

std::string without_line_breaks(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '\n' || c == '\r' ? ' ' : c;
  return out;
}

/// Checks that the value survives a conversion to Boost.JSON and back, and that the conversion
/// succeeds unless a number exceeds the common types.
void check_bridge(const raw_json& raw) {
  try {
    const boost::json::value value = boost::json::value_from(raw);
    const auto again = boost::json::value_to<raw_json>(value);
    must(boost::json::value_from(again) == value,
         "a conversion to Boost.JSON and back keeps the value", raw.text());
  } catch (const boost::system::system_error&) {
    boost::system::error_code error;
    (void)boost::json::parse(raw.text(), error, {}, assay_test::deep_grammar());
    must(error || assay_test::has_number_beyond_common_types(raw.text()),
         "Boost.JSON accepts a value that it can hold", raw.text());
  }
}

/// Checks that all functions decode the text in a string's quotes to the same characters.
void check_string(std::string_view text) {
  const json_text json(text);
  std::string room;
  const std::string characters = json.to_string();
  must(assay::characters_of(json, room) == characters, "a string's characters are the same", text);
  must(assay::spells(json.between_quotes(), characters), "a string spells its characters", text);
  must(!assay::spells(json.between_quotes(), characters + "x") &&
           !assay::spells(json.between_quotes(), "x" + characters),
       "a string does not spell other characters", text);
  const raw_json again(characters);
  must(json_text(again.text()).to_string() == characters, "writing keeps the characters", text);
  boost::system::error_code error;
  const auto theirs = boost::json::parse(text, error);
  must(!error && std::string_view(theirs.get_string()) == characters,
       "Boost.JSON reads the same characters", text);
}

/// Returns whether a number is an integer, decided only by its digits; nothing if its exponent is
/// long.
std::optional<bool> is_whole(std::string_view text) {
  constexpr std::size_t long_exponent = 6;
  const std::size_t e = text.find_first_of("eE");
  if (e != text.npos && text.size() - e > long_exponent) return std::nullopt;
  const std::string canonical = assay_test::canonical_number(text);
  return canonical == "0" || canonical[canonical.find('e') + 1] != '-';
}

void check_number(std::string_view text) {
  const auto number = assay::parse_number(text);
  must(number && number->text() == text && number->is_finite(), "a number is kept as it is", text);
  const auto raw = raw_json(*number);
  must(raw.text() == text && raw.kind() == kind::number, "a number is kept as a value too", text);

  const char* const end = text.data() + text.size();
  double nearest = 0;
  if (std::from_chars(text.data(), end, nearest).ec == std::errc())
    must(number->to_double() == nearest, "its double is the nearest one", text);
  std::int64_t integer = 0;
  const auto [stop, error] = std::from_chars(text.data(), end, integer);
  const bool fits = error == std::errc() && stop == end;
  must(number->to_int64() == (fits ? std::optional(integer) : std::nullopt),
       "its integer has its digits", text);
  if (fits && integer >= 0 && text != "-0")
    must(json_text(text).to_uint64() == static_cast<std::uint64_t>(integer),
         "its unsigned integer is the same", text);
  if (const auto whole = is_whole(text))
    must(number->is_whole() == *whole, "a number is an integer if its digits show it", text);
}

void check_scalar(std::string_view text) {
  if (assay::kind_of(text.front()) == kind::string) check_string(text);
  if (assay::kind_of(text.front()) == kind::number) check_number(text);
}

/// Checks that the parts of a container are JSON, are found by index and by name, and form the
/// whole.
void check_parts(const raw_json& raw) {
  const std::string_view text = raw.text();
  std::string joined;
  std::size_t count = 0;
  const auto is_json = [&](std::string_view part) {
    must(!assay_test::find_json_fault(part) && assay::trimmed(part) == part, "a part is JSON",
         text);
    check_scalar(part);
  };
  assay::for_each_element(text, [&](std::string_view element) {
    is_json(element);
    if (count < 20) {
      must(assay::find_element(text, count).data() == element.data(),
           "an element is found by its index", text);
      must(assay::find_value(text, "/" + std::to_string(count)).data() == element.data(),
           "an element is found by its pointer", text);
    }
    ++count;
    (joined += ',') += element;
  });
  std::map<std::string, std::string_view> last;
  assay::for_each_member(text, [&](std::string_view name, std::string_view value) {
    is_json(value);
    check_string('"' + std::string(name) + '"');
    std::string characters;
    assay::unescape(name, characters);
    last[characters] = value;
    ((joined += joined.empty() ? ",\"" : ",\"") += name) += "\":";
    joined += value;
  });
  std::size_t asked = 0;
  for (const auto& [name, value] : last) {
    if (++asked > 20) break;
    must(assay::find_member(text, name).data() == value.data(), "the last member of a name counts",
         text);
    std::string pointer = "/";
    for (const char c : name) pointer += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    must(assay::find_value(text, pointer).data() == value.data(),
         "a member is found by its pointer", text);
  }
  if (raw.kind() != kind::array && raw.kind() != kind::object) {
    must(joined.empty(), "only containers have parts", text);
    return;
  }
  const bool is_array = raw.kind() == kind::array;
  if (joined.empty()) joined = ",";
  joined.front() = is_array ? '[' : '{';
  joined += is_array ? ']' : '}';
  const auto before = assay_test::canonical_json(text), after = assay_test::canonical_json(joined);
  must(before.has_value() == after.has_value() && (!before || *before == *after),
       "the parts form the whole", text);
}

void check_value(std::string_view text, const raw_json& raw) {
  must(raw.text() == without_line_breaks(assay::trimmed(text)), "a value is kept on one line",
       text);
  must(assay::kind_of(raw.text().front()) == raw.kind() && raw.kind() != kind::none,
       "a value has a type", text);
  must(assay::parse_raw_json(raw.text()) == raw, "a stored value is read as itself", text);
  must(assay::parse_raw_json(" \t\r\n" + std::string(raw.text()) + "\n\r\t ") == raw,
       "white space around it makes no difference", text);
  const auto theirs = assay_test::canonical_json(assay::trimmed(text));
  if (theirs)
    must(assay_test::canonical_json(raw.text()) == theirs, "a stored value is the same value",
         text);

  const raw_json twice = raw_json::array({raw, raw});
  must(assay::find_element(twice.text(), 0) == raw.text() &&
           assay::find_element(twice.text(), 1) == raw.text() &&
           assay::find_element(twice.text(), 2).empty(),
       "a value in an array is an element", text);
  check_parts(raw);
  check_scalar(raw.text());
  check_bridge(raw);

  const auto object = assay::parse_raw_object(text);
  must(object.has_value() == (raw.kind() == kind::object),
       "a value is an object if it has that type", text);
  if (object) must(object->text() == raw.text(), "an object is stored like a value", text);
  must(assay::parse_number(text).has_value() == (raw.kind() == kind::number),
       "a value is a number if it has that type", text);
}

/// Makes a string and a name from any bytes.
void check_characters(std::string_view text, const raw_json& value) {
  std::string expected; // with U+FFFD for invalid UTF-8
  bool is_utf8 = true;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t size = assay_test::utf8_length(rest);
    must(assay::character_size(rest) == size, "a character's size is that of its code point", text);
    is_utf8 &= size != 0;
    if (size == 0) break;
    expected += rest.substr(0, size);
    rest.remove_prefix(size);
  }
  const raw_json string{text};
  must(assay::is_valid_json(string.text()) && string.kind() == kind::string,
       "a string is made from any bytes", text);
  const std::string characters = json_text(string.text()).to_string();
  must(!is_utf8 || characters == expected, "text in UTF-8 is kept", text);
  must(characters.starts_with(expected), "the text before invalid UTF-8 is kept", text);
  check_string(string.text());

  raw_object object{{text, value}};
  assay::limits deeper; // deeper than the value itself
  ++deeper.max_depth;
  must(assay::parse_raw_object(object.text(), deeper) == object, "a name is made from any bytes",
       text);
  object.append("last", value);
  must(assay::find_member(object.text(), characters) == value.text() &&
           assay::find_member(object.text(), "last") == value.text(),
       "members are found by their names", text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assay_fuzz::input in(data, size);
  const std::string_view text = in.text();
  const auto raw = assay::parse_raw_json(text);
  must(raw.has_value() == !assay_test::find_json_fault(text), "a value is accepted if it is JSON",
       text);
  const auto limited = assay::parse_raw_json(text, in.limited_options().limits);
  must(!limited || limited == raw, "a value within the limits is the same", text);
  if (raw) check_value(text, *raw);
  else
    must(!assay::parse_raw_object(text) && !assay::parse_number(text),
         "an invalid text is neither an object nor a number", text);
  check_characters(text, raw.value_or(raw_json(1)));
  return 0;
}
