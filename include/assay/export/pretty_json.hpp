// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>

namespace assay {
namespace detail {

/// Appends the value on one line, with a space after each comma and colon.
inline void append_line(std::string& out, const boost::json::value& v) {
  if (const auto* object = v.if_object()) {
    out += '{';
    for (std::string_view separator; const auto& [name, member] : *object) {
      out += separator;
      separator = ", ";
      out += boost::json::serialize(name);
      out += ": ";
      append_line(out, member);
    }
    out += '}';
  } else if (const auto* array = v.if_array()) {
    out += '[';
    for (std::string_view separator; const auto& element : *array) {
      out += separator;
      separator = ", ";
      append_line(out, element);
    }
    out += ']';
  } else if (const auto* number = v.if_double()) {
    char room[32]; // Boost.JSON writes 0.1 as 1E-1
    out.append(room, std::to_chars(room, room + sizeof room, *number).ptr);
  } else {
    out += boost::json::serialize(v);
  }
}

/// Appends lines of at most `width` characters, if possible. `indent` is the indentation of the
/// line on which the value begins, and `used` is that line's length so far.
inline void append_pretty(std::string& out, const boost::json::value& v, std::size_t indent,
                          std::size_t used, std::size_t width) {
  std::string line;
  append_line(line, v);
  const bool is_container = v.is_object() || v.is_array();
  if (!is_container || used + line.size() < width) return void(out += line);
  const auto begin_line = [&](std::string_view separator) {
    out.append(separator).append("\n").append(indent + 2, ' ');
  };
  std::string_view separator;
  if (const auto* object = v.if_object()) {
    out += '{';
    for (const auto& [name, member] : *object) {
      begin_line(separator);
      separator = ",";
      const std::string key = boost::json::serialize(name) + ": ";
      out += key;
      append_pretty(out, member, indent + 2, indent + 2 + key.size(), width);
    }
  } else {
    out += '[';
    for (const auto& element : v.get_array()) {
      begin_line(separator);
      separator = ",";
      append_pretty(out, element, indent + 2, indent + 2, width);
    }
  }
  out.append("\n").append(indent, ' ').append(v.is_object() ? "}" : "]");
}

} // namespace detail

/// Returns the value as JSON for people. A value that fits is written on one line; everything else
/// is indented by two spaces. `width` is the maximum length of lines, unless a single value is
/// longer. The text ends with a line break.
///
/// Time and memory are linear in the text times its depth.
inline std::string to_pretty_json(const boost::json::value& v, std::size_t width = 100) {
  std::string out;
  detail::append_pretty(out, v, 0, 0, width);
  out += '\n';
  return out;
}

} // namespace assay
