// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/analysis/past_tense.hpp"

#include <cstddef>
#include <string_view>

namespace assay::analysis::detail {

constexpr bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
constexpr bool is_letter(char c) noexcept { return lower(c) >= 'a' && lower(c) <= 'z'; }
constexpr bool is_figure(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_ascii(char c) noexcept { return static_cast<unsigned char>(c) < 0x80; }
constexpr bool is_blank(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }
/// Returns the size in bytes of the character at `i`. For invalid UTF-8, it is a lead byte with the
/// continuation bytes that follow, or one byte.
constexpr std::size_t character_size(std::string_view text, std::size_t i) noexcept {
  const auto lead = static_cast<unsigned char>(text[i]);
  const std::size_t most = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::size_t size = 1;
  while (size < most && i + size < text.size() &&
         (static_cast<unsigned char>(text[i + size]) & 0xC0) == 0x80)
    ++size;
  return size;
}
/// Returns whether the character can be part of a word: a letter of any script, or a digit.
constexpr bool is_of_word(char c) noexcept { return is_letter(c) || is_figure(c) || !is_ascii(c); }
/// Returns whether a capital begins a new word within another one, as in `loginFailed` but not in
/// `API`.
constexpr bool is_hump(std::string_view text, std::size_t i) noexcept {
  return i > 0 && is_upper(text[i]) && is_of_word(text[i - 1]) && !is_upper(text[i - 1]);
}

/// Splits names into words: at underscores, at capitals within words, and at the ends of segments.
///
/// Any character other than a letter, digit or underscore ends a segment, so that other findings
/// can still be reported.
class word_walk {
 public:
  constexpr explicit word_walk(std::string_view name) noexcept : name_(name) {}

  /// Moves to the next word; returns false if there is none.
  constexpr bool next() noexcept {
    first_of_segment_ = end_ == 0;
    for (; end_ < name_.size() && !is_of_word(name_[end_]); ++end_)
      first_of_segment_ |= name_[end_] != '_';
    at_ = end_;
    if (at_ == name_.size()) return false;
    do ++end_;
    while (end_ < name_.size() && is_of_word(name_[end_]) && !is_hump(name_, end_));
    return true;
  }

  constexpr std::string_view word() const noexcept { return name_.substr(at_, end_ - at_); }
  constexpr std::size_t offset() const noexcept { return at_; }
  /// Returns whether the word is the first of its segment.
  constexpr bool begins_segment() const noexcept { return first_of_segment_; }

 private:
  std::string_view name_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  bool first_of_segment_ = true;
};

/// Returns the word without the digits at its end: `event` for `event1`.
constexpr std::string_view without_figures(std::string_view word) noexcept {
  while (!word.empty() && is_figure(word.back())) word.remove_suffix(1);
  return word;
}

/// Vague words.
inline constexpr auto vague_words = sorted_words(
    "", "action", "anything", "custom", "data", "event", "events", "generic", "happened", "info",
    "it", "item", "log", "message", "misc", "new", "occurred", "other", "some", "something",
    "stuff", "test", "thing", "things", "unknown", "unnamed", "untitled", "update");

/// Words that are vague if the name has no other words. The name `exception` is the SDK's name for
/// what it records.
inline constexpr auto vague_alone = sorted_words("error", "errors", "failure", "start", "stop",
                                                 "end", "status", "state", "warning", "debug");

/// Words that describe a state, not what happened.
inline constexpr auto auxiliaries = sorted_words("am", "are", "be", "been", "being", "had", "has",
                                                 "have", "is", "isnt", "was", "were");

/// Verbs whose participles describe a state if one of the following words follows: `logged_in`,
/// `switched_off`.
inline constexpr auto state_verbs = sorted_words("checked", "clocked", "locked", "logged", "opted",
                                                 "powered", "signed", "switched", "turned");
inline constexpr auto state_particles = sorted_words("in", "off", "on", "out", "up");
/// Words that belong to the verb before them: `rolled_back`, `timed_out`.
inline constexpr auto particles =
    sorted_words("again", "apart", "away", "back", "by", "down", "from", "in", "into", "off", "on",
                 "out", "over", "through", "to", "together", "up", "with");

/// An adjective for a state, and the action that leads to the state.
struct state_word {
  std::string_view word, action;
};
inline constexpr state_word state_words[] = {
    {"active", "activated"},     {"alive", "started"},
    {"available", "published"},  {"away", "left"},
    {"busy", "started"},         {"complete", "completed"},
    {"dead", "stopped"},         {"dirty", "changed"},
    {"down", "stopped"},         {"empty", "emptied"},
    {"free", "released"},        {"full", "filled"},
    {"healthy", "recovered"},    {"idle", "stopped"},
    {"inactive", "deactivated"}, {"invalid", "rejected"},
    {"live", "started"},         {"offline", "disconnected"},
    {"ok", "succeeded"},         {"online", "connected"},
    {"open", "opened"},          {"pending", "queued"},
    {"present", "found"},        {"ready", "completed"},
    {"running", "started"},      {"stale", "expired"},
    {"successful", "succeeded"}, {"unavailable", "withdrawn"},
    {"unhealthy", "failed"},     {"valid", "validated"},
    {"visible", "shown"},        {"waiting", "queued"},
};

/// Returns the action that leads to the state; nothing if the word is not a state.
constexpr std::string_view action_of_state(std::string_view word) noexcept {
  for (const state_word& s : state_words)
    if (same_word(s.word, word)) return s.action;
  return {};
}

/// Words that the documentation uses for what happened although they are not past tenses: the
/// outcome of a look-up.
inline constexpr auto documented_outcomes = sorted_words("hit", "miss");

/// Returns whether the word is the first or last state of the documentation's state-change pattern,
/// as a separate segment. `ready` is accepted only after a process, a word in -tion:
/// `ai.completion.ready`, but not `system.ready` or `ai.response.ready`.
constexpr bool is_documented_state(std::string_view word,
                                   std::string_view word_before_it) noexcept {
  return same_word(word, "initialization") ||
         (same_word(word, "ready") && word_ends(word_before_it, "tion"));
}

} // namespace assay::analysis::detail
