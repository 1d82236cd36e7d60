// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/analysis/detail/name_words.hpp"
#include "assay/analysis/naming_code.hpp"

#include <cstddef>
#include <string_view>

namespace assay::analysis::detail {

/// A finding without a suggestion.
struct naming_fault {
  naming_code code;
  std::size_t offset;
  std::size_t size;
};

/// The parts of a name that determine its meaning.
struct name_reading {
  std::size_t segments = 0, words = 0;
  std::size_t words_of_last = 0;                  ///< of the last segment
  std::size_t last_segment = 0, last_word = 0;    ///< their positions
  std::string_view last, before_last;             ///< words of the last segment
  std::string_view before_segment;                ///< the last word of the previous segment
  std::size_t auxiliary = std::string_view::npos; ///< the position of the first one
  std::size_t auxiliary_size = 0;
  bool all_vague = true;
  bool readable = true; ///< the last segment is ASCII
};

constexpr name_reading read_name(std::string_view name) noexcept {
  name_reading r;
  for (word_walk w(name); w.next();) {
    ++r.words;
    if (w.begins_segment()) {
      ++r.segments;
      r.words_of_last = 0;
      r.last_segment = w.offset();
      r.before_segment = r.last;
      r.last = {};
      r.readable = true;
    }
    ++r.words_of_last;
    r.before_last = r.last;
    r.last = w.word();
    r.last_word = w.offset();
    for (const char c : r.last) r.readable = r.readable && is_ascii(c);
    r.all_vague = r.all_vague && has_word(vague_words, without_figures(r.last));
    if (r.auxiliary == std::string_view::npos && has_word(auxiliaries, r.last))
      r.auxiliary = r.last_word, r.auxiliary_size = r.last.size();
  }
  if (r.words == 1 && has_word(vague_alone, without_figures(r.last))) r.all_vague = true;
  return r;
}

/// Returns whether the last segment ends in what happened: a past tense, optionally followed by an
/// adverb or particle.
constexpr bool ends_in_action(const name_reading& r) noexcept {
  if (is_past_tense(r.last) || has_word(documented_outcomes, r.last)) return true;
  if (r.words_of_last == 1) return is_documented_state(r.last, r.before_segment);
  return is_past_tense(r.before_last) && (has_word(particles, r.last) || word_ends(r.last, "ly"));
}

/// Returns whether the underscore at `i` has no word before or after it.
constexpr bool joins_nothing(std::string_view name, std::size_t i) noexcept {
  return i == 0 || i + 1 == name.size() || name[i - 1] == '.' || name[i - 1] == '_' ||
         name[i + 1] == '.';
}

/// Calls `use(naming_fault)` for each finding, in the order of the codes, at most one for each
/// code. `use` returns whether to continue.
template <class Use>
constexpr void for_each_naming_fault(std::string_view name, Use use) {
  if (name.empty()) return void(use(naming_fault{naming_code::empty_name, 0, 0}));
  if (name == "exception") return; // the SDK's own name for recorded exceptions

  constexpr std::size_t nowhere = std::string_view::npos;
  std::size_t empty = nowhere, stray = nowhere, blank = nowhere, invalid = nowhere,
              capital = nowhere, hump = nowhere;
  const auto note = [](std::size_t& place, std::size_t i) { place = place == nowhere ? i : place; };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (c == '.' && (i == 0 || i + 1 == name.size() || name[i + 1] == '.')) note(empty, i);
    else if (c == '_' && joins_nothing(name, i)) note(stray, i);
    else if (is_blank(c)) note(blank, i);
    else if (c != '.' && c != '_' && (!is_of_word(c) || !is_ascii(c))) note(invalid, i);
    if (is_hump(name, i)) note(hump, i);
    else if (is_upper(c)) note(capital, i);
  }
  if (empty != nowhere && !use(naming_fault{naming_code::empty_segment, empty, 1})) return;
  if (stray != nowhere && !use(naming_fault{naming_code::stray_underscore, stray, 1})) return;
  if (blank != nowhere && !use(naming_fault{naming_code::white_space, blank, 1})) return;
  if (invalid != nowhere &&
      !use(naming_fault{naming_code::invalid_character, invalid, character_size(name, invalid)}))
    return;
  if (hump != nowhere && !use(naming_fault{naming_code::camel_case, hump, 1})) return;
  if (hump == nowhere && capital != nowhere &&
      !use(naming_fault{naming_code::upper_case, capital, 1}))
    return;

  const name_reading r = read_name(name);
  if (r.words == 0 || r.all_vague)
    return void(use(naming_fault{naming_code::generic_name, 0, name.size()}));
  if (r.segments == 1 && !use(naming_fault{naming_code::too_few_segments, 0, name.size()})) return;
  if (r.auxiliary != nowhere)
    return void(use(naming_fault{naming_code::state_based, r.auxiliary, r.auxiliary_size}));
  if (!r.readable) return; // the past tense of other languages is unknown
  const std::size_t last_segment_size = r.last_word + r.last.size() - r.last_segment;
  const bool describes = has_word(state_verbs, r.before_last) && has_word(state_particles, r.last);
  const bool is_state = !ends_in_action(r) && !action_of_state(r.last).empty();
  if (describes || is_state)
    return void(use(naming_fault{naming_code::state_based, r.last_segment, last_segment_size}));
  if (!ends_in_action(r)) use(naming_fault{naming_code::not_an_action, r.last_word, r.last.size()});
}

} // namespace assay::analysis::detail
