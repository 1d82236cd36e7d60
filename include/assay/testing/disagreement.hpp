// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/code.hpp"
#include "assay/error/kind.hpp"
#include "assay/schema/level.hpp"
#include "assay/testing/sample_kind.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::testing {

/// How a parser and assay disagree about a text.
enum class disagreement_kind : std::uint8_t {
  accepts_invalid, ///< the parser accepts a text that assay rejects
  rejects_valid,   ///< the parser rejects a text that assay accepts
  changes_value,   ///< both accept the text, but the parser writes another value, or nothing
};

/// Returns the name of a kind, as in reports: "accepts_invalid".
constexpr std::string_view name_of(disagreement_kind k) noexcept {
  constexpr std::string_view names[] = {"accepts_invalid", "rejects_valid", "changes_value"};
  return names[static_cast<std::size_t>(k)];
}

/// The origin of a text.
struct text_origin {
  std::optional<sample_kind> kind{}; ///< nothing if it is from the caller's corpus
  std::uint64_t number = 0;          ///< the seed that makes it again, or its index in the corpus
  std::string_view reason{};         ///< what the generator changed
  bool is_shown = true;              ///< whether reports may show the text
};

/// A disagreement between a parser and assay, for any number of texts. It shows the first of them,
/// reduced.
struct disagreement {
  disagreement_kind what{};                     ///< how they disagree
  assay::level level = assay::level::published; ///< the level of the check
  text_origin origin{};                         ///< the origin of the first text
  std::size_t original_size = 0;                ///< bytes of the text before it was reduced
  std::size_t count = 1;                        ///< the number of texts with this disagreement

  /// The code of assay's first violation, if assay rejects the text. It is the same for all texts
  /// of a disagreement.
  std::optional<assay::code> code{};
  /// The place of the violation, of the changed value, or of the member that the parser rejects: a
  /// JSON Pointer. `*` means any index.
  std::string path{};
  assay::kind found = assay::kind::none; ///< the JSON type at that place
  /// For a changed value: how it differs. For a rejected text: a change that makes the parser
  /// accept it, if one is known.
  std::string_view difference{};

  std::string text{};    ///< the reduced text; for a text of the corpus, a part of it
  std::string written{}; ///< what the parser writes for it
  std::vector<std::string> violations{}; ///< all violations that assay reports, one sentence each
  bool is_minimal = true;                ///< `max_calls` was sufficient to reduce it
};

/// The result of comparing a parser with assay.
struct disagreement_report {
  std::size_t texts = 0;    ///< number of texts that both checked
  std::size_t accepted = 0; ///< number of texts that both accept
  std::size_t rejected = 0; ///< number of texts that both reject
  std::size_t allowed = 0;  ///< number of texts with allowed disagreements
  std::size_t left_out = 0; ///< number of texts that were not examined after `max_reductions`
  /// Number of texts for which assay's verdict is not the expected one: the rules of a member could
  /// not be satisfied. Such a member needs `examples`.
  std::size_t failed = 0;
  std::size_t thrown = 0; ///< number of exceptions of the parser, which count as rejections
  std::size_t calls = 0;  ///< number of calls of the parser
  std::vector<disagreement> disagreements{}; ///< sorted by kind, code and path

  /// Returns whether both agree about all texts, and at least one text was compared.
  explicit operator bool() const noexcept {
    return disagreements.empty() && left_out == 0 && failed == 0 && texts != 0;
  }
};

} // namespace assay::testing
