// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/analysis/detail/naming_faults.hpp"

#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::analysis::detail {

struct verb {
  std::string_view base, past;
};

/// Verbs at the end of names, with their past tenses.
inline constexpr verb verbs[] = {
    {"abort", "aborted"},
    {"accept", "accepted"},
    {"activate", "activated"},
    {"add", "added"},
    {"answer", "answered"},
    {"approve", "approved"},
    {"ask", "asked"},
    {"assign", "assigned"},
    {"attempt", "attempted"},
    {"begin", "began"},
    {"block", "blocked"},
    {"call", "called"},
    {"cancel", "cancelled"},
    {"change", "changed"},
    {"check", "checked"},
    {"click", "clicked"},
    {"close", "closed"},
    {"complete", "completed"},
    {"connect", "connected"},
    {"create", "created"},
    {"delete", "deleted"},
    {"deploy", "deployed"},
    {"detect", "detected"},
    {"disable", "disabled"},
    {"disconnect", "disconnected"},
    {"download", "downloaded"},
    {"drop", "dropped"},
    {"emit", "emitted"},
    {"enable", "enabled"},
    {"end", "ended"},
    {"enter", "entered"},
    {"escalate", "escalated"},
    {"evaluate", "evaluated"},
    {"execute", "executed"},
    {"expire", "expired"},
    {"fail", "failed"},
    {"failure", "failed"},
    {"fetch", "fetched"},
    {"filter", "filtered"},
    {"finish", "finished"},
    {"generate", "generated"},
    {"handle", "handled"},
    {"initialize", "initialized"},
    {"insert", "inserted"},
    {"invoke", "invoked"},
    {"load", "loaded"},
    {"merge", "merged"},
    {"mute", "muted"},
    {"notify", "notified"},
    {"open", "opened"},
    {"parse", "parsed"},
    {"pause", "paused"},
    {"process", "processed"},
    {"publish", "published"},
    {"raise", "raised"},
    {"receive", "received"},
    {"recover", "recovered"},
    {"register", "registered"},
    {"reject", "rejected"},
    {"release", "released"},
    {"remove", "removed"},
    {"request", "requested"},
    {"respond", "responded"},
    {"resume", "resumed"},
    {"retrieve", "retrieved"},
    {"retry", "retried"},
    {"return", "returned"},
    {"save", "saved"},
    {"schedule", "scheduled"},
    {"search", "searched"},
    {"select", "selected"},
    {"send", "sent"},
    {"skip", "skipped"},
    {"start", "started"},
    {"stop", "stopped"},
    {"store", "stored"},
    {"stream", "streamed"},
    {"submit", "submitted"},
    {"succeed", "succeeded"},
    {"success", "succeeded"},
    {"switch", "switched"},
    {"throw", "thrown"},
    {"timeout", "timed_out"},
    {"transcribe", "transcribed"},
    {"transfer", "transferred"},
    {"trigger", "triggered"},
    {"unmute", "unmuted"},
    {"update", "updated"},
    {"upgrade", "upgraded"},
    {"upload", "uploaded"},
    {"validate", "validated"},
    {"verify", "verified"},
    {"write", "written"},
};

/// Returns the past tense of a verb in the table, which may end in -s or -ing; nothing for other
/// words.
constexpr std::string_view past_of(std::string_view word) noexcept {
  const std::string_view without_s =
      word.ends_with('s') ? word.substr(0, word.size() - 1) : std::string_view();
  std::string_view stem =
      word.ends_with("ing") ? word.substr(0, word.size() - 3) : std::string_view();
  for (const verb& v : verbs) {
    if (word == v.base || without_s == v.base) return v.past;
    if (stem.empty()) continue;
    const bool dropped_e = v.base.ends_with('e') && stem == v.base.substr(0, v.base.size() - 1);
    const bool doubled = stem.size() == v.base.size() + 1 && stem.starts_with(v.base) &&
                         stem.back() == v.base.back();
    if (stem == v.base || dropped_e || doubled) return v.past;
  }
  return {};
}

/// Words for errors, which occur and are not completed.
inline constexpr auto troubles =
    sorted_words("alert", "crash", "error", "errors", "exception", "fault", "problem", "warning");

/// Words that mean that the action after them did not happen, or has not happened yet.
inline constexpr auto deniers = sorted_words("can", "cannot", "could", "may", "might", "must",
                                             "never", "not", "should", "will", "would");

/// A name while it is changed: the words of each segment, in lower case.
class name_repair {
 public:
  explicit name_repair(std::string_view name) {
    for (word_walk w(name); w.next();) {
      std::string word;
      for (const char c : w.word())
        if (is_ascii(c)) word += lower(c);
      if (w.begins_segment() || segments_.empty()) segments_.emplace_back();
      if (!word.empty()) segments_.back().push_back(std::move(word));
    }
    std::erase_if(segments_, [](const segment& s) { return s.empty(); });
  }

  std::string repaired() {
    if (segments_.empty()) return fallback;
    if (segments_.size() == 1 && segments_[0].size() == 1 && has_word(troubles, segments_[0][0]))
      return segments_[0][0] + ".occurred";
    if (!replace_denial() && !replace_auxiliary() && !replace_state() && !keep_action())
      add_action();
    const std::string out = joined();
    return is_sound(out) ? out : fallback;
  }

 private:
  using segment = std::vector<std::string>;
  static constexpr const char* fallback = "operation.completed";

  static bool is_sound(std::string_view name) {
    bool sound = true;
    for_each_naming_fault(name, [&](const naming_fault&) { return sound = false; });
    return sound;
  }

  std::string joined() const {
    std::string out;
    for (const segment& s : segments_) {
      if (!out.empty()) out += '.';
      for (std::size_t i = 0; i < s.size(); ++i) out += (i == 0 ? "" : "_") + s[i];
    }
    return out;
  }

  /// Returns whether the segment ends in a participle that describes a state: `logged_in`.
  static bool describes_state(const segment& s) {
    return s.size() >= 2 && has_word(state_verbs, s[s.size() - 2]) &&
           has_word(state_particles, s.back());
  }

  bool ends_in_documented_state() const {
    return segments_.size() > 1 && segments_.back().size() == 1 &&
           is_documented_state(segments_.back().back(), std::prev(segments_.end(), 2)->back());
  }

  /// Removes the last `n` words of the last segment, and the segment if it becomes empty.
  void cut_words(std::size_t n) {
    segment& last = segments_.back();
    last.resize(last.size() - n);
    if (last.empty()) segments_.pop_back();
  }
  void end_with(segment action) {
    if (segments_.empty()) segments_.push_back({"operation"});
    segments_.push_back(std::move(action));
  }

  /// Replaces an action that did not happen: `payment.was_not_authorized` and
  /// `order.will_be_shipped` end in `changed`. Call it first.
  bool replace_denial() {
    for (std::size_t s = 0; s < segments_.size(); ++s)
      for (std::size_t k = 0; k < segments_[s].size(); ++k) {
        const segment& words = segments_[s];
        const bool is_infinitive = words[k] == "to" && k + 1 < words.size() && words[k + 1] == "be";
        if (!has_word(deniers, words[k]) && !is_infinitive) continue;
        const std::size_t kept = k > 0 && has_word(auxiliaries, words[k - 1]) ? k - 1 : k;
        segments_.resize(s + 1);
        segments_[s].resize(kept);
        if (kept == 0) segments_.pop_back();
        end_with({"changed"});
        return true;
      }
    return false;
  }

  /// Replaces an auxiliary: `order.was_created` becomes `order.created`, `door.is_open` becomes
  /// `door.opened`, and `model_is_gpt4` becomes `model.changed`, because the new state belongs in
  /// an attribute.
  bool replace_auxiliary() {
    for (std::size_t s = 0; s < segments_.size(); ++s)
      for (std::size_t k = 0; k < segments_[s].size(); ++k) {
        if (!has_word(auxiliaries, segments_[s][k])) continue;
        if (const segment& last = segments_.back(); describes_state(last)) { // `is_logged_in`
          segment state(std::prev(last.end(), 2), last.end());
          segments_.resize(s + 1);
          segments_[s].resize(k);
          if (k == 0) segments_.pop_back();
          segments_.push_back(std::move(state));
          return replace_state();
        }
        std::string action = "changed";
        if (const std::string last = segments_.back().back();
            is_past_tense(last) && !has_word(auxiliaries, last))
          action = last;
        else if (const std::string_view named = action_of_state(last); !named.empty())
          action = named;
        segments_.resize(s + 1);
        segments_[s].resize(k);
        if (k == 0) segments_.pop_back();
        end_with({action});
        return true;
      }
    return false;
  }

  /// Replaces a state: `logged_in` becomes `login.succeeded`, `switched_off` becomes `disabled`,
  /// and `response_ready` becomes `response.completed`.
  bool replace_state() {
    const segment& last = segments_.back();
    if (describes_state(last)) {
      std::string verb = last[last.size() - 2], particle = last.back();
      cut_words(2);
      const bool is_session = verb == "logged" || verb == "signed"; // on and off mean in and out
      if (is_session && (particle == "on" || particle == "off"))
        particle = particle == "on" ? "in" : "out";
      if (particle == "on" || particle == "off")
        return end_with({particle == "on" ? "enabled" : "disabled"}), true;
      verb.erase(verb.size() - (verb == "logged" ? 3 : 2));
      end_with({verb + particle});
      segments_.push_back({"succeeded"});
      return true;
    }
    const std::string_view action = action_of_state(last.back());
    if (action.empty() || ends_in_documented_state()) return false;
    cut_words(1);
    end_with({std::string(action)});
    return true;
  }

  /// Returns whether the name already ends in an action. In a name of one segment, the action
  /// becomes a separate segment.
  bool keep_action() {
    const segment& last = segments_.back();
    const bool one = is_past_tense(last.back()) || has_word(documented_outcomes, last.back());
    const bool two = last.size() >= 2 && is_past_tense(last[last.size() - 2]) &&
                     (has_word(particles, last.back()) || last.back().ends_with("ly"));
    if (!one && !two) return ends_in_documented_state();
    if (segments_.size() > 1) return true;
    const std::size_t n = one ? 1 : 2;
    segment action(std::prev(last.end(), static_cast<std::ptrdiff_t>(n)), last.end());
    cut_words(n);
    end_with(std::move(action));
    return true;
  }

  void add_action() {
    const std::string word = segments_.back().back();
    const std::string_view past = past_of(word);
    if (past.empty()) return end_with({has_word(troubles, word) ? "occurred" : "completed"});
    cut_words(1);
    end_with({std::string(past)});
  }

  std::vector<segment> segments_;
};

/// Returns a conventional name that is as close to this one as possible. Linear.
inline std::string suggested_name(std::string_view name) {
  const name_reading r = read_name(name);
  if (r.all_vague && !(r.words == 1 && has_word(troubles, r.last))) return "operation.completed";
  return name_repair(name).repaired();
}

} // namespace assay::analysis::detail
