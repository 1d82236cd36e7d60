// SPDX-License-Identifier: BSL-1.0

// Checks any text as an event, at every level, and checks the invariants of the report.

#include "event_laws.hpp"
#include "input.hpp"
#include "mutator.hpp"

#include <assay/json/json_output.hpp>
#include <assay/promptetheus.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <string>
#include <string_view>

using assay::code;
using assay::level;
using assay::options;
using assay::report;
using assay::severity;
using assay::violation;
using assay::promptetheus::event;
using assay_fuzz::check_header;
using assay_fuzz::must;

namespace {

bool has_error(const report& r) {
  return std::ranges::any_of(r.violations(),
                             [](const violation& v) { return v.severity == severity::error; });
}

/// RFC 6901, section 3: a pointer is empty or begins with a slash; a tilde begins `~0` or `~1`.
bool is_json_pointer(std::string_view path) {
  if (!path.empty() && path.front() != '/') return false;
  for (std::size_t i = path.find('~'); i != path.npos; i = path.find('~', i + 1))
    if (path.substr(i + 1, 1) != "0" && path.substr(i + 1, 1) != "1") return false;
  assay::text_buffer buffer;
  assay::json_output out(buffer);
  out.string(path);
  return out.valid(); // checks that it is UTF-8
}

void check_violation(const violation& v, std::string_view text, const options& o) {
  must(is_json_pointer(v.path), "a path is a JSON Pointer", text);
  must(v.offset && *v.offset <= text.size(), "an offset is within the text", text);
  must(!v.first_offset || *v.first_offset < *v.offset, "a duplicate comes after the first", text);
  must((v.code == code::duplicate_member) == v.first_offset.has_value(),
       "a duplicate has the offset of the first member", text);
  must(v.code != code::invalid_value, "invalid_value occurs only in writing", text);
  const bool is_inside =
      v.code == code::invalid_format; // at the first wrong character of a date-time
  must(v.actual == assay::kind::none || is_inside || assay::kind_of(text[*v.offset]) == v.actual,
       "the type is that of the value at the offset", text);
  must(!v.length || *v.length <= o.limits.max_string_bytes, "a string's length is within the limit",
       text);
  must(!message_of(v).empty() && message_of(v).find('{') == std::string::npos,
       "a message has no placeholders", text);
}

void check_report(const report& r, std::string_view text, const options& o) {
  must(r.accepted() != has_error(r), "an event is rejected if and only if there is an error", text);
  must(!r.truncated(), "there is room for all violations", text);
  must(std::ranges::is_sorted(r.violations(), {}, [](const violation& v) { return *v.offset; }),
       "violations are in order", text);
  for (const violation& v : r.violations()) check_violation(v, text, o);
}

/// Returns the number of members in JSON text.
std::size_t count_members(std::string_view text) {
  std::size_t colons = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (in_string && text[i] == '\\') ++i;
    else if (text[i] == '"') in_string = !in_string;
    else if (text[i] == ':' && !in_string) ++colons;
  }
  return colons;
}

std::size_t count_members(const boost::json::value& v) {
  std::size_t count = 0;
  if (const auto* const object = v.if_object())
    for (const auto& member : *object) count += 1 + count_members(member.value());
  if (const auto* const array = v.if_array())
    for (const auto& element : *array) count += count_members(element);
  return count;
}

/// If Boost.JSON accepts the text too, every path must lead to a value in it.
void check_paths(const report& r, std::string_view text) {
  if (r.violations().empty()) return;
  if (text.starts_with(assay::byte_order_mark)) text.remove_prefix(assay::byte_order_mark.size());
  boost::system::error_code error;
  boost::json::parse_options deep;
  deep.max_depth = 4096;
  const boost::json::value value = boost::json::parse({text.data(), text.size()}, error, {}, deep);
  if (error) return;
  // Of duplicate members, Boost.JSON keeps the last; a path may lead to another. The report has
  // those that the schema names, if the reader did not stop before them.
  if (count_members(value) != count_members(text)) return;
  for (const violation& v : r.violations()) {
    std::string_view path = v.path;
    // The path's middle may be left out. For a name that is too long the path contains the part
    // that was read.
    if (v.path_is_cut || v.code == code::string_too_long) continue;
    if (v.code == code::missing_member) path = path.substr(0, path.rfind('/'));
    const boost::json::value* const at = value.find_pointer({path.data(), path.size()}, error);
    must(at != nullptr, "a path leads to a value", text);
    if (v.code != code::missing_member) continue;
    const std::string_view name = std::string_view(v.path).substr(path.size() + 1);
    must(!at->as_object().contains({name.data(), name.size()}),
         "a missing member is not in the text", text);
  }
}

/// Checks the text as a document; returns the verdict.
bool check_document(std::string_view text, const options& o) {
  assay::validator<event> checker(o);
  const bool accepted = checker.check(text);
  const report& r = checker.report();
  must(accepted == r.accepted(), "check returns the report's verdict", text);
  check_report(r, text, o);
  // If U+0000 is replaced, a path has the names as the reader sees them.
  if (o.null_characters != assay::null_character_policy::replace) check_paths(r, text);
  check_header(checker, text);

  options few = o;
  few.limits.max_violations = text.size() % 3;
  assay::validator<event> brief(few);
  must(brief.check(text) == accepted,
       "the maximum number of violations does not change the verdict", text);
  must(brief.report().truncated() == (brief.report().violations().size() < r.violations().size()),
       "a truncated report says so", text);
  must(few.limits.max_violations == 0 || accepted || has_error(brief.report()),
       "errors are kept rather than warnings", text);
  return accepted;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assay_fuzz::input in(data, size);
  options o = in.limited_options();
  bool accepted_before = true;
  for (const level l : assay_fuzz::levels) {
    o.level = l;
    const bool accepted = check_document(in.text(), o);
    must(accepted_before || !accepted, "a text that a level accepts is accepted by the level below",
         in.text());
    accepted_before = accepted;
  }
  return 0;
}
ASSAY_FUZZ_MUTATES(event);
