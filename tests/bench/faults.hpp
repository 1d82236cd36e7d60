// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "harness.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace bench {

/// The classes of faults. Contenders are compared class by class, because not all of them find all
/// faults.
enum class fault_class {
  malformed, ///< not JSON
  utf8,      ///< bytes that are not UTF-8
  schema,    ///< JSON, but not an event
  duplicate, ///< a duplicate member
  identity,  ///< faults that only few contenders look for
};

/// A way to break a line: it replaces some text or adds a member.
struct fault {
  std::string_view name;
  bool late; ///< near the end of the line instead of its beginning
  fault_class what;
  std::string_view code;  ///< of the violation that assay reports first
  std::string_view found; ///< the text to replace; `}` means the last one, at the end of the line
  std::string_view wrong; ///< its replacement
  std::string_view sound; ///< a valid replacement, for an accepted line of about the same size

  std::string spoil(std::string line) const { return changed(std::move(line), wrong); }
  std::string spare(std::string line) const { return changed(std::move(line), sound); }

 private:
  std::string changed(std::string line, std::string_view with) const {
    return line.replace(found == "}" ? line.size() - 1 : line.find(found), found.size(), with);
  }
};

/// Precondition for all faults: `can_be_spoilt(line)`.
inline constexpr fault faults[] = {
    {"a separator is wrong", false, fault_class::malformed, "invalid_syntax", R"(,"timestamp")",
     R"(;"timestamp")", R"(,"timestamp")"},
    {"a separator is wrong", true, fault_class::malformed, "invalid_syntax", "}", R"(,"note":1])",
     R"(,"note":1})"},
    {"the text ends too early", true, fault_class::malformed, "unterminated", "}", "", "}"},
    {"an escape that does not exist", false, fault_class::malformed, "invalid_escape", R"(:"2026-)",
     R"(:"\q2026-)", R"(:"\n2026-)"},
    {"an escape that does not exist", true, fault_class::malformed, "invalid_escape", "}",
     R"(,"note":"\q"})", R"(,"note":"\n"})"},
    {"a number with a leading zero", true, fault_class::malformed, "invalid_syntax", "}",
     R"(,"note":[1,2,03]})", R"(,"note":[1,2,30]})"},
    {"bytes that are not UTF-8", false, fault_class::utf8, "invalid_utf8", R"(:"2026-)",
     ":\"\xC3\xFF-", ":\"\xC3\xA9-"},
    {"bytes that are not UTF-8", true, fault_class::utf8, "invalid_utf8", "}",
     ",\"note\":\"\xC3\xFF\"}", ",\"note\":\"\xC3\xA9\"}"},
    {"half a surrogate pair", false, fault_class::identity, "lone_surrogate", R"(:"2026-)",
     R"(:"\ud800-)", R"(:"\u00e9-)"},
    {"half a surrogate pair", true, fault_class::identity, "lone_surrogate", "}",
     R"(,"note":"\ud800"})", R"(,"note":"\u00e9"})"},
    {"an unknown type", false, fault_class::schema, "unknown_type", R"({"type":")", R"({"type":"x)",
     R"({"type":")"},
    {"a value of another type", false, fault_class::schema, "type_mismatch", R"("timestamp":")",
     R"("timestamp":5,"was":")", R"("timestamp":"","was":")"},
    {"a value of another type", true, fault_class::schema, "type_mismatch", "}",
     R"(,"parent_id":7})", R"(,"parent_id":""})"},
    {"a value of another type, in the payload", false, fault_class::schema, "type_mismatch",
     R"("payload":{)", R"("payload":{"metadata":[],)", R"("payload":{"metadata":{},)"},
    {"an empty string", false, fault_class::schema, "too_short", R"("session_id":")",
     R"("session_id":"","was":")", R"("session_id":"s","was":")"},
    {"an empty string", true, fault_class::schema, "too_short", "}", R"(,"span_id":""})",
     R"(,"span_id":"s"})"},
    {"a member is missing", false, fault_class::schema, "missing_member", R"("session_id")",
     R"("session_ix")", R"("session_id")"},
    {"a duplicate member", false, fault_class::duplicate, "duplicate_member", R"("session_id":")",
     R"("type":"s","session_id":")", R"("typo":"s","session_id":")"},
    {"a duplicate member", true, fault_class::duplicate, "duplicate_member", "}", R"(,"seq":1})",
     R"(,"sea":1})"},
    {"six faults at once", true, fault_class::identity, "type_mismatch", "}",
     R"(,"metadata":[],"span_id":"","parent_id":7,"seq":1,"type":"s","payload":{}})",
     R"(,"metadata":{},"span_id":"s","parent_id":"","sea":1,"typo":"s","payloae":{}})"},
};

/// Returns whether the line, without its newline, has its members in the usual order and none of
/// the members that faults add.
inline bool can_be_spoilt(std::string_view line) {
  return line.starts_with(R"({"type":")") && line.find(R"("metadata")") == line.npos &&
         line.find(R"("span_id")") == line.npos && line.find(R"("payload":{})") == line.npos;
}

/// Returns lines that can be broken: this number of bytes, or slightly more.
inline std::vector<std::string> spoilable_lines(std::size_t bytes) {
  std::vector<std::string> out;
  generator g(mix::mixed);
  std::string line;
  for (std::size_t total = 0; total < bytes;) {
    line.clear();
    g.append_event(line);
    line.pop_back();
    if (!can_be_spoilt(line)) continue;
    total += line.size() + 1;
    out.push_back(line);
  }
  return out;
}

} // namespace bench
