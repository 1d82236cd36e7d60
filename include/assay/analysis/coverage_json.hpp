// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/analysis/coverage_summary.hpp"
#include "assay/json/json_output.hpp"
#include "assay/json/text_buffer.hpp"
#include "assay/json/unfinished_text.hpp"

#include <string_view>

namespace assay {
namespace analysis::detail {

/// Writes a summary as JSON.
class coverage_json {
 public:
  explicit coverage_json(text_buffer& out) : to_(out) {}

  void write(const coverage_summary& s) {
    integer(R"({"accepted":)", s.accepted);
    integer(R"(,"rejected":)", s.rejected);
    share(R"(,"members":)", share_of_members(s));
    share(R"(,"alternatives":)", share_of_alternatives(s));
    share(R"(,"choices":)", share_of_choices(s));
    if (!s.alternatives.list.empty()) counts("event_alternatives", s.alternatives);
    array(R"(,"objects":)", s.objects, [&](const object_coverage& o) { object(o); });
    array(R"(,"findings":)", s.findings, [&](const finding_coverage& f) { finding(f); });
    array(R"(,"never_seen":)", never_seen(s), [&](const unseen& u) {
      constexpr std::string_view parts[] = {"object", "member", "alternative", "choice"};
      string(R"({"what":)", parts[static_cast<std::size_t>(u.what)]);
      string(R"(,"name":)", u.name);
      to_.put('}');
    });
    to_.put('}');
  }

 private:
  void integer(std::string_view name, std::uint64_t n) {
    to_.raw(name);
    to_.integer(n);
  }
  void string(std::string_view name, std::string_view text) {
    to_.raw(name);
    to_.string(text);
  }
  void share(std::string_view name, const coverage_share& s) {
    to_.raw(name);
    integer(R"({"seen":)", s.seen);
    integer(R"(,"all":)", s.all);
    to_.put('}');
  }
  template <class List, class Write>
  void array(std::string_view name, const List& list, Write write_one) {
    to_.raw(name);
    char lead = '[';
    for (const auto& one : list) {
      to_.put(lead);
      lead = ',';
      write_one(one);
    }
    if (lead == '[') to_.put('[');
    to_.put(']');
  }
  template <class Counted>
  void named(const Counted& c) {
    string(R"({"name":)", c.name);
    integer(R"(,"count":)", c.count);
    to_.put('}');
  }
  void counts(std::string_view name, const coverage_counts& c) {
    to_.raw(R"(,")");
    to_.raw(name);
    array(R"(":)", c.list, [&](const coverage_count& one) { named(one); });
    to_.raw(R"(,"other_)");
    to_.raw(name);
    integer(R"(":)", c.others);
  }
  void object(const object_coverage& o) {
    string(R"({"name":)", o.name);
    integer(R"(,"count":)", o.count);
    array(R"(,"members":)", o.members, [&](const member_coverage& m) { member(m); });
    array(R"(,"unknown":)", o.unknown, [&](const unknown_coverage& u) { named(u); });
    integer(R"(,"other_unknown":)", o.other_unknown);
    to_.put('}');
  }
  void member(const member_coverage& m) {
    string(R"({"name":)", m.name);
    integer(R"(,"count":)", m.count);
    integer(R"(,"nulls":)", m.nulls);
    integer(R"(,"misfits":)", m.misfits);
    if (m.schema->forbidden) to_.raw(R"(,"forbidden":true)");
    if (m.schema->deprecated_from != never) to_.raw(R"(,"deprecated":true)");
    if (!m.alternatives.list.empty()) counts("alternatives", m.alternatives);
    if (!m.choices.list.empty()) counts("choices", m.choices);
    to_.put('}');
  }
  void finding(const finding_coverage& f) {
    const auto name_or_null = [&](std::string_view name, std::string_view text) {
      to_.raw(name);
      if (text.empty()) to_.null();
      else to_.string(text);
    };
    name_or_null(R"({"object":)", f.object);
    name_or_null(R"(,"member":)", f.member);
    string(R"(,"severity":)", name_of(f.severity));
    string(R"(,"code":)", name_of(f.code));
    integer(R"(,"count":)", f.count);
    to_.put('}');
  }

  json_output to_;
};

} // namespace analysis::detail

/// Appends a summary as a JSON object: the numbers of events, the shares of the schema that
/// occurred, all objects with their members, the codes, and what never occurred. Linear. If it
/// throws `std::bad_alloc`, nothing is appended.
template <class = void>
void append_json(text_buffer& out, const coverage_summary& s) {
  unfinished_text object(out);
  analysis::detail::coverage_json(out).write(s);
  object.finish();
}

} // namespace assay
