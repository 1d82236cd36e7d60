// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/analysis/coverage_summary.hpp"
#include "assay/error/detail/blank_controls.hpp"
#include "assay/json/text_buffer.hpp"
#include "assay/json/unfinished_text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay {
namespace analysis::detail {

/// Writes a summary for people, with sections for what occurred, unknown members, codes, and what
/// never occurred.
class coverage_text {
 public:
  explicit coverage_text(text_buffer& out) : out_(out) {}

  void write(const coverage_summary& s) {
    line(std::to_string(s.accepted) + " accepted, " + std::to_string(s.rejected) + " rejected");
    line("seen: " + of(share_of_members(s), "members") +
         of(share_of_alternatives(s), "alternatives", ", ") +
         of(share_of_choices(s), "choices", ", "));
    add_seen(s);
    print("");
    add_unknown(s);
    print("unknown members");
    for (const finding_coverage& f : s.findings)
      add(2, place_of(f) + ": " + std::string(name_of(f.code)), f.count,
          std::string(name_of(f.severity)));
    print("errors and warnings");
    for (const unseen& u : never_seen(s)) rows_.push_back({"  " + shown(u.name), "", ""});
    print("never seen");
  }

 private:
  struct row {
    std::string name, count, remark;
  };
  static constexpr std::size_t widest = 60; ///< of the names that are aligned with their numbers

  void add_seen(const coverage_summary& s) {
    add(0, s.alternatives, ": ");
    for (const object_coverage& o : s.objects) {
      if (o.count == 0) continue;
      add(0, o.name, o.count);
      for (const member_coverage& m : o.members) {
        if (m.count == 0) continue;
        add(2, m.name, m.count, remarks_on(m));
        add(4, m.alternatives, ": ");
        add(4, m.choices, "= ");
      }
    }
  }

  void add_unknown(const coverage_summary& s) {
    for (const object_coverage& o : s.objects) {
      for (const unknown_coverage& u : o.unknown)
        add(2, std::string(o.name) + '.' + u.name, u.count);
      if (o.other_unknown != 0) add(2, std::string(o.name) + ": other names", o.other_unknown);
    }
  }

  /// Returns an empty text if there are no items.
  static std::string of(const coverage_share& s, std::string_view what,
                        std::string_view lead = {}) {
    if (s.all == 0) return {};
    return std::string(lead) + std::to_string(s.seen) + " of " + std::to_string(s.all) + ' ' +
           std::string(what);
  }
  static std::string shown(std::string_view name) {
    std::string out(name);
    assay::detail::blank_controls(out);
    return out;
  }
  static std::string place_of(const finding_coverage& f) {
    std::string out(f.object.empty() ? "(event)" : f.object);
    return f.member.empty() ? out : (out += '.').append(f.member);
  }
  static std::string remarks_on(const member_coverage& m) {
    std::string out;
    const auto remark = [&](std::string_view text) {
      if (!out.empty()) out += ", ";
      out += text;
    };
    if (m.nulls != 0) remark(std::to_string(m.nulls) + " null");
    if (m.misfits != 0) remark(std::to_string(m.misfits) + " of another type");
    if (m.schema->deprecated_from != never) remark("deprecated");
    if (m.schema->forbidden) remark("forbidden");
    return out;
  }

  void add(std::size_t indent, std::string_view name, std::uint64_t count,
           std::string remark = {}) {
    rows_.push_back(
        {std::string(indent, ' ') + shown(name), std::to_string(count), std::move(remark)});
  }
  void add(std::size_t indent, const coverage_counts& counts, std::string_view mark) {
    const std::string lead(mark);
    for (const coverage_count& c : counts.list)
      if (c.count != 0) add(indent, lead + std::string(c.name), c.count);
    if (counts.others != 0) add(indent, lead + "another", counts.others);
  }

  /// Prints the added rows below a title.
  void print(std::string_view title) {
    if (rows_.empty()) return;
    std::size_t names = 0, counts = 0;
    for (const row& r : rows_) {
      if (r.name.size() <= widest) names = std::max(names, r.name.size());
      counts = std::max(counts, r.count.size());
    }
    line("");
    if (!title.empty()) line(title);
    for (row& r : rows_) {
      if (!r.count.empty()) {
        r.name.resize(std::max(r.name.size(), names), ' ');
        r.name += "  " + std::string(counts - r.count.size(), ' ') + r.count;
      }
      line(r.remark.empty() ? r.name : r.name + "  " + r.remark);
    }
    rows_.clear();
  }
  void line(std::string_view text) {
    out_.append(text);
    out_.append('\n');
  }

  text_buffer& out_;
  std::vector<row> rows_;
};

} // namespace analysis::detail

/// Appends a summary as lines for people. Linear. If it throws `std::bad_alloc`, nothing is
/// appended.
template <class = void>
void append_text(text_buffer& out, const coverage_summary& s) {
  unfinished_text text(out);
  analysis::detail::coverage_text(out).write(s);
  text.finish();
}

} // namespace assay
