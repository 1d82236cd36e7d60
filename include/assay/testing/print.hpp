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
struct judged_event;
struct rejected_event;
enum class outcome : std::uint8_t;
} // namespace assay

namespace assay::testing {

/// How values of T are shown in the output of tests: `append(std::string&, const T&)`. A
/// specialisation for a type of your own makes that type `printable`.
///
/// The library's types have no operator<<, which would also be found where nobody tests. The
/// printers of test frameworks ask here instead: testing/catch2.hpp, testing/gtest.hpp.
template <class T>
struct printer;

/// Whether it is known how values of T are shown.
template <class T>
concept printable = requires(std::string& out, const T& value) {
  printer<T>::append(out, value);
};

/// The value as tests show it. Linear in what is shown.
template <printable T>
std::string printed(const T& value) {
  std::string out;
  printer<T>::append(out, value);
  return out;
}

/// A text that may be anything, for people: the bytes of characters that end lines, steer
/// terminals, change the direction of writing or cannot be seen, and those that begin no UTF-8
/// character, are there as `\x00`. One that is longer than `max_size` bytes is cut, and its size
/// told. Linear in what is shown.
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

/// The violation as tests show it: its place in the text, then `to_string`, then what its code's
/// sentence leaves out: "byte 12: /seq: expected integer, found null [type_mismatch]".
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
  if (v.first_offset && lacks("{first}"))
    out += ", first at byte " + std::to_string(*v.first_offset);
  return out;
}

/// The violations of a report, each on a line of its own that begins with `indent`.
inline std::string printed_violations(const report& r, std::string_view indent = "  ") {
  std::string out;
  for (const violation& v : r.violations()) ((out += '\n') += indent) += printed_violation(v);
  if (r.truncated()) ((out += '\n') += indent) += "... and more";
  return out;
}

namespace detail {

/// Hides the library's own for structs without rules: only those beside the type are looked for.
void rules_of() = delete;

template <class T>
concept has_rules = requires {
  rules_of(static_cast<const T*>(nullptr));
};

/// Whether a described struct keeps what its schema does not name, as wire objects do. Programs
/// describe other structs, too, of which no JSON can be made.
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

/// A described struct that is a wire object: it has rules, or keeps additional members.
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

/// Values of the types that members of wire objects have.
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

/// Wire objects, your own among them: their JSON.
template <detail::wire_struct T>
struct printer<T> {
  static void append(std::string& out, const T& value) {
    text_buffer json;
    if (const auto written = write(value, json); written) out += json.view();
    else ((out += "(cannot be written as JSON: ") += name_of(written.error())) += ')';
  }
};

/// Unions of wire objects: the name of what they hold, and its JSON.
template <class... A>
requires detail::has_rules<std::variant<A...>>
struct printer<std::variant<A...>> {
  static void append(std::string& out, const std::variant<A...>& value) {
    if (value.valueless_by_exception()) return void(out += "(valueless)");
    const auto& names = schema_of_type<std::variant<A...>>().names;
    if (value.index() < names.size()) (out += names[value.index()]) += ' ';
    std::visit([&](const auto& held) { detail::append_value(out, held); }, value);
  }
};

/// Described enums: the enumerator's name in C++.
template <class E>
requires(
    std::is_enum_v<E>&& boost::describe::has_describe_enumerators<E>::value) struct printer<E> {
  static void append(std::string& out, E value) {
    const char* const name =
        boost::describe::enum_to_string(value, static_cast<const char*>(nullptr));
    out += name != nullptr ? std::string(name)
                           : "(" + std::to_string(std::underlying_type_t<E>(value)) + ")";
  }
};

namespace detail {
/// Enums that have names up to `Last`.
template <class E, E Last>
struct named_enum_printer {
  static void append(std::string& out, E value) {
    if (value <= Last && !name_of(value).empty()) out += name_of(value);
    else out += "(" + std::to_string(static_cast<unsigned>(value)) + ")";
  }
};
} // namespace detail

template <>
struct printer<level> : detail::named_enum_printer<level, never> {};
template <>
struct printer<severity> : detail::named_enum_printer<severity, severity::error> {};
template <>
struct printer<category> : detail::named_enum_printer<category, category::value> {};
template <>
struct printer<kind> {
  static void append(std::string& out, kind value) {
    if (value == kind::none) out += "none";
    else detail::named_enum_printer<kind, kind::object>::append(out, value);
  }
};

template <>
struct printer<violation> {
  static void append(std::string& out, const violation& v) { out += printed_violation(v); }
};

/// "accepted", or "rejected", then the violations on lines of their own.
template <>
struct printer<report> {
  static void append(std::string& out, const report& r) {
    out += r.accepted() ? "accepted" : "rejected";
    if (!r.violations().empty() || r.truncated()) (out += ':') += printed_violations(r);
  }
};

template <>
struct printer<write_result> {
  static void append(std::string& out, const write_result& r) {
    if (r) out += "written";
    else (out += "not written: ") += name_of(r.error());
  }
};

namespace detail {
/// Types that are a text: as it is.
template <class T>
struct text_printer {
  static void append(std::string& out, const T& value) { out += value.text(); }
};
} // namespace detail

template <>
struct printer<raw_json> : detail::text_printer<raw_json> {};
template <>
struct printer<raw_object> : detail::text_printer<raw_object> {};
template <>
struct printer<number> : detail::text_printer<number> {};
template <>
struct printer<timestamp> : detail::text_printer<timestamp> {};
template <>
struct printer<json_text> {
  static void append(std::string& out, const json_text& value) {
    out += value.empty() ? std::string_view("(none)") : value.text();
  }
};
template <std::size_t N>
struct printer<fixed_text<N>> {
  static void append(std::string& out, const fixed_text<N>& value) { out += value.view(); }
};

/// As the object that they make; of names given twice, both.
template <>
struct printer<additional_members> {
  static void append(std::string& out, const additional_members& value) {
    raw_object object;
    for (const auto& [name, member] : value.list) object.append(name, member);
    out += object.text();
  }
};

template <>
struct printer<untyped_payload> {
  static void append(std::string& out, const untyped_payload& value) {
    ((out += "untyped ") += shown_text(value.type)) += ' ';
    out += value.content.text();
  }
};

template <class T>
struct printer<optional_or_null<T>> {
  static void append(std::string& out, const optional_or_null<T>& value) {
    if (value.has_value()) detail::append_value(out, *value);
    else out += value.is_null() ? "null" : "absent";
  }
};

template <>
struct printer<json_node> {
  static void append(std::string& out, const json_node& node) {
    if (!node.name.empty()) (out += node.name) += ':';
    append_json(out, node);
  }
};

/// "error missing_member at /seq".
template <>
struct printer<expected_violation> {
  static void append(std::string& out, const expected_violation& v) {
    ((out += name_of(v.severity)) += ' ') += name_of(v.code);
    (out += " at ") += v.path.empty() ? std::string_view("(event)") : std::string_view(v.path);
  }
};

/// Its verdict and what was done to it, then the text on a line of its own.
template <>
struct printer<sample> {
  static void append(std::string& out, const sample& s) {
    out += s.accepted ? "to be accepted" : "to be rejected";
    if (s.violation) printer<expected_violation>::append(out += " with ", *s.violation);
    if (!s.reason.empty()) ((out += " (") += s.reason) += ')';
    (out += ":\n  ") += shown_text(s.text);
  }
};

template <>
struct printer<outcome> {
  static void append(std::string& out, outcome what) {
    constexpr std::string_view names[] = {"accepted", "repeated", "rejected"};
    const auto i = static_cast<std::size_t>(what);
    out += i < std::size(names) ? std::string(names[i]) : "(" + std::to_string(i) + ")";
  }
};

// The parts of a batch's verdict, whose header who tests no batches need not include.

template <std::same_as<judged_event> T>
struct printer<T> {
  static void append(std::string& out, const T& event) {
    printer<outcome>::append(out, event.what);
    (out += ": ") += shown_text(event.text);
  }
};

template <std::same_as<rejected_event> T>
struct printer<T> {
  static void append(std::string& out, const T& event) {
    out += "event " + std::to_string(event.index) + ": ";
    printer<report>::append(out, event.report);
  }
};

template <std::same_as<batch_verdict> T>
struct printer<T> {
  static void append(std::string& out, const T& verdict) {
    if (!verdict.readable())
      return printer<report>::append(out += "unreadable: ", verdict.body_report());
    out += std::to_string(verdict.events().size()) + " events, " +
           std::to_string(verdict.repeated()) + " repeated, " +
           std::to_string(verdict.rejected().size()) + " rejected";
    for (const auto& event : verdict.rejected())
      printer<std::remove_cvref_t<decltype(event)>>::append(out += "\n", event);
  }
};

} // namespace assay::testing
