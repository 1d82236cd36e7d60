// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace assay::analysis {
namespace detail {

constexpr char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Returns whether a word is less than another one, ignoring case.
constexpr bool word_before(std::string_view a, std::string_view b) noexcept {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [](char x, char y) { return lower(x) < lower(y); });
}
constexpr bool same_word(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return lower(x) == lower(y); });
}
constexpr bool word_starts(std::string_view word, std::string_view with) noexcept {
  return word.size() >= with.size() && same_word(word.substr(0, with.size()), with);
}
constexpr bool word_ends(std::string_view word, std::string_view with) noexcept {
  return word.size() >= with.size() && same_word(word.substr(word.size() - with.size()), with);
}

/// Returns whether a sorted table contains the word. Logarithmic.
template <std::size_t N>
constexpr bool has_word(const std::array<std::string_view, N>& table,
                        std::string_view word) noexcept {
  const auto found = std::lower_bound(table.begin(), table.end(), word, word_before);
  return found != table.end() && same_word(*found, word);
}

template <class... Word>
consteval auto sorted_words(Word... words) {
  std::array<std::string_view, sizeof...(Word)> all{std::string_view(words)...};
  std::sort(all.begin(), all.end());
  return all;
}

/// Past tenses and participles that are not formed by -ed. Words that equal their past tense are
/// included only if producers use them for what happened: `cost`, `run` and `cast` are usually
/// nouns.
inline constexpr auto irregular_pasts = sorted_words(
    "arisen", "arose", "ate", "awoke", "awoken", "became", "began", "begun", "bent", "bit",
    "bitten", "bled", "blew", "blown", "born", "bought", "bound", "bred", "broke", "broken",
    "brought", "built", "burnt", "came", "caught", "chose", "chosen", "cut", "dealt", "did", "done",
    "drank", "drawn", "drew", "driven", "drove", "dug", "eaten", "fallen", "fed", "fell", "felt",
    "fled", "flew", "flown", "forgot", "forgotten", "fought", "found", "froze", "frozen", "gave",
    "given", "gone", "got", "gotten", "grew", "grown", "heard", "held", "hid", "hidden", "hit",
    "hung", "kept", "knew", "known", "laid", "learnt", "led", "left", "lent", "let", "lit", "lost",
    "made", "meant", "met", "paid", "put", "quit", "ran", "read", "ridden", "rode", "rose", "said",
    "sang", "sank", "sat", "seen", "sent", "set", "shaken", "shed", "shook", "shot", "shown",
    "shrank", "shrunk", "shut", "slept", "slid", "sold", "sought", "sped", "spent", "split",
    "spoke", "spoken", "sprang", "spun", "stole", "stolen", "stood", "struck", "stuck", "sung",
    "sunk", "swept", "swung", "taken", "taught", "thought", "threw", "thrown", "told", "took",
    "torn", "undid", "undone", "understood", "unset", "went", "withdrawn", "withdrew", "withheld",
    "woke", "woken", "won", "wore", "worn", "wound", "written", "wrote", "broadcast", "burst",
    "forgave", "forgiven", "hurt", "risen", "rang", "rung", "sown", "spilt", "spread", "swollen",
    "unbound", "unsent");

/// Prefixes of these words: `rewrote`, `overridden`.
inline constexpr std::array<std::string_view, 7> prefixes{"re",  "over", "under", "out",
                                                          "pre", "mis",  "up"};

/// Words that look like a past tense but are not.
inline constexpr auto not_past =
    sorted_words("biped", "crooked", "embed", "hatred", "hundred", "imbed", "infrared", "kindred",
                 "moped", "naked", "ragged", "thoroughbred", "present", "preset", "outlet",
                 "output", "outset", "rugged", "sacred", "wicked");

/// Past tenses that end in -eed, of verbs in -ee. Other words, such as `need` and `proceed`, are
/// not past tenses.
inline constexpr auto past_in_eed = sorted_words("agreed", "decreed", "disagreed", "freed",
                                                 "guaranteed", "pureed", "refereed", "teed");

} // namespace detail

/// Returns whether an English word has the form of a past tense or past participle, ignoring case:
/// `received`, `sent`, `rewritten`.
///
/// Words in -ed are recognized by rule, so verbs that a program made up are included; irregular
/// ones are in a table. Logarithmic in the tables; allocates nothing.
constexpr bool is_past_tense(std::string_view word) noexcept {
  using namespace detail;
  if (has_word(not_past, word)) return false;
  if (has_word(irregular_pasts, word)) return true;
  for (const std::string_view prefix : prefixes)
    if (word_starts(word, prefix) && has_word(irregular_pasts, word.substr(prefix.size())))
      return true;
  if (!word_ends(word, "ed")) return false;
  if (word_ends(word, "eed")) return has_word(past_in_eed, word);
  const std::string_view stem =
      word.substr(0, word.size() - 2); // excludes `bed` and `xxed`, which have no stem
  return stem.size() >= 2 && std::any_of(stem.begin(), stem.end(), [](char c) {
           return std::string_view("aeiouy").find(lower(c)) != std::string_view::npos;
         });
}

} // namespace assay::analysis
