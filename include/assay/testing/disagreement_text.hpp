// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/json_output.hpp"
#include "assay/json/raw_json.hpp"
#include "assay/json/text_buffer.hpp"
#include "assay/json/unfinished_text.hpp"
#include "assay/json/utf8.hpp"
#include "assay/testing/disagreement.hpp"
#include "assay/testing/json_difference.hpp"
#include "assay/testing/sample_json.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace assay::testing {

namespace detail {

/// Returns the text on one line for people. Bytes that are not UTF-8, and control characters,
/// appear as `\xFF`.
inline std::string shown_text(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  while (!text.empty()) {
    const std::size_t size = character_size(text);
    const auto first = static_cast<unsigned char>(text.front());
    const bool is_control =
        first < 0x20 || first == 0x7F || (size == 2 && first == 0xC2 && (text[1] & 0x20) == 0);
    if (size != 0 && !is_control) {
      out += text.substr(0, size);
      text.remove_prefix(size);
      continue;
    }
    (((out += "\\x") += digits[first >> 4]) += digits[first & 15]);
    text.remove_prefix(1);
  }
  return out;
}

inline void append_shape(std::string& out, const json_node& node) {
  if (node.is_scalar()) return void(out += name_of(kind_of(node.text.front())));
  out += node.is_object() ? '{' : '[';
  for (const json_node& child : node.children) {
    if (&child != &node.children.front()) out += ',';
    if (node.is_object()) (out += child.name) += ':';
    append_shape(out, child);
  }
  out += node.is_object() ? '}' : ']';
}

/// Returns JSON without its values: only names and types.
inline std::string shape_of(std::string_view text) {
  if (!has_tree(trimmed(text))) return "(not JSON, " + std::to_string(text.size()) + " bytes)";
  std::string out;
  append_shape(out, parse_tree(trimmed(text)));
  return out;
}

inline std::string shown_part(const disagreement& d, std::string_view text) {
  return shown_text(d.origin.is_shown ? text : shape_of(text));
}

inline std::string origin_in_words(const disagreement& d) {
  std::string out;
  if (d.origin.kind) (out += name_of(*d.origin.kind)) += ", seed ";
  else out += "corpus, text ";
  out += std::to_string(d.origin.number);
  (out += ", level ") += name_of(d.level);
  if (!d.origin.reason.empty()) (out += ": ") += d.origin.reason;
  return out;
}

inline std::string counted(std::size_t n, std::string_view noun) {
  return (std::to_string(n) += ' ').append(noun) + (n == 1 ? "" : "s");
}

} // namespace detail

/// Returns the disagreement for people, on several lines.
///
/// It shows the reduced text. For a text of the caller's corpus it shows only names and types,
/// unless `differential::shows_corpus` is set.
inline std::string to_string(const disagreement& d) {
  std::string out = d.what == disagreement_kind::accepts_invalid ? "accepted, but invalid"
                    : d.what == disagreement_kind::rejects_valid ? "rejected, but valid"
                                                                 : "written as another value";
  if (d.code) ((out += " [") += name_of(*d.code)) += ']';
  if (!d.path.empty()) (out += " at ") += detail::shown_text(d.path);
  if (!d.difference.empty()) (out += ": ") += d.difference;
  out += ", in " + detail::counted(d.count, "text") + '\n';
  out += "  first: " + detail::origin_in_words(d) + '\n';
  out += "  " + std::to_string(d.original_size) + " bytes, reduced to " +
         std::to_string(d.text.size()) + (d.is_minimal ? "" : " so far") + ":\n";
  out += "    " + detail::shown_part(d, d.text) + '\n';
  if (d.what == disagreement_kind::changes_value && !d.written.empty())
    out += "  written:\n    " + detail::shown_part(d, d.written) + '\n';
  for (const std::string& v : d.violations) out += "  assay: " + v + '\n';
  if (d.violations.empty()) out += "  assay: accepted\n";
  return out;
}

/// Returns the report for people: what was compared, and each disagreement.
inline std::string to_string(const disagreement_report& r) {
  std::string out = detail::counted(r.texts, "text") + ": both accept " +
                    std::to_string(r.accepted) + " and reject " + std::to_string(r.rejected) +
                    "; " + detail::counted(r.disagreements.size(), "disagreement") + '\n';
  if (r.allowed != 0) out += std::to_string(r.allowed) + " disagree as allowed\n";
  if (r.failed != 0)
    out += std::to_string(r.failed) +
           " could not be generated as intended and were not compared: the rules of a member could "
           "not be satisfied; give it examples\n";
  if (r.left_out != 0) out += std::to_string(r.left_out) + " disagree, but were not examined\n";
  if (r.thrown != 0) out += "the parser threw at " + std::to_string(r.thrown) + '\n';
  for (std::size_t i = 0; i < r.disagreements.size(); ++i)
    out += '\n' + std::to_string(i + 1) + ". " + to_string(r.disagreements[i]);
  return out;
}

/// Appends the disagreement as a JSON object on one line. The text is in the member `text`, or in
/// `base64` (RFC 4648, section 4) if it is not UTF-8. A text that must not be shown appears as its
/// `shape`.
inline void append_json(text_buffer& out, const disagreement& d) {
  unfinished_text object(out);
  json_output to(out);
  const auto member = [&](std::string_view name, std::string_view value, bool is_there = true) {
    to.raw(name);
    if (is_there) to.string(value);
    else to.null();
  };
  member(R"({"what":)", name_of(d.what));
  member(R"(,"level":)", name_of(d.level));
  member(R"(,"kind":)", d.origin.kind ? name_of(*d.origin.kind) : "corpus");
  to.raw(d.origin.kind ? R"(,"seed":)" : R"(,"place":)");
  to.integer(d.origin.number);
  member(R"(,"reason":)", d.origin.reason, !d.origin.reason.empty());
  to.raw(R"(,"count":)");
  to.integer(d.count);
  member(R"(,"code":)", d.code ? name_of(*d.code) : std::string_view(), d.code.has_value());
  member(R"(,"path":)", d.path);
  member(R"(,"difference":)", d.difference, !d.difference.empty());
  to.raw(R"(,"original_size":)");
  to.integer(d.original_size);
  to.raw(R"(,"minimal":)");
  to.boolean(d.is_minimal);
  to.put(',');
  if (d.origin.is_shown) detail::put_text(to, d.text);
  else member(R"("shape":)", detail::shape_of(d.text));
  to.raw(R"(,"violations":[)");
  for (std::size_t i = 0; i < d.violations.size(); ++i) {
    if (i != 0) to.put(',');
    to.string(d.violations[i]);
  }
  to.raw("]}");
  object.finish();
}

/// Appends the report as a JSON object on one line, with the members `texts`, `accepted`,
/// `rejected`, `allowed`, `left_out`, `failed`, `thrown`, `calls` and `disagreements`.
inline void append_json(text_buffer& out, const disagreement_report& r) {
  unfinished_text object(out);
  json_output to(out);
  const auto number = [&](std::string_view name, std::size_t n) {
    to.raw(name);
    to.integer(n);
  };
  number(R"({"texts":)", r.texts);
  number(R"(,"accepted":)", r.accepted);
  number(R"(,"rejected":)", r.rejected);
  number(R"(,"allowed":)", r.allowed);
  number(R"(,"left_out":)", r.left_out);
  number(R"(,"failed":)", r.failed);
  number(R"(,"thrown":)", r.thrown);
  number(R"(,"calls":)", r.calls);
  to.raw(R"(,"disagreements":[)");
  for (std::size_t i = 0; i < r.disagreements.size(); ++i) {
    if (i != 0) to.put(',');
    append_json(out, r.disagreements[i]);
  }
  to.raw("]}");
  object.finish();
}

} // namespace assay::testing
