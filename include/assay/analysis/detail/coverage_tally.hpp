// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/analysis/coverage_summary.hpp"
#include "assay/analysis/detail/coverage_plan.hpp"
#include "assay/analysis/detail/coverage_walk.hpp"
#include "assay/analysis/detail/finding_place.hpp"
#include "assay/error/report.hpp"
#include "assay/json/json_text.hpp"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::analysis::detail {

/// Orders shorter names first: names chosen by people are short.
struct by_size {
  using is_transparent = void;
  bool operator()(std::string_view a, std::string_view b) const noexcept {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  }
};

/// Counts unknown members. Keeps only the first names in their order, so that the result does not
/// depend on the order of arrival.
///
/// The count of a kept name is complete, because a removed name is never kept again: once a name is
/// removed, the list is full of names that come before it.
struct unknown_names {
  std::map<std::string, std::uint64_t, by_size> kept;
  std::uint64_t others = 0;

  /// Returns the counter of a name. More names than allowed may be kept until `cut`.
  std::uint64_t& counter_of(std::string_view name, std::size_t most, std::size_t longest) {
    if (const auto found = kept.find(name); found != kept.end()) return found->second;
    const bool is_full =
        kept.size() >= most && (most == 0 || by_size()(kept.rbegin()->first, name));
    if (is_full || name.size() > longest) return others;
    return kept.try_emplace(std::string(name), 0).first->second;
  }
  void cut(std::size_t most) noexcept {
    for (; kept.size() > most; kept.erase(std::prev(kept.end()))) others += kept.rbegin()->second;
  }
  friend bool operator==(const unknown_names&, const unknown_names&) = default;
};

/// A code of a member or of an object. The numbers count from 1; 0 means none and comes first.
struct finding_key {
  std::uint32_t object, member;
  severity how;
  code what;
  friend auto operator<=>(const finding_key&, const finding_key&) = default;
};

/// The counts of a `schema_coverage`, independent of its type. Counters for new names and codes are
/// created with 0 before anything is counted, because that may fail.
class coverage_tally {
 public:
  coverage_tally(const coverage_plan& plan, std::size_t max_names)
      : plan_(&plan), max_names_(max_names), counters_(plan.counters()),
        unknown_(plan.objects().size()), walk_(plan) {}

  void add(const report& verdict, std::string_view text) {
    walk_.forget();
    if (verdict.accepted() && !walk_.run(text))
      walk_.forget(); // the text is not that of the report
    found_.clear();
    rollback undo{*this};
    for (const unknown_member& u : walk_.unknown())
      found_.push_back(
          &unknown_[u.object].counter_of(characters_of(u.name), max_names_, max_name_size));
    if (!verdict.violations().empty()) {
      finding_search search(*plan_, event_in(text));
      for (const violation& v : verdict.violations()) {
        const finding_place p = search.find(v.path);
        found_.push_back(&findings_[{p.object + 1, p.member + 1, v.severity, v.code}]);
      }
    }
    undo.is_needed = false;
    ++(verdict.accepted() ? accepted_ : rejected_);
    for (const std::uint32_t counter : walk_.hits()) ++counters_[counter];
    for (std::uint64_t* const counter : found_) ++*counter;
    if (!walk_.unknown().empty()) cut();
  }

  void merge(const coverage_tally& other) {
    rollback undo{*this};
    for (const auto& [key, count] : other.findings_) findings_.try_emplace(key, 0);
    for (std::size_t i = 0; i < unknown_.size(); ++i)
      for (const auto& [name, count] : other.unknown_[i].kept)
        unknown_[i].kept.try_emplace(name, 0);
    undo.is_needed = false;
    accepted_ += other.accepted_;
    rejected_ += other.rejected_;
    for (std::size_t i = 0; i < counters_.size(); ++i) counters_[i] += other.counters_[i];
    for (const auto& [key, count] : other.findings_) findings_.find(key)->second += count;
    for (std::size_t i = 0; i < unknown_.size(); ++i) {
      for (const auto& [name, count] : other.unknown_[i].kept)
        unknown_[i].kept.find(name)->second += count;
      unknown_[i].others += other.unknown_[i].others;
    }
    max_names_ = std::min(max_names_, other.max_names_);
    cut();
  }

  std::uint64_t accepted() const noexcept { return accepted_; }
  std::uint64_t rejected() const noexcept { return rejected_; }

  coverage_summary summary() const {
    coverage_summary out{.accepted = accepted_, .rejected = rejected_};
    member_coverage event;
    put_place(event, plan_->root());
    out.alternatives = std::move(event.alternatives);
    for (std::size_t i = 0; i < unknown_.size(); ++i)
      out.objects.push_back(object_summary(static_cast<std::uint32_t>(i)));
    for (const auto& [key, count] : findings_) {
      finding_coverage& f = out.findings.emplace_back();
      if (key.object != 0) {
        const coverage_object& o = plan_->object(key.object - 1);
        f.object = o.schema->name;
        if (key.member != 0) f.member = o.members[key.member - 1].name;
      }
      f.severity = key.how;
      f.code = key.what;
      f.count = count;
    }
    return out;
  }

  friend bool operator==(const coverage_tally& a, const coverage_tally& b) noexcept {
    return a.accepted_ == b.accepted_ && a.rejected_ == b.rejected_ && a.counters_ == b.counters_ &&
           a.unknown_ == b.unknown_ && a.findings_ == b.findings_;
  }

 private:
  static constexpr std::size_t max_name_size = 128;

  /// Removes the counters that were created but not used.
  struct rollback {
    coverage_tally& of;
    bool is_needed = true;
    ~rollback() {
      if (!is_needed) return;
      const auto is_new = [](const auto& e) { return e.second == 0; };
      std::erase_if(of.findings_, is_new);
      for (unknown_names& u : of.unknown_) std::erase_if(u.kept, is_new);
    }
  };

  void cut() noexcept {
    for (unknown_names& u : unknown_) u.cut(max_names_);
  }

  std::string_view characters_of(std::string_view spelled) {
    if (spelled.find('\\') == spelled.npos) return spelled;
    unescape(spelled, room_);
    return room_;
  }

  object_coverage object_summary(std::uint32_t i) const {
    const coverage_object& o = plan_->object(i);
    object_coverage out{.name = o.schema->name, .schema = o.schema, .count = counters_[o.count]};
    for (const coverage_member& m : o.members) {
      member_coverage& to = out.members.emplace_back();
      to.name = m.name;
      to.schema = m.schema;
      to.count = counters_[m.counts];
      to.nulls = counters_[m.counts + 1];
      put_place(to, m.place);
    }
    for (const auto& [name, count] : unknown_[i].kept) out.unknown.push_back({name, count});
    std::sort(out.unknown.begin(), out.unknown.end(),
              [](const unknown_coverage& a, const unknown_coverage& b) {
                return a.count != b.count ? a.count > b.count : a.name < b.name;
              });
    out.other_unknown = unknown_[i].others;
    return out;
  }

  /// Adds the counts of a place and of the places in it.
  void put_place(member_coverage& to, std::uint32_t where) const {
    const coverage_place& at = plan_->place(where);
    to.misfits += counters_[at.misfits];
    if (at.has_choices) {
      put(to.choices, at, at.names.size(), [&](std::uint32_t i) { return at.names.name(i); });
      return;
    }
    if (at.inner_count == 0) {
      if (at.inner != no_place) put_place(to, at.inner);
      return;
    }
    put(to.alternatives, at, at.inner_count,
        [&](std::uint32_t i) { return name_of_alternative(at, i); });
    for (std::uint32_t i = 0; i < at.inner_count; ++i) put_place(to, at.inner + i);
  }

  template <class Name>
  void put(coverage_counts& to, const coverage_place& at, std::size_t size, Name name) const {
    std::uint32_t counter = at.counts;
    for (std::uint32_t i = 0; i < size; ++i) to.list.push_back({name(i), counters_[counter++]});
    to.others += counters_[counter];
  }

  /// Returns the name of an alternative: its tag, or the name of its struct, or its JSON type.
  std::string_view name_of_alternative(const coverage_place& at, std::uint32_t i) const {
    if (at.kind == type_kind::tagged) return at.names.name(i);
    const coverage_place& one = plan_->place(at.inner + i);
    return one.object != no_place ? plan_->object(one.object).schema->name : one.name;
  }

  const coverage_plan* plan_;
  std::size_t max_names_;
  std::uint64_t accepted_ = 0, rejected_ = 0;
  std::vector<std::uint64_t> counters_;
  std::vector<unknown_names> unknown_; ///< of each object
  std::map<finding_key, std::uint64_t> findings_;

  // Memory that is reused from event to event.
  coverage_walk walk_;
  std::vector<std::uint64_t*> found_; ///< the counters of names and codes in the event
  std::string room_;
};

} // namespace assay::analysis::detail
