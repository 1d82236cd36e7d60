// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/parse_options.hpp>
#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Decides whether two texts are the same JSON value. A DOM would round numbers to doubles and drop
// duplicate members. So Boost.JSON's parser converts both texts to a canonical form, and the forms
// are compared as texts.

namespace assay_test {

/// Returns the same text for all JSON numbers that are the same rational: digits without zeros at
/// either end, and the power of ten.
///
/// Precondition: it is a JSON number with an exponent that fits into an int.
inline std::string canonical_number(std::string_view text) {
  const bool negative = text.front() == '-';
  text.remove_prefix(negative);
  const std::size_t e = text.find_first_of("eE");
  long long power = e == text.npos ? 0 : std::stoll(std::string(text.substr(e + 1)));
  std::string digits(text.substr(0, e));
  if (const std::size_t dot = digits.find('.'); dot != digits.npos) {
    power -= static_cast<long long>(digits.size() - dot - 1);
    digits.erase(dot, 1);
  }
  digits.erase(0, digits.find_first_not_of('0'));
  if (digits.empty()) return "0";
  const std::size_t significant = digits.find_last_not_of('0') + 1;
  power += static_cast<long long>(digits.size() - significant);
  digits.resize(significant);
  return (negative ? "-" : "") + digits + "e" + std::to_string(power);
}

/// Receives the events of Boost.JSON's parser and builds the canonical form, innermost values
/// first.
class canonical_handler {
 public:
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = max_object_size;
  static constexpr std::size_t max_key_size = max_object_size;
  static constexpr std::size_t max_string_size = max_object_size;

  const std::string& text() const noexcept { return root_; }

  using error_code = boost::system::error_code;
  using view = boost::json::string_view;

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) { return open(); }
  bool on_object_end(std::size_t, error_code&) {
    // Members are sorted. Duplicates of a name keep their order, because readers differ in which of
    // them they use.
    auto members = close();
    std::stable_sort(members.begin(), members.end(),
                     [](const member& a, const member& b) { return a.name < b.name; });
    std::string out = "{";
    for (const member& m : members) out += (out.size() > 1 ? "," : "") + m.name + ":" + m.value;
    return add(out + "}");
  }
  bool on_array_begin(error_code&) { return open(); }
  bool on_array_end(std::size_t, error_code&) {
    std::string out = "[";
    for (const member& m : close()) out += (out.size() > 1 ? "," : "") + m.value;
    return add(out + "]");
  }
  bool on_key_part(view s, std::size_t, error_code&) { return collect(s); }
  bool on_key(view s, std::size_t, error_code&) {
    collect(s);
    name_ = quoted(std::exchange(part_, {}));
    return true;
  }
  bool on_string_part(view s, std::size_t, error_code&) { return collect(s); }
  bool on_string(view s, std::size_t, error_code&) {
    collect(s);
    return add(quoted(std::exchange(part_, {})));
  }
  bool on_number_part(view s, error_code&) { return collect(s); }
  bool on_int64(std::int64_t, view s, error_code&) { return number(s); }
  bool on_uint64(std::uint64_t, view s, error_code&) { return number(s); }
  bool on_double(double, view s, error_code&) { return number(s); }
  bool on_bool(bool b, error_code&) { return add(b ? "true" : "false"); }
  bool on_null(error_code&) { return add("null"); }
  bool on_comment_part(view, error_code&) { return true; }
  bool on_comment(view, error_code&) { return true; }

 private:
  struct member {
    std::string name; ///< empty for an element of an array
    std::string value;
  };
  struct container {
    std::string own_name; ///< the name of this container in the enclosing one
    std::vector<member> members;
  };

  /// Returns the characters in quotes, with a backslash before each quote and backslash.
  static std::string quoted(std::string_view characters) {
    std::string out = "\"";
    for (const char c : characters) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    return out + '"';
  }

  bool collect(view s) { return part_.append(s.data(), s.size()), true; }
  bool number(view s) {
    collect(s);
    return add(canonical_number(std::exchange(part_, {})));
  }
  bool add(std::string value) {
    if (open_.empty()) root_ = std::move(value);
    else open_.back().members.push_back({std::exchange(name_, {}), std::move(value)});
    return true;
  }
  bool open() {
    open_.push_back({std::exchange(name_, {}), {}});
    return true;
  }
  std::vector<member> close() {
    container closed = std::move(open_.back());
    open_.pop_back();
    name_ = std::move(closed.own_name);
    return std::move(closed.members);
  }

  std::vector<container> open_;
  std::string name_;
  std::string part_;
  std::string root_;
};

/// Boost.JSON's options, with a limit to nesting above its default of 32.
inline boost::json::parse_options deep_grammar() {
  boost::json::parse_options o;
  o.max_depth = 4096;
  return o;
}

/// Returns the canonical form. It is equal for two texts exactly if they are the same JSON value:
/// numbers are compared as rationals, members in any order, duplicate members in their order.
/// Returns an error if Boost.JSON rejects the text.
inline boost::system::result<std::string> canonical_json(std::string_view text) {
  boost::json::basic_parser<canonical_handler> parser(deep_grammar());
  boost::system::error_code error;
  const std::size_t parsed = parser.write_some(false, text.data(), text.size(), error);
  if (!error && parsed != text.size()) error = boost::json::error::extra_data;
  if (error) return error;
  return parser.handler().text();
}

/// Returns whether both are JSON and the same value.
inline bool is_same_json(std::string_view a, std::string_view b) {
  const auto first = canonical_json(a), second = canonical_json(b);
  return first && second && *first == *second;
}

} // namespace assay_test
