#pragma once

#include "assay/analysis/detail/name_words.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace assay::analysis::detail {

/// What a state says when it is told as something that happened: `user.logged_in` as `login.succeeded`, `signed_out` as `logout.succeeded`.
struct described_state {
  std::string_view verb, particle, instead;
};
inline constexpr described_state described_states[] = {
    {"logged", "in", "login.succeeded"},      {"logged", "on", "login.succeeded"},    {"logged", "out", "logout.succeeded"},
    {"logged", "off", "logout.succeeded"},    {"signed", "in", "login.succeeded"},    {"signed", "on", "login.succeeded"},
    {"signed", "out", "logout.succeeded"},    {"signed", "up", "signup.completed"},   {"checked", "in", "checkin.completed"},
    {"checked", "out", "checkout.completed"}, {"switched", "on", "switch.activated"}, {"switched", "off", "switch.deactivated"},
};

/// A name in which nothing is unconventional, as near to the given one as words allow: a proposal for people, to be made better.
///
/// Words keep their order; those that say nothing are left out, and what is said of a state becomes what brought it about. Linear.
inline std::string suggested_name(std::string_view name) {
  std::vector<std::vector<std::string>> segments; // of words in lower case
  for (word_walk w(name); w.next();) {
    if (w.begins_segment() || segments.empty()) segments.emplace_back();
    std::string word;
    for (const char c : w.word())
      if (is_ascii(c)) word += lower(c);
    if (!word.empty()) segments.back().push_back(std::move(word));
  }
  std::vector<std::string> flat;
  const auto add = [&](const std::string& segment) {
    if (!segment.empty()) flat.push_back(segment);
  };
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const std::vector<std::string>& words = segments[i];
    const bool last = i + 1 == segments.size();
    std::string joined; // the words of the segment so far, with underscores
    for (std::size_t j = 0; j < words.size(); ++j) {
      const std::string& word = words[j];
      if (has_word(auxiliaries, word)) continue;
      if (last && j + 1 == words.size()) {
        if (const std::string_view action = action_of_state(word); !action.empty() && (!joined.empty() || j != 0)) {
          add(joined);
          joined = action;
          continue;
        }
        if (is_past_tense(word) && !joined.empty() && !has_word(vague_words, word)) {
          add(joined);
          joined = word;
          continue;
        }
      }
      if (last && j + 2 == words.size()) {
        std::string_view instead;
        for (const described_state& s : described_states)
          if (s.verb == word && s.particle == words[j + 1]) instead = s.instead;
        if (!instead.empty()) {
          add(joined);
          add(std::string(instead));
          joined.clear();
          break;
        }
      }
      joined += joined.empty() ? word : "_" + word;
    }
    add(joined);
  }
  // What could stand for anything becomes a subject that people are to fill in.
  const bool vague = [&] {
    for (word_walk w(name); w.next();)
      if (!has_word(vague_words, without_figures(w.word())) && !has_word(vague_alone, without_figures(w.word()))) return false;
    return true;
  }();
  if (flat.empty() || vague) return name.find("rror") != name.npos ? "operation.step.failed" : "subject.action.completed";
  std::string out;
  for (const std::string& segment : flat) out += (out.empty() ? "" : ".") + segment;
  const std::size_t dot = out.rfind('.');
  const std::string_view last = std::string_view(out).substr(dot == out.npos ? 0 : dot + 1);
  const std::string_view last_word = last.substr(last.rfind('_') + 1); // npos + 1 is 0
  if (!is_past_tense(last_word) && !has_word(documented_outcomes, last_word)) {
    const std::string_view action = action_of_state(last_word);
    if (!action.empty() && dot != out.npos) out.replace(out.size() - last_word.size(), last_word.size(), action);
    else out += has_word(documented_states, last_word) && dot != out.npos ? "" : ".changed";
  } else if (dot == out.npos) {
    out.insert(0, "subject.");
  }
  return out;
}

} // namespace assay::analysis::detail
