// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/detail/blank_controls.hpp"
#include "assay/error/report.hpp"
#include "assay/error/write_result.hpp"
#include "assay/identity/fixed_text.hpp"
#include "assay/identity/timestamp.hpp"
#include "assay/json/json_text.hpp"
#include "assay/json/members.hpp"
#include "assay/json/number.hpp"
#include "assay/json/raw_json.hpp"
#include "assay/json/utf8.hpp"
#include "assay/json/write.hpp"
#include "assay/schema/level.hpp"
#include "assay/schema/schema_of.hpp"
#include "assay/testing/json_tree.hpp"
#include "assay/testing/sample.hpp"

#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <ranges>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace assay {
class batch_verdict;
struct checked_event;
struct rejected_event;
enum class outcome : std::uint8_t;
} // namespace assay

namespace assay::testing {

/// Prints values of T in the output of tests: `append(std::string&, const T&)`. Specialize it to
/// make your own type `printable`.
///
/// assay's types have no `operator<<`, because it would also be found outside of tests. The
/// printers for test frameworks use this class: see testing/catch2.hpp and testing/gtest.hpp.
template <class T>
struct printer;

/// Whether `printer` can print values of T.
template <class T>
concept printable = requires(std::string& out, const T& value) {
  printer<T>::append(out, value);
};

/// Returns the value as tests show it. Linear in the output.
template <printable T>
std::string printed(const T& value) {
  std::string out;
  printer<T>::append(out, value);
  return out;
}

/// Returns any text for people. Control characters, line separators, invisible characters,
/// characters that change the writing direction, and bytes that are not UTF-8 appear as `\x00`. A
/// text longer than `max_size` bytes is truncated, and its size is shown. Linear in the output.
inline std::string shown_text(std::string_view text, std::size_t max_size = 4096) {
  std::string out;
  for (std::size_t i = 0, size = 0; i < text.size(); i += size) {
    if (i >= max_size) return out += "... (" + std::to_string(text.size()) + " bytes)";
    size = character_size(text.substr(i));
    std::string character(text.substr(i, size));
    assay::detail::blank_controls(character);
    if (size != 0 && character == text.substr(i, size)) {
      out += character;
      continue;
    }
    size = std::max<std::size_t>(size, 1);
    for (const char c : text.substr(i, size)) {
      constexpr std::string_view digits = "0123456789abcdef";
      const auto byte = static_cast<unsigned char>(c);
      ((out += "\\x") += digits[byte >> 4]) += digits[byte & 15];
    }
  }
  return out;
}

/// Returns the violation as tests show it: its offset, `to_string`, and members that the sentence
/// of its code omits: "byte 12: /seq: expected integer, found null [type_mismatch]".
inline std::string printed_violation(const violation& v) {
  std::string out;
  if (v.offset) out += "byte " + std::to_string(*v.offset) + ": ";
  out += to_string(v);
  const auto lacks = [sentence = row_of(v.code).message](std::string_view place) {
    return sentence.find(place) == sentence.npos;
  };
  if (!v.expected.empty() && lacks("{expected}")) out += ", expected: " + v.expected;
  if (v.actual != kind::none && lacks("{actual}")) (out += ", found: ") += name_of(v.actual);
  if (v.length && lacks("{actual}")) out += ", length: " + std::to_string(*v.length);
  if (v.characters && lacks("{actual}")) out += ", characters: " + std::to_string(*v.characters);
  if (v.first_offset && lacks("{first}"))
    out += ", first at byte " + std::to_string(*v.first_offset);
  return out;
}

/// Returns the violations of a report. Each is on a separate line that begins with `indent`.
inline std::string printed_violations(const report& r, std::string_view indent = "  ") {
  std::string out;
  for (const violation& v : r.violations()) ((out += '\n') += indent) += printed_violation(v);
  if (r.truncated()) ((out += '\n') += indent) += "... and more";
  return out;
}

namespace detail {

/// Hides assay's own `rules_of` for structs without rules, so that only overloads in the type's
/// namespace are found.
void rules_of() = delete;

template <class T>
concept has_rules = requires {
  rules_of(static_cast<const T*>(nullptr));
};

/// Returns whether a described struct keeps unknown members, as wire objects do. Programs also
/// describe structs that are not wire objects.
template <class T>
consteval bool keeps_additional_members() {
  using boost::describe::mod_inherited;
  using boost::describe::mod_public;
  if constexpr (boost::describe::has_describe_members<T>::value) {
    bool found = false;
    boost::mp11::mp_for_each<boost::describe::describe_members<T, mod_public | mod_inherited>>(
        [&](auto member) {
          using type = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
          found = found || std::is_same_v<type, additional_members>;
        });
    return found;
  }
  return false;
}

/// A described struct that is a wire object: it has rules, or keeps unknown members.
template <class T>
concept wire_struct = boost::describe::has_describe_members<T>::value &&
    (has_rules<T> || keeps_additional_members<T>());

template <class T>
void append_value(std::string& out, const T& value);

template <std::ranges::input_range T>
void append_elements(std::string& out, const T& values) {
  out += '[';
  bool is_first = true;
  for (const auto& value : values) {
    if (!std::exchange(is_first, false)) out += ", ";
    append_value(out, value);
  }
  out += ']';
}

/// Appends a value of any type that members of wire objects have.
template <class T>
void append_value(std::string& out, const T& value) {
  if constexpr (printable<T>) {
    printer<T>::append(out, value);
  } else if constexpr (std::convertible_to<const T&, std::string_view>) {
    out += raw_json(std::string_view(value)).text();
  } else if constexpr (std::same_as<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (std::integral<T>) {
    out += std::to_string(value);
  } else if constexpr (std::floating_point<T>) {
    out += number(value).text();
  } else if constexpr (requires {
                         value.index();
                         std::visit([](const auto&) {}, value);
                       }) {
    std::visit([&](const auto& alternative) { append_value(out, alternative); }, value);
  } else if constexpr (requires {
                         value.first;
                         value.second;
                       }) {
    append_value(out, value.first);
    out += ": ";
    append_value(out, value.second);
  } else if constexpr (std::ranges::input_range<const T>) {
    append_elements(out, value);
  } else if constexpr (requires {
                         static_cast<bool>(value);
                         *value;
                       }) {
    if (value) append_value(out, *value);
    else out += "absent";
  } else {
    out += "(a value of a type without a printer)";
  }
}

} // namespace detail

/// Prints wire objects, including your own, as JSON.
template <detail::wire_struct T>
struct printer<T> {
  /// Appends the value as text.
  static void append(std::string& out, const T& value) {
    text_buffer json;
    if (const auto written = write(value, json); written) out += json.view();
    else ((out += "(cannot be written as JSON: ") += name_of(written.error())) += ')';
  }
};

/// Prints unions of wire objects: the name of the alternative, and its JSON.
template <class... A>
requires detail::has_rules<std::variant<A...>>
struct printer<std::variant<A...>> {
  /// Appends the value as text.
  static void append(std::string& out, const std::variant<A...>& value) {
    if (value.valueless_by_exception()) return void(out += "(valueless)");
    const auto& names = schema_of_type<std::variant<A...>>().names;
    if (value.index() < names.size()) (out += names[value.index()]) += ' ';
    std::visit([&](const auto& held) { detail::append_value(out, held); }, value);
  }
};

/// Prints described enums: the C++ name of the enumerator.
template <class E>
requires(
    std::is_enum_v<E>&& boost::describe::has_describe_enumerators<E>::value) struct printer<E> {
  /// Appends the value as text.
  static void append(std::string& out, E value) {
    const char* const name =
        boost::describe::enum_to_string(value, static_cast<const char*>(nullptr));
    out += name != nullptr ? std::string(name)
                           : "(" + std::to_string(std::underlying_type_t<E>(value)) + ")";
  }
};

namespace detail {
/// Prints enums that have names up to `Last`.
template <class E, E Last>
/// Appends the value as text.
struct named_enum_printer {
  static void append(std::string& out, E value) {
    if (value <= Last && !name_of(value).empty()) out += name_of(value);
    else out += "(" + std::to_string(static_cast<unsigned>(value)) + ")";
  }
};
} // namespace detail

/// Prints the name.
template <>
struct printer<level> : detail::named_enum_printer<level, never> {};
/// Prints the name.
template <>
struct printer<severity> : detail::named_enum_printer<severity, severity::error> {};
/// Prints the name.
template <>
struct printer<category> : detail::named_enum_printer<category, category::value> {};
/// Prints the name.
template <>
struct printer<kind> {
  /// Appends the value as text.
  static void append(std::string& out, kind value) {
    if (value == kind::none) out += "none";
    else detail::named_enum_printer<kind, kind::object>::append(out, value);
  }
};

/// Prints the offset and the sentence.
template <>
struct printer<violation> {
  /// Appends the value as text.
  static void append(std::string& out, const violation& v) { out += printed_violation(v); }
};

/// Prints "accepted" or "rejected", then the violations on separate lines.
template <>
struct printer<report> {
  /// Appends the value as text.
  static void append(std::string& out, const report& r) {
    out += r.accepted() ? "accepted" : "rejected";
    if (!r.violations().empty() || r.truncated()) (out += ':') += printed_violations(r);
  }
};

/// Prints "written", or the error.
template <>
struct printer<write_result> {
  /// Appends the value as text.
  static void append(std::string& out, const write_result& r) {
    if (r) out += "written";
    else (out += "not written: ") += name_of(r.error());
  }
};

namespace detail {
/// Prints types that hold text, without quotes.
template <class T>
struct text_printer {
  /// Appends the value as text.
  static void append(std::string& out, const T& value) { out += value.text(); }
};
} // namespace detail

/// Prints the JSON.
template <>
struct printer<raw_json> : detail::text_printer<raw_json> {};
/// Prints the JSON.
template <>
struct printer<raw_object> : detail::text_printer<raw_object> {};
/// Prints the JSON.
template <>
struct printer<number> : detail::text_printer<number> {};
/// Prints the text.
template <>
struct printer<timestamp> : detail::text_printer<timestamp> {};
/// Prints the JSON, or "(none)".
template <>
struct printer<json_text> {
  /// Appends the value as text.
  static void append(std::string& out, const json_text& value) {
    out += value.empty() ? std::string_view("(none)") : value.text();
  }
};
/// Prints the text.
template <std::size_t N>
struct printer<fixed_text<N>> {
  /// Appends the value as text.
  static void append(std::string& out, const fixed_text<N>& value) { out += value.view(); }
};

/// Prints the object that the members form, including duplicates.
template <>
struct printer<additional_members> {
  /// Appends the value as text.
  static void append(std::string& out, const additional_members& value) {
    raw_object object;
    for (const auto& [name, member] : value.list) object.append(name, member);
    out += object.text();
  }
};

/// Prints "untyped", the type and the JSON.
template <>
struct printer<untyped_payload> {
  /// Appends the value as text.
  static void append(std::string& out, const untyped_payload& value) {
    ((out += "untyped ") += shown_text(value.type)) += ' ';
    out += value.content.text();
  }
};

/// Prints the value, "null" or "absent".
template <class T>
struct printer<optional_or_null<T>> {
  /// Appends the value as text.
  static void append(std::string& out, const optional_or_null<T>& value) {
    if (value.has_value()) detail::append_value(out, *value);
    else out += value.is_null() ? "null" : "absent";
  }
};

/// Prints the JSON, after the name if there is one.
template <>
struct printer<json_node> {
  /// Appends the value as text.
  static void append(std::string& out, const json_node& node) {
    if (!node.name.empty()) (out += node.name) += ':';
    append_json(out, node);
  }
};

/// Prints "error missing_member at /seq".
template <>
struct printer<expected_violation> {
  /// Appends the value as text.
  static void append(std::string& out, const expected_violation& v) {
    ((out += name_of(v.severity)) += ' ') += name_of(v.code);
    (out += " at ") += v.path.empty() ? std::string_view("(event)") : std::string_view(v.path);
  }
};

/// Prints the verdict and the change, then the text on a separate line.
template <>
struct printer<sample> {
  /// Appends the value as text.
  static void append(std::string& out, const sample& s) {
    out += s.accepted ? "to be accepted" : "to be rejected";
    if (s.violation) printer<expected_violation>::append(out += " with ", *s.violation);
    if (!s.reason.empty()) ((out += " (") += s.reason) += ')';
    (out += ":\n  ") += shown_text(s.text);
  }
};

/// Prints the name.
template <>
struct printer<outcome> {
  /// Appends the value as text.
  static void append(std::string& out, outcome what) {
    constexpr std::string_view names[] = {"accepted", "duplicate", "rejected"};
    const auto i = static_cast<std::size_t>(what);
    out += i < std::size(names) ? std::string(names[i]) : "(" + std::to_string(i) + ")";
  }
};

// The parts of a batch's verdict. Tests that use no batches need not include their header.

/// Prints the outcome and the text.
template <std::same_as<checked_event> T>
struct printer<T> {
  /// Appends the value as text.
  static void append(std::string& out, const T& event) {
    printer<outcome>::append(out, event.what);
    (out += ": ") += shown_text(event.text);
  }
};

/// Prints the index and the report.
template <std::same_as<rejected_event> T>
struct printer<T> {
  /// Appends the value as text.
  static void append(std::string& out, const T& event) {
    out += "event " + std::to_string(event.index) + ": ";
    printer<report>::append(out, event.report);
  }
};

/// Prints counts and the rejected events, or why the body is unreadable.
template <std::same_as<batch_verdict> T>
struct printer<T> {
  /// Appends the value as text.
  static void append(std::string& out, const T& verdict) {
    if (!verdict.readable())
      return printer<report>::append(out += "unreadable: ", verdict.body_report());
    out += std::to_string(verdict.events().size()) + " events, " +
           std::to_string(verdict.duplicates()) + " duplicates, " +
           std::to_string(verdict.rejected().size()) + " rejected";
    for (const auto& event : verdict.rejected())
      printer<std::remove_cvref_t<decltype(event)>>::append(out += "\n", event);
  }
};

} // namespace assay::testing
