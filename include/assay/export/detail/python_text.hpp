// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::detail {

// Python 3.11 source text, with lines of at most 88 characters, formatted like black does.

inline constexpr std::size_t python_width = 88;

/// Returns the number of characters of a text.
inline std::size_t python_columns(std::string_view text) noexcept {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// Escapes invisible characters and bytes that are not UTF-8. `quote` is escaped as well; NUL means
/// that backslashes are not escapes, as in comments.
inline std::string python_escaped(std::string_view text, char quote) {
  std::string out;
  const auto append_code = [&](std::uint32_t c) {
    constexpr char digits[] = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += digits[(c >> shift) & 0xF];
  };
  while (!text.empty()) {
    const std::size_t size = character_size(text);
    const char first = text.front();
    if (size == 0) {
      append_code(0xFFFD);
    } else if (size == 1) {
      if (static_cast<unsigned char>(first) < ' ' || first == '\x7F') {
        append_code(static_cast<std::uint32_t>(first));
      } else {
        if (quote != '\0' && (first == quote || first == '\\')) out += '\\';
        out += first;
      }
    } else {
      const auto at = [&](std::size_t i) { return static_cast<std::uint32_t>(text[i] & 0x3F); };
      const std::uint32_t c =
          size == 2   ? (static_cast<std::uint32_t>(first & 0x1F) << 6) | at(1)
          : size == 3 ? (static_cast<std::uint32_t>(first & 0xF) << 12) | (at(1) << 6) | at(2)
                      : 0;
      // Controls, line breaks, direction marks, and the byte order mark.
      const bool is_hidden = (c >= 0x80 && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
                             (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
                             c == 0xFEFF;
      if (is_hidden) append_code(c);
      else out.append(text.substr(0, size));
    }
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return out;
}

/// Returns the quotes that need fewer backslashes.
inline char python_quote(std::string_view text) noexcept {
  return text.find('"') != text.npos && text.find('\'') == text.npos ? '\'' : '"';
}

/// Returns the text as a literal.
inline std::string python_string(std::string_view text) {
  const char quote = python_quote(text);
  return quote + python_escaped(text, quote) + quote;
}

/// Replaces line breaks by spaces.
inline std::string python_prose(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return out;
}

/// Wraps the text into lines of at most `width` characters, except for longer words.
inline std::vector<std::string> python_wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  for (std::size_t at = text.find_first_not_of(' '); at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    const bool fits =
        !lines.empty() && python_columns(lines.back()) + 1 + python_columns(word) <= width;
    if (fits) lines.back().append(" ").append(word);
    else lines.emplace_back(word);
    at = text.find_first_not_of(' ', end);
  }
  return lines;
}

/// Returns whether the text is a keyword of Python.
inline bool is_python_keyword(std::string_view text) noexcept {
  constexpr std::string_view words[] = {
      "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
      "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
      "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
      "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"};
  return std::find(std::begin(words), std::end(words), text) != std::end(words);
}

/// Returns whether the text is an identifier of ASCII letters, and not a keyword.
inline bool is_python_name(std::string_view text) noexcept {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return !text.empty() && !is_digit(text.front()) && !is_python_keyword(text) &&
         std::all_of(text.begin(), text.end(), [&](char c) { return is_letter(c) || is_digit(c); });
}

/// Appends a comment of one or more lines.
inline void append_python_comment(std::string& out, std::string_view text, std::size_t indent) {
  const std::string seen = python_escaped(python_prose(text), '\0');
  for (const std::string& line : python_wrapped(seen, python_width - indent - 4)) {
    out.append(indent, ' ').append("# ");
    // Tools would read "type: ..." as a type comment.
    const std::size_t word = std::min(line.find(' '), line.size());
    const bool is_lower = line[0] >= 'a' && line[0] <= 'z';
    if (is_lower && line[word - 1] == ':' && is_python_name({line.data(), word - 1}))
      out.append("`").append(line, 0, word - 1).append("`").append(line, word - 1);
    else out += line;
    out += '\n';
  }
}

/// Escapes the text for a docstring in double quotes.
inline std::string python_inside_docstring(std::string_view text) {
  std::string out = python_escaped(python_prose(text), '\\');
  constexpr std::string_view end = "\"\"\"", escaped = "\\\"\\\"\\\"";
  for (std::size_t at = 0; (at = out.find(end, at)) != out.npos; at += escaped.size())
    out.replace(at, end.size(), escaped);
  if (out.ends_with('"')) out.insert(out.size() - 1, "\\");
  return out;
}

/// Appends paragraphs as a docstring.
inline void append_python_docstring(std::string& out, const std::vector<std::string>& paragraphs,
                                    std::size_t indent) {
  std::vector<std::string> lines;
  for (const std::string& p : paragraphs) {
    if (!lines.empty()) lines.emplace_back();
    // The first line begins after the quotes.
    std::string text = lines.empty() ? "\"\"\"" : "";
    text += python_inside_docstring(p);
    for (std::string& line : python_wrapped(text, python_width - indent))
      lines.push_back(std::move(line));
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].empty()) out.append(indent, ' ').append(lines[i]);
    if (i + 1 < lines.size()) out += '\n';
  }
  const bool fits = lines.size() == 1 && indent + python_columns(lines[0]) + 3 <= python_width;
  if (!fits) out.append("\n").append(indent, ' ');
  out += "\"\"\"\n";
}

/// An expression: a text, `head[arguments]`, `head(arguments)`, `a | b`, or a long string.
struct python_expression {
  enum class form : std::uint8_t { text, subscript, call, either, string };

  std::string head{}; ///< of a string: the text before it, "description="
  std::vector<python_expression> arguments{};
  form is = form::text;
  std::string string{}; ///< the characters of a string

  friend bool operator==(const python_expression&, const python_expression&) = default;

  static python_expression of(std::string text) { return {.head = std::move(text)}; }
  static python_expression of_string(std::string head, std::string_view text) {
    return {.head = std::move(head), .is = form::string, .string = std::string(text)};
  }
  static python_expression subscript(std::string head, std::vector<python_expression> arguments) {
    return {std::move(head), std::move(arguments), form::subscript};
  }
  static python_expression call(std::string head, std::vector<python_expression> arguments) {
    return {std::move(head), std::move(arguments), form::call};
  }
  /// Removes duplicates. Precondition: `all` is not empty.
  static python_expression either(const std::vector<python_expression>& all) {
    python_expression out{.is = form::either};
    const auto add = [&](const python_expression& e) {
      auto& to = out.arguments;
      if (std::find(to.begin(), to.end(), e) == to.end()) to.push_back(e);
    };
    for (const python_expression& e : all) {
      if (e.is == form::either) std::for_each(e.arguments.begin(), e.arguments.end(), add);
      else add(e);
    }
    return out.arguments.size() == 1 ? out.arguments.front() : out;
  }

  /// Returns the expression on one line.
  std::string line() const {
    switch (is) {
    case form::text: return head;
    case form::string: return head + python_string(string);
    case form::subscript: return head + '[' + joined(", ") + ']';
    case form::call: return head + '(' + joined(", ") + ')';
    case form::either: break;
    }
    return joined(" | ");
  }

  std::string joined(std::string_view separator) const {
    std::string out;
    for (const python_expression& a : arguments) {
      if (!out.empty()) out += separator;
      out += a.line();
    }
    return out;
  }
};

/// Appends the expression, on several lines if it does not fit. `indent` is the indentation of the
/// line where it begins, `used` is that line's length so far, and `after` is the length of what
/// follows on its last line.
inline void append_python(std::string& out, const python_expression& e, std::size_t indent,
                          std::size_t used, std::size_t after) {
  using form = python_expression::form;
  const std::string line = e.line();
  if (used + python_columns(line) + after <= python_width || e.is == form::text)
    return void(out += line);
  const std::size_t inner = indent + 4;
  const auto begin_line = [&] { out.append("\n").append(inner, ' '); };
  if (e.is == form::string) {
    const char quote = python_quote(e.string);
    const std::string text = python_escaped(python_prose(e.string), quote);
    const auto lines = python_wrapped(text, python_width - inner - 3);
    if (lines.size() < 2) return void(out += line);
    out.append(e.head).append("(");
    for (std::size_t i = 0; i < lines.size(); ++i) {
      begin_line();
      out += quote;
      out.append(lines[i]).append(i + 1 < lines.size() ? " " : "") += quote;
    }
  } else {
    const bool is_call = e.is == form::call;
    out.append(e.is == form::either ? "Union" : e.head).append(is_call ? "(" : "[");
    const std::string all = e.joined(", ");
    const bool is_one_line = inner + python_columns(all) <= python_width;
    const bool ends_in_comma = !is_one_line && (is_call || e.arguments.size() > 1);
    if (is_one_line) {
      begin_line();
      out += all;
    }
    for (std::size_t i = 0; !is_one_line && i < e.arguments.size(); ++i) {
      begin_line();
      append_python(out, e.arguments[i], inner, inner, 1);
      if (ends_in_comma || i + 1 < e.arguments.size()) out += ',';
    }
  }
  const bool is_round = e.is == form::call || e.is == form::string;
  out.append("\n").append(indent, ' ').append(is_round ? ")" : "]");
}

/// Returns whether the text contains the name as a word.
inline bool has_python_word(std::string_view text, std::string_view name) noexcept {
  const auto is_inside = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  for (std::size_t at = 0; (at = text.find(name, at)) != text.npos; at += name.size()) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !is_inside(text[at - 1])) && (end == text.size() || !is_inside(text[end])))
      return true;
  }
  return false;
}

/// Appends `from typing import ...` with the names that the text contains.
inline void append_python_import(std::string& out, std::string_view module,
                                 std::span<const std::string_view> names, std::string_view text) {
  python_expression all{.is = python_expression::form::call};
  for (const std::string_view n : names)
    if (has_python_word(text, n)) all.arguments.push_back(python_expression::of(std::string(n)));
  if (all.arguments.empty()) return;
  out.append("from ").append(module).append(" import ");
  const std::size_t used = module.size() + 13;
  const std::string line = all.joined(", ");
  if (used + line.size() <= python_width) out += line;
  else append_python(out, all, 0, python_width, 0);
  out += '\n';
}

} // namespace assay::detail
