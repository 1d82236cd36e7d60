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

/// Holds a parser against assay: both judge the same texts, and where they disagree, the smallest
/// text that shows it is told. T is the described type that the parser is for.
///
///     assay::testing::differential<event> d;
///     d.levels = {assay::level::strict};
///     const auto found = d.run([](std::string_view text) { return my::parse(text).has_value(); });
///     std::cout << to_string(found);
///     return found ? 0 : 1;
///
/// A value that says which texts. The same one finds the same, as long as the parser answers the
/// same text in the same way.
template <class T>
struct differential {
  /// Which texts are generated. Of each kind `count`, at each of the levels: the n-th of
  /// `source(seed + n)`, so that `assay::testing::generate<T>`, or `assay generate`, makes it again
  /// by itself.
  std::vector<sample_kind> kinds{sample_kind::valid, sample_kind::almost_valid,
                                 sample_kind::hostile};
  std::vector<assay::level> levels{assay::level::published};
  std::uint64_t seed = 0;
  std::size_t count = 1'000;

  /// Texts of the caller's, such as recorded ones, that are judged besides, at each of the levels.
  std::vector<std::string> corpus{};
  /// Whether reports show what those are reduced to. Else they show its names and the kinds of its
  /// values, for what was recorded may be nobody's business.
  bool shows_corpus = false;

  /// How assay judges; `level` is that of `levels`.
  assay::options options{};

  /// Disagreements that are no news: texts that assay rejects for one of these codes may be
  /// accepted.
  std::vector<code> allowed{};
  /// The same by anything else. It is called with what is known before the text is reduced: `text`
  /// is the whole one, and `written` and `violations` are empty.
  std::function<bool(const disagreement&)> allows{};

  /// How many texts are reduced for each kind of disagreement, at most; what others disagree about
  /// is only counted, unless it is known already. So the work is bounded: by the number of texts,
  /// and by these two.
  std::size_t max_reductions = 100;
  /// How many calls of the parser each of them may take.
  std::size_t max_calls = 5'000;

  /// Runs all texts through assay and the parser.
  ///
  /// - `accepts(text)`, or `accepts(text, level)`, says whether the parser takes a text: a
  ///   std::string_view that is valid during the call. What it throws counts as a rejection, and is
  ///   counted in the report besides.
  /// - `write(text)`, if the parser can write what it has read, gives that text again, or nothing:
  ///   `std::optional<std::string>`. It is asked for texts that both accept, and must give the same
  ///   JSON value (see `find_difference`). What it throws counts as nothing.
  ///
  /// A parser that crashes ends the program, as anywhere; run it under a fuzzer or a sanitizer for
  /// that. Linear in the texts and, for each that is reduced, in `max_calls` times its
  /// text.
  template <class Accepts>
  disagreement_report run(Accepts&& accepts) const {
    return find(accepts, {});
  }
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
    p.judge = [&](std::string_view text, assay::level at) -> const report& {
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
    const auto judge = p.judge;
    std::size_t failed = 0;
    detail::disagreement_finder finder(std::move(p), max_reductions, max_calls);
    for (const assay::level at : levels) {
      for (const sample_kind k : kinds)
        for (std::size_t n = 0; n < count; ++n) {
          source from(seed + n);
          const sample s = generate<T>(k, from, options_at(at));
          if (!agrees(s, judge(s.text, at))) {
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
