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
  accepts_invalid, ///< the parser accepts what assay rejects
  rejects_valid,   ///< the parser rejects what assay accepts
  changes_value,   ///< both accept it, and the parser writes another value, or nothing
};

/// The kind's name, as reports have it: "accepts_invalid".
constexpr std::string_view name_of(disagreement_kind k) noexcept {
  constexpr std::string_view names[] = {"accepts_invalid", "rejects_valid", "changes_value"};
  return names[static_cast<std::size_t>(k)];
}

/// Where a text came from.
struct text_origin {
  std::optional<sample_kind> kind{}; ///< nothing: from the caller's corpus
  std::uint64_t number = 0;          ///< the seed that makes it again; its place in the corpus
  std::string_view reason{};         ///< what the generator did to it
  bool is_shown = true;              ///< whether reports may show the text
};

/// Something that a parser and assay disagree about, for any number of texts: with the first of
/// them, reduced.
struct disagreement {
  disagreement_kind what{};
  assay::level level = assay::level::published;
  text_origin origin{};
  std::size_t original_size = 0; ///< bytes of the text before it was reduced
  std::size_t count = 1;         ///< texts that it was seen in

  /// What assay found first, where it rejects. All texts of a disagreement have the same.
  std::optional<assay::code> code{};
  /// Where, or where the value is another one, or which member is at fault: a JSON Pointer, `*`
  /// standing for any index.
  std::string path{};
  assay::kind found = assay::kind::none; ///< the kind of value that stands there
  /// Of a changed value: how, in words. Of a rejected text: without what it is accepted, if there
  /// is such a thing.
  std::string_view difference{};

  std::string text{};                    ///< reduced. Of a corpus it is a part of that
  std::string written{};                 ///< what the parser writes of it
  std::vector<std::string> violations{}; ///< what assay says of it, a sentence each
  bool is_minimal = true;                ///< `max_calls` was enough to reduce it
};

/// All that a parser and assay disagree about.
struct disagreement_report {
  std::size_t texts = 0;    ///< judged by both
  std::size_t accepted = 0; ///< by both
  std::size_t rejected = 0; ///< by both
  std::size_t allowed = 0;  ///< disagreements about them are allowed
  std::size_t left_out = 0; ///< `max_reductions` was used up before them
  std::size_t failed = 0; ///< assay judges them otherwise than they were made for: a member's rules
                          ///< could not be satisfied, and it needs `examples`
  std::size_t thrown = 0; ///< the parser threw at them, which counts as a rejection
  std::size_t calls = 0;  ///< of the parser, in all
  std::vector<disagreement> disagreements{}; ///< by kind, code and path

  /// Whether the two agree, about as many texts as were to be made, and one at least.
  explicit operator bool() const noexcept {
    return disagreements.empty() && left_out == 0 && failed == 0 && texts != 0;
  }
};

} // namespace assay::testing
