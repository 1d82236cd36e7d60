// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/report.hpp"
#include "assay/json/options.hpp"
#include "assay/json/validator.hpp"
#include "assay/schema/level.hpp"
#include "assay/testing/detail/disagreement_finder.hpp"
#include "assay/testing/disagreement.hpp"
#include "assay/testing/disagreement_text.hpp"
#include "assay/testing/generate.hpp"
#include "assay/testing/sample_kind.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace assay::testing {

/// Compares a parser with assay. Both check the same texts, and the smallest text of each
/// disagreement is reported. T is the described type that the parser reads.
///
///     assay::testing::differential<event> d;
///     d.levels = {assay::level::strict};
///     const auto found = d.run([](std::string_view text) { return my::parse(text).has_value(); });
///     std::cout << to_string(found);
///     return found ? 0 : 1;
///
/// The result depends only on the members and on the parser's verdicts.
template <class T>
struct differential {
  /// The kinds of texts that are generated. There are `count` of each kind at each level. The n-th
  /// is made from `source(seed + n)`, so `assay::testing::generate<T>` and `assay generate` can
  /// make it again.
  std::vector<sample_kind> kinds{sample_kind::valid, sample_kind::almost_valid,
                                 sample_kind::hostile};
  std::vector<assay::level> levels{assay::level::published}; ///< The levels to compare at.
  std::uint64_t seed = 0;                                    ///< The first seed.
  std::size_t count = 1'000; ///< The number of texts of each kind, at each level.

  /// More texts to check at each level, such as recorded ones.
  std::vector<std::string> corpus{};
  /// Whether reports show reduced texts of the corpus. By default, they show only names and the
  /// types of values, because recorded texts may be confidential.
  bool shows_corpus = false;

  /// Options of the validator. `level` is replaced by those of `levels`.
  assay::options options{};

  /// Codes of disagreements that are not reported: the parser may accept texts that assay rejects
  /// with one of these codes.
  std::vector<code> allowed{};
  /// Returns whether a disagreement is allowed. It is called before the text is reduced: `text` is
  /// the whole text, and `written` and `violations` are empty.
  std::function<bool(const disagreement&)> allows{};

  /// The largest number of texts to reduce for each kind of disagreement. More texts are only
  /// counted, unless their disagreement is already known. This limits the work, together with
  /// `max_calls`.
  std::size_t max_reductions = 100;
  /// The largest number of parser calls to reduce one text.
  std::size_t max_calls = 5'000;

  /// Checks all texts with assay and the parser.
  ///
  /// - `accepts(text)` or `accepts(text, level)` returns whether the parser accepts a text: a
  ///   `std::string_view` that is valid during the call. An exception counts as a rejection, and is
  ///   counted in the report.
  /// - `write(text)` is optional. It returns what the parser writes after it has read the text, or
  ///   nothing: `std::optional<std::string>`. It is called for texts that both accept, and must
  ///   return the same JSON value (see `find_difference`). An exception counts as nothing.
  ///
  /// A crash of the parser ends the program; use a fuzzer or a sanitizer to find crashes. Linear in
  /// the texts. Each text that is reduced costs up to `max_calls` times its size.
  template <class Accepts>
  disagreement_report run(Accepts&& accepts) const {
    return find(accepts, {});
  }
  /// Checks all texts, and compares what the parser writes.
  template <class Accepts, class Write>
  disagreement_report run(Accepts&& accepts, Write&& write) const {
    return find(accepts, [&write](std::string_view text) -> std::optional<std::string> {
      return std::invoke(write, text);
    });
  }

 private:
  template <class Accepts>
  disagreement_report find(Accepts& accepts, detail::parties::writer write) const {
    const auto options_at = [this](assay::level at) {
      assay::options o = options;
      o.level = at;
      return o;
    };
    std::unique_ptr<validator<T>> validators[3];
    detail::parties p;
    p.check = [&](std::string_view text, assay::level at) -> const report& {
      auto& v = validators[static_cast<std::size_t>(at)];
      if (v == nullptr) v = std::make_unique<validator<T>>(options_at(at));
      v->check(text);
      return v->report();
    };
    p.accepts = [&](std::string_view text, assay::level at) -> bool {
      if constexpr (std::is_invocable_v<Accepts&, std::string_view, assay::level>)
        return static_cast<bool>(std::invoke(accepts, text, at));
      else return static_cast<bool>(std::invoke(accepts, text));
    };
    p.write = std::move(write);
    p.is_allowed = [this](const disagreement& d) {
      return (d.code && std::find(allowed.begin(), allowed.end(), *d.code) != allowed.end()) ||
             (allows && allows(d));
    };
    const auto check = p.check;
    std::size_t failed = 0;
    detail::disagreement_finder finder(std::move(p), max_reductions, max_calls);
    for (const assay::level at : levels) {
      for (const sample_kind k : kinds)
        for (std::size_t n = 0; n < count; ++n) {
          source from(seed + n);
          const sample s = generate<T>(k, from, options_at(at));
          if (!agrees(s, check(s.text, at))) {
            ++failed;
            continue;
          }
          finder.compare(s.text, {.kind = k, .number = seed + n, .reason = s.reason}, at);
        }
      for (std::size_t n = 0; n < corpus.size(); ++n)
        finder.compare(corpus[n], {.kind = std::nullopt, .number = n, .is_shown = shows_corpus},
                       at);
    }
    disagreement_report out = finder.take();
    out.failed = failed;
    return out;
  }
};

} // namespace assay::testing
