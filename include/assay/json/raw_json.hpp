// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/kind.hpp"
#include "assay/json/detail/write/output.hpp"
#include "assay/json/number.hpp"

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay {

/// Returns the type of a JSON value whose text begins with this character; `none` if no value does.
constexpr kind kind_of(char first) noexcept {
  switch (first) {
  case '"': return kind::string;
  case '{': return kind::object;
  case '[': return kind::array;
  case 't':
  case 'f': return kind::boolean;
  case 'n': return kind::null;
  default: return first == '-' || (first >= '0' && first <= '9') ? kind::number : kind::none;
  }
}

class raw_object;

namespace detail {
struct raw_access; // json/detail/raw_access.hpp
} // namespace detail

/// Any JSON value, kept as its text. Keeps exact numbers, duplicate members and the order of
/// members.
///
/// Always valid JSON, and always one line: reading replaces line breaks by spaces. Construct it
/// from C++ values, or from text with `parse_raw_json`. Two values are equal if their texts are. A
/// moved-from value is null.
class raw_json {
 public:
  /// Constructs null.
  raw_json() : text_("null") {}
  /// Constructs null.
  raw_json(std::nullptr_t) : raw_json() {}
  /// Constructs a boolean.
  template <std::same_as<bool> T>
  raw_json(T value) : text_(value ? "true" : "false") {}
  /// Constructs a number. One that is not finite becomes null, as in other JSON writers.
  raw_json(const number& value) : text_(value.is_finite() ? value.text() : "null") {}
  /// Constructs a number. One that is not finite becomes null.
  template <class T>
  requires(detail::integer<T> || std::floating_point<T>) raw_json(T value)
      : raw_json(number(value)) {}
  /// Constructs a string. Bytes that are not UTF-8 become U+FFFD.
  raw_json(const std::string& value) {
    text_buffer buffer;
    detail::output(buffer).string(value);
    text_ = buffer.view();
  }
  /// Constructs a string. Bytes that are not UTF-8 become U+FFFD.
  raw_json(std::string_view value) : raw_json(std::string(value)) {}
  /// Constructs a string. Bytes that are not UTF-8 become U+FFFD.
  raw_json(const char* value) : raw_json(std::string(value)) {}
  /// Constructs an object.
  inline raw_json(const raw_object& value);

  /// Returns an array of the values.
  static raw_json array(std::initializer_list<raw_json> values) { return array_of(values); }
  /// Returns an array of the elements, each converted to `raw_json`.
  template <class T>
  static raw_json array(const std::vector<T>& elements) {
    return array_of(elements);
  }

  /// Returns the JSON text. Valid until the value changes.
  std::string_view text() const noexcept {
    return text_.empty() ? std::string_view("null") : text_;
  }
  /// Returns the value's type.
  assay::kind kind() const noexcept { return kind_of(text().front()); }

  /// Compares the texts.
  friend bool operator==(const raw_json& a, const raw_json& b) noexcept {
    return a.text() == b.text();
  }

 private:
  friend struct detail::raw_access;

  template <class Values>
  static raw_json array_of(const Values& values) {
    raw_json out;
    out.text_ = '[';
    for (const auto& value : values) {
      const raw_json& json = value; // a reference to the element, or to a conversion of it
      if (out.text_.size() > 1) out.text_ += ',';
      out.text_ += json.text();
    }
    out.text_ += ']';
    return out;
  }

  std::string text_;
};

/// A JSON object kept as its text, like `raw_json`: `raw_object{{"q", "flights"}, {"limit", 3}}`. A
/// moved-from object is empty.
class raw_object {
 public:
  /// Constructs an empty object.
  raw_object() : text_("{}") {}
  /// Constructs an object of these members, in this order. Does not check for duplicate names.
  raw_object(std::initializer_list<std::pair<std::string_view, raw_json>> members) : text_("{") {
    for (const auto& [name, value] : members) {
      if (text_.size() > 1) text_ += ',';
      text_ += raw_json(name).text();
      text_ += ':';
      text_ += value.text();
    }
    text_ += '}';
  }

  /// Returns the JSON text. Valid until the object changes.
  std::string_view text() const noexcept { return text_.empty() ? std::string_view("{}") : text_; }

  /// Adds a member after the others, even if there is one with that name. Amortized linear in the
  /// member. Changes nothing if it throws std::bad_alloc.
  void append(std::string_view name, const raw_json& value) { append_text(name, value.text()); }
  /// Adds a member after the others, even if there is one with that name. Amortized linear in the
  /// member. Changes nothing if it throws std::bad_alloc.
  void append(std::string_view name, const raw_object& value) { append_text(name, value.text()); }

  /// Compares the texts.
  friend bool operator==(const raw_object& a, const raw_object& b) noexcept {
    return a.text() == b.text();
  }

 private:
  friend struct detail::raw_access;

  void append_text(std::string_view name, std::string_view value) {
    const raw_json quoted(name);
    std::string member(text().size() > 2 ? "," : "");
    ((member += quoted.text()) += ':').append(value) += '}';
    if (text_.empty()) text_ = "{}";
    text_.replace(text_.size() - 1, 1, member);
  }

  std::string text_;
};

inline raw_json::raw_json(const raw_object& value) : text_(value.text()) {}

namespace detail {
template <>
inline constexpr std::string_view type_name<raw_json> = "any value";
template <>
inline constexpr std::string_view type_name<raw_object> = "object";
} // namespace detail

} // namespace assay
