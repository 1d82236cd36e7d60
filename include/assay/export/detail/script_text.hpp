// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/value_words.hpp"
#include "assay/export/level_schema.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::detail {

// JavaScript literals, names, comments and layout, for TypeScript and zod.

inline constexpr std::size_t script_width = 100; ///< of comments
/// Of lists in any nesting; longer lists are broken.
inline constexpr std::size_t script_list_width = 76;
inline constexpr std::size_t script_chain_width = 84; ///< of chains with little nesting

/// Returns the text as a string literal of JavaScript, which can also be part of a line comment.
inline std::string script_string(std::string_view text) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (text.substr(i, 3) == "\xE2\x80\xA8" || text.substr(i, 3) == "\xE2\x80\xA9") {
      out += text[i + 2] == '\xA8' ? "\\u2028" : "\\u2029"; // they end lines
      i += 2;
    } else if (c == '"' || c == '\\') {
      (out += '\\') += text[i];
    } else if (c == '\n') {
      out += "\\n";
    } else if (c < 0x20 || c == 0x7F) {
      ((out += "\\u00") += digits[c >> 4]) += digits[c & 15];
    } else {
      out += text[i];
    }
  }
  return out += '"';
}

/// Returns a pattern as a literal of JavaScript.
inline std::string script_pattern(std::string_view pattern) {
  std::string out = "/";
  bool is_escaped = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\n') out += is_escaped ? "n" : "\\n";
    else if (c == '\r') out += is_escaped ? "r" : "\\r";
    else if (pattern.substr(i, 2) == "\xE2\x80" && i + 2 < pattern.size() &&
             (pattern[i + 2] == '\xA8' || pattern[i + 2] == '\xA9')) {
      out += is_escaped ? "u202" : "\\u202";
      out += pattern[i + 2] == '\xA8' ? '8' : '9';
      i += 2;
    } else {
      if (c == '/' && !is_escaped) out += '\\';
      out += c;
    }
    is_escaped = c == '\\' && !is_escaped;
  }
  return out += pattern.empty() ? "(?:)/u" : "/u";
}

/// Returns whether the name of a member needs no quotes.
inline bool is_script_name(std::string_view name) noexcept {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
  };
  return !name.empty() && is_letter(name[0]) && std::all_of(name.begin(), name.end(), [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9');
  });
}
inline std::string script_key(std::string_view name) {
  return is_script_name(name) ? std::string(name) : script_string(name);
}

/// Indents all lines except the first.
inline std::string indented(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "  ";
  }
  return out;
}

/// Joins items in brackets, on one line or one on each line. Spaces inside of the brackets are only
/// for one line.
inline std::string script_list(std::string_view open, const std::vector<std::string>& items,
                               std::string_view close, std::size_t width = script_list_width) {
  const std::string_view pad = open.ends_with(' ') ? " " : "";
  std::string line(open), lines(open.substr(0, open.size() - pad.size()));
  for (std::string_view separator; const std::string& item : items) {
    line.append(separator).append(item);
    lines.append("\n  ").append(indented(item)).append(",");
    separator = ", ";
  }
  const bool fits = line.size() + close.size() <= width && line.find('\n') == line.npos;
  return fits ? line.append(close) : lines.append("\n").append(close.substr(pad.size()));
}

/// Returns the alternatives as a union type.
inline std::string script_union(const std::vector<std::string>& types) {
  std::string line, lines;
  for (const std::string& t : types) {
    line.append(line.empty() ? "" : " | ").append(t);
    lines.append("\n  | ").append(indented(t));
  }
  const bool fits = line.size() <= script_list_width && line.find('\n') == line.npos;
  return fits || types.size() == 1 ? line : lines;
}

/// Appends the text, wrapped into lines that begin with the prefix.
inline void append_wrapped(std::string& out, std::string_view prefix, std::string_view text) {
  std::size_t used = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n\r", i), text.size());
    const std::string_view word = text.substr(i, end - i);
    i = end + 1;
    if (word.empty()) continue;
    if (used == 0 || used + 1 + word.size() > script_width) {
      out.append(used == 0 ? "" : "\n").append(prefix);
      used = prefix.size() - 1;
    }
    out.append(" ").append(word);
    used += 1 + word.size();
  }
  out += '\n';
}

/// Returns a JSDoc comment. Empty if there are no paragraphs.
inline std::string script_comment(const std::vector<std::string>& paragraphs,
                                  std::string_view indent) {
  std::string text;
  for (const std::string& p : paragraphs) {
    std::string safe = p;
    for (std::size_t i = 0; (i = safe.find("*/", i)) != safe.npos;) safe.insert(i + 1, 1, '\\');
    if (!safe.empty()) append_wrapped(text, std::string(indent) + " *", safe);
  }
  if (text.empty()) return text;
  const bool is_line =
      std::count(text.begin(), text.end(), '\n') == 1 && text.size() + 4 <= script_width;
  if (is_line) {
    text.pop_back();
    std::string line(indent);
    return line.append("/**").append(text, indent.size() + 2).append(" */\n");
  }
  return std::string(indent) + "/**\n" + text + std::string(indent) + " */\n";
}

/// Returns the description of an object.
inline std::vector<std::string> paragraphs_of(const level_object& o) {
  std::vector<std::string> out;
  if (!o.schema->about.empty()) out.emplace_back(o.schema->about);
  return out;
}

/// Returns the description of a member. `more` has sentences to append.
inline std::vector<std::string> paragraphs_of(const level_member& m,
                                              const std::vector<std::string>& more) {
  std::string first(m.schema != nullptr ? m.schema->about : std::string_view());
  if (m.forbidden) first = words_of_forbidden(first);
  for (const std::string& sentence : more) append_sentence(first, sentence);
  std::vector<std::string> out{std::move(first)};
  if (m.schema != nullptr)
    for (const std::string_view e : m.schema->examples)
      out.push_back(std::string("@example ").append(e));
  if (m.deprecated) out.push_back(std::string("@deprecated ").append(m.schema->deprecated));
  return out;
}

/// Returns the first lines of a file. `what` is the content of the file.
inline std::string script_header(const level_schema& schema, std::string_view what,
                                 std::string_view name) {
  std::string text(what);
  text.append(name.empty() ? "what" : name)
      .append(name.empty() ? " assay" : ", as assay")
      .append(" accepts ")
      .append(name.empty() ? "" : "it ")
      .append("at the level \"")
      .append(name_of(schema.at))
      .append("\". Generated by assay from a C++ struct: change the struct instead.");
  std::string out;
  append_wrapped(out, "//", text);
  return out;
}

/// Returns a name that no definition has.
inline std::string free_name(const level_schema& schema, std::string name) {
  const auto is_taken = [&] {
    return std::any_of(schema.definitions.begin(), schema.definitions.end(),
                       [&](const level_object& o) { return o.name == name; });
  };
  while (is_taken()) name += '_';
  return name;
}

/// Returns a global of JavaScript. A definition of the same name may hide it.
inline std::string script_global(const level_schema& schema, std::string_view name) {
  const std::string plain(name);
  return free_name(schema, plain) == plain ? plain : "globalThis." + plain;
}

// --- Unions whose tag is beside them -------------------------------------------------------------

/// Returns what the member is in a case: the conditions of the case, and those of the member in all
/// cases. Only the member defines whether null is accepted.
inline level_value in_case(const level_object& o, std::size_t i) {
  const level_value& all = o.find(o.case_member)->value;
  if (o.cases[i].kind == type_kind::any && all.kind != type_kind::any) return all;
  level_value out = o.cases[i];
  out.nullable = all.nullable;
  out.other_kinds = out.other_kinds && all.kind == type_kind::any;
  return out;
}

/// Returns the tag as a member without the values of the cases. Its kind is `none` if no value
/// remains.
inline level_member tag_of_no_case(const level_object& o) {
  level_member out = *o.find(o.case_tag);
  if (!out.value.has_choices || out.value.other_kinds) return out;
  std::erase_if(out.value.choices, [&](std::string_view one) {
    return std::find(o.case_names.begin(), o.case_names.end(), one) != o.case_names.end();
  });
  const bool is_none = out.value.choices.empty() && !out.value.nullable && out.required;
  if (is_none) out.value.kind = type_kind::none;
  return out;
}

} // namespace assay::detail
