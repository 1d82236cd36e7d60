// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/guarded_text.hpp"
#include "support/instances.hpp"

#include <assay/promptetheus.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay_test {

/// The results of reading an event in all ways. The text ends at an unreadable page each time.
struct judged {
  bool accepted = false;
  std::vector<assay::violation> violations;
  bool agreed = true; ///< check and read, document and line agreed

  const assay::violation* first_error() const {
    for (const assay::violation& v : violations)
      if (v.severity == assay::severity::error) return &v;
    return nullptr;
  }
};

/// Returns the result of the last check or read; `accepted`: its verdict.
template <class Source>
judged judgement_of(bool accepted, const Source& source) {
  const assay::report& r = source.report();
  return {accepted, {r.violations().begin(), r.violations().end()}, accepted == r.accepted()};
}

inline bool same(const judged& a, const judged& b) {
  return a.accepted == b.accepted && a.violations == b.violations;
}

/// Checks it as one document, reads it into a new value, and reads it into a used one.
inline judged judge_document(std::string_view text, const assay::options& o = {}) {
  using assay::promptetheus::event;
  const guarded_text guarded(text);
  assay::validator<event> validator(o);
  const bool accepted = validator.check(guarded);
  judged checked = judgement_of(accepted, validator);
  event fresh, used;
  const bool read_accepted = validator.read(guarded, fresh);
  const judged read = judgement_of(read_accepted, validator);
  used.payload = assay::untyped_payload{"other", {{"kept", "whole"}}};
  used.metadata = assay::raw_object{{"left", "over"}};
  used.additional.list = {{"more", 1}, {"and", 2}, {"more", 3}};
  const bool reread_accepted = validator.read(guarded, used);
  const judged reread = judgement_of(reread_accepted, validator);
  checked.agreed = checked.agreed && read.agreed && reread.agreed && same(checked, read) &&
                   same(checked, reread);
  if (accepted) checked.agreed = checked.agreed && fresh == used;
  return checked;
}

/// Reads it as the only line of a text, followed by `tail`. Returns nothing for a blank line.
inline std::optional<judged> judge_line(std::string_view text, const assay::options& o = {},
                                        std::string_view tail = "") {
  using assay::promptetheus::event;
  const guarded_text guarded(std::string(text) + std::string(tail));
  assay::line_reader<event> checker(guarded, o), reader(guarded, o);
  event value;
  if (!checker.next()) return std::nullopt;
  judged checked = judgement_of(checker.accepted(), checker);
  checked.agreed = checked.agreed && reader.next(value) &&
                   same(checked, judgement_of(reader.accepted(), reader));
  return checked;
}

} // namespace assay_test
