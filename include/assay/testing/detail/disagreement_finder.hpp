// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/report.hpp"
#include "assay/error/violation.hpp"
#include "assay/json/encoding.hpp"
#include "assay/json/walk.hpp"
#include "assay/schema/level.hpp"
#include "assay/testing/detail/remedy.hpp"
#include "assay/testing/disagreement.hpp"
#include "assay/testing/json_difference.hpp"
#include "assay/testing/reduce.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace assay::testing::detail {

/// The functions that texts are compared with.
struct parties {
  using writer = std::function<std::optional<std::string>(std::string_view)>;

  std::function<const report&(std::string_view, level)> check;
  std::function<bool(std::string_view, level)> accepts;
  writer write; ///< empty if there is none
  std::function<bool(const disagreement&)> is_allowed;
};

/// Compares texts one by one, and collects disagreements.
class disagreement_finder {
 public:
  disagreement_finder(parties p, std::size_t max_reductions, std::size_t max_calls)
      : parties_(std::move(p)), max_reductions_(max_reductions), max_calls_(max_calls) {}

  void compare(std::string_view text, const text_origin& from, level at) {
    ++report_.texts;
    bool threw = false;
    const symptom s = examine(text, at, &threw);
    report_.thrown += threw;
    if (s.both_accept) ++report_.accepted;
    if (s.agree()) {
      report_.rejected += !s.both_accept;
      return;
    }
    disagreement d{.what = *s.what,
                   .level = at,
                   .origin = from,
                   .original_size = text.size(),
                   .code = s.code,
                   .path = s.path,
                   .found = s.found,
                   .difference = s.difference,
                   .text = std::string(text)};
    if (parties_.is_allowed(d)) return void(++report_.allowed);
    if (const auto known = by_key_.find(key_of(s)); known != by_key_.end())
      return void(++report_.disagreements[known->second].count);
    if (d.what == disagreement_kind::rejects_valid)
      for (const auto& [by, place] : remedies_)
        if (helps(by, text, at)) return void(++report_.disagreements[place].count);
    std::size_t& reductions = reductions_[static_cast<std::size_t>(d.what)];
    if (reductions == max_reductions_) return void(++report_.left_out);
    ++reductions;
    add(std::move(d), s);
  }

  disagreement_report take() {
    std::sort(report_.disagreements.begin(), report_.disagreements.end(),
              [](const disagreement& a, const disagreement& b) {
                return std::tie(a.what, a.code, a.path, a.text) <
                       std::tie(b.what, b.code, b.path, b.text);
              });
    return std::move(report_);
  }

 private:
  /// The observable properties of a disagreement about a text.
  struct symptom {
    std::optional<disagreement_kind> what{}; ///< nothing if both agree
    bool both_accept = false;
    std::optional<assay::code> code{};
    std::string path{};
    assay::kind found = assay::kind::none;
    std::string expected{};
    std::string_view difference{};
    std::string written{};
    std::size_t violations = 0;

    bool agree() const noexcept { return !what; }
  };

  symptom examine(std::string_view text, level at, bool* threw = nullptr) {
    symptom out;
    const report& r = parties_.check(text, at);
    const bool is_valid = r.accepted();
    out.violations = r.violations().size();
    if (!is_valid) note_first_error(out, r);
    const bool is_taken = asks(text, at, threw);
    out.both_accept = is_valid && is_taken;
    if (is_valid != is_taken) {
      out.what = is_taken ? disagreement_kind::accepts_invalid : disagreement_kind::rejects_valid;
    } else if (is_valid && parties_.write) {
      note_change(out, text);
    }
    return out;
  }

  /// Records the code and place, as far as all texts with the same fault share them. The place of a
  /// syntax or UTF-8 error is arbitrary.
  static void note_first_error(symptom& out, const report& r) {
    const auto found = r.violations();
    const auto error = std::find_if(found.begin(), found.end(), [](const violation& v) {
      return v.severity == severity::error;
    });
    if (error == found.end()) return; // the caller's limits allow no violation
    out.code = error->code;
    if (category_of(error->code) == category::syntax) out.expected = error->expected;
    if (category_of(error->code) != category::schema && error->code != code::integer_overflow)
      return;
    out.path = without_indices(error->path);
    out.found = error->actual;
  }

  bool asks(std::string_view text, level at, bool* threw) {
    ++report_.calls;
#ifdef __cpp_exceptions
    try {
      return parties_.accepts(text, at);
    } catch (...) {
      if (threw != nullptr) *threw = true;
      return false;
    }
#else
    static_cast<void>(threw);
    return parties_.accepts(text, at);
#endif
  }

  std::optional<std::string> writes(std::string_view text) {
#ifdef __cpp_exceptions
    try {
      return parties_.write(text);
    } catch (...) {
      return std::nullopt;
    }
#else
    return parties_.write(text);
#endif
  }

  /// Validators allow a byte order mark before an event. It is not part of the value.
  static std::string_view without_mark(std::string_view text) noexcept {
    return text.substr(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
  }

  void note_change(symptom& out, std::string_view text) {
    std::optional<std::string> written = writes(text);
    if (!written) {
      out.what = disagreement_kind::changes_value;
      out.difference = "nothing is written";
      return;
    }
    const std::optional<json_difference> change =
        find_difference(without_mark(text), without_mark(*written));
    if (!change) return;
    // The caller's limits may allow texts that `parse_tree` cannot read. Then nothing can be
    // compared.
    if (change->path.empty() && !has_tree(trimmed(without_mark(text)))) return;
    out.what = disagreement_kind::changes_value;
    out.path = without_indices(change->path);
    out.difference = change->what;
    out.written = std::move(*written);
  }

  /// Returns what texts with the same disagreement have in common. Empty if a valid text is
  /// rejected, which does not show the cause.
  static std::string key_of(const symptom& s) {
    if (s.what == disagreement_kind::rejects_valid) return {};
    std::string out = std::to_string(static_cast<int>(*s.what));
    (out += '\n') += s.code ? name_of(*s.code) : std::string_view();
    (out += '\n') += s.path;
    (out += '\n') += name_of(s.found);
    (out += '\n') += s.expected;
    return (out += '\n') += s.difference;
  }

  /// Returns whether both accept a rejected text after the remedy is applied.
  bool helps(const remedy& by, std::string_view text, level at) {
    const std::optional<std::string> changed = by.apply(text);
    return changed && parties_.check(*changed, at).accepted() && asks(*changed, at, nullptr);
  }

  /// Finds why the parser rejects a valid text, if a remedy helps. Returns the disagreement's key.
  std::string diagnose(disagreement& d, std::optional<remedy>& by) {
    for (remedy& r : remedies_for(d.text)) {
      if (!helps(r, d.text, d.level)) continue;
      d.path = r.path;
      d.found = r.found;
      d.difference = r.in_words();
      by = std::move(r);
      return "rejected\n" + d.path + '\n' + std::string(name_of(d.found)) + '\n' +
             std::string(d.difference);
    }
    return "rejected\n" + d.text;
  }

  /// Returns whether a smaller text shows the same disagreement.
  static bool is_same(const symptom& now, const symptom& before) {
    if (now.what != before.what || now.violations > before.violations) return false;
    const auto place = [](const symptom& s) {
      // Names inside of a member are arbitrary, and become shorter as well.
      const std::string_view path = s.path;
      return s.what == disagreement_kind::changes_value ? path.substr(0, path.find('/', 1)) : path;
    };
    return now.code == before.code && place(now) == place(before) && now.found == before.found &&
           now.expected == before.expected && now.difference == before.difference;
  }

  void add(disagreement d, const symptom& s) {
    const level at = d.level;
    reduction smallest = reduce(
        d.text, [&](std::string_view text) { return is_same(examine(text, at), s); }, max_calls_);
    symptom left = examine(smallest.text, at);
    if (!is_same(left, s)) left = s; // the parser's verdicts are not stable
    d.path = left.path;
    d.text = std::move(smallest.text);
    std::optional<remedy> by;
    const std::string key =
        d.what == disagreement_kind::rejects_valid ? diagnose(d, by) : key_of(left);
    const auto [known, is_new] = by_key_.try_emplace(key, report_.disagreements.size());
    const std::size_t place = known->second;
    if (d.what != disagreement_kind::rejects_valid) by_key_.try_emplace(key_of(s), place);
    if (!is_new) return void(++report_.disagreements[place].count);
    if (by) remedies_.emplace_back(*std::move(by), place);
    d.written = std::move(left.written);
    d.is_minimal = smallest.is_minimal;
    for (const violation& v : parties_.check(d.text, at).violations())
      d.violations.push_back(to_string(v));
    report_.disagreements.push_back(std::move(d));
  }

  parties parties_;
  std::size_t max_reductions_;
  std::size_t max_calls_;
  std::size_t reductions_[3]{};
  std::map<std::string, std::size_t> by_key_; ///< the indices of the disagreements
  /// Remedies that helped valid texts that the parser rejects, and the index of each disagreement.
  std::vector<std::pair<remedy, std::size_t>> remedies_;
  disagreement_report report_;
};

} // namespace assay::testing::detail
