// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "type_names.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

/// Writes realistic event streams for measurements and tests. The same seed gives the same bytes on
/// every platform. std::mt19937_64 is specified to the bit; the distributions of the standard
/// library are not, so they are not used.

namespace bench {

/// The facts about a stream, or a contender's findings about it. Both must be equal.
struct tally {
  std::size_t accepted = 0;
  std::size_t rejected = 0;
  std::uint64_t seq_sum = 0; ///< the sum over the accepted events
  std::array<std::size_t, type_names.size()> by_type{};

  void accept(std::size_t type, std::uint64_t seq) noexcept {
    ++accepted;
    seq_sum += seq;
    ++by_type[type];
  }
  void reject() noexcept { ++rejected; }
  friend bool operator==(const tally&, const tally&) = default;
};

enum class mix {
  mixed,  ///< all 16 types, about 600 bytes per event
  small,  ///< spans, metrics and other short events, about 250 bytes
  spaced, ///< like `mixed`, with a space after each comma and colon, as Python's json.dumps writes
};

/// The properties that a line should have, so that tests can compare them with its real properties.
struct line_traits {
  std::size_t type = 0;
  std::uint64_t seq = 0;
  bool escaped = false;
  bool non_ascii = false;
  bool payload_first = false; ///< before `type`
};

/// Writes events, one per line, each valid at `strict` and without warnings.
class generator {
 public:
  explicit generator(mix m, std::uint64_t seed = 20260612) : mix_(m), engine_(seed) {
    if (m == mix::spaced) colon_ = "\": ", comma_ = ", ";
    begin_session();
  }

  /// Appends one event and its newline.
  line_traits append_event(std::string& out) {
    out_ = &out;
    traits_ = {};
    traits_.type = pick_type();
    traits_.seq = seq_;
    traits_.escaped = chance(mix_ == mix::small ? 50 : 333);
    traits_.non_ascii = chance(mix_ == mix::small ? 20 : 100);
    traits_.payload_first = chance(40);
    needs_escape_ = traits_.escaped;
    needs_non_ascii_ = traits_.non_ascii;
    event();
    out += '\n';
    tally_.accept(traits_.type, traits_.seq);
    seq_ += chance(20) ? 2u : 1u; // gaps are normal
    if (traits_.type == index_of("session_end") || seq_ > 400) begin_session();
    return traits_;
  }

  /// Returns the text written so far.
  const bench::tally& tally() const noexcept { return tally_; }

 protected:
  static constexpr std::size_t index_of(std::string_view type) {
    std::size_t i = 0;
    while (type_names[i] != type) ++i;
    return i;
  }

  // --- Chance ---

  std::uint64_t below(std::uint64_t n) { return engine_() % n; }
  std::uint64_t between(std::uint64_t low, std::uint64_t high) {
    return low + below(high - low + 1);
  }
  bool chance(unsigned permille) { return below(1000) < permille; }
  template <std::size_t N>
  std::string_view one_of(const std::string_view (&list)[N]) {
    return list[below(N)];
  }

  std::size_t pick_type() {
    // Frequencies per thousand events, in the order of the types; similar to recorded sessions.
    static constexpr std::array<unsigned, type_names.size()> mixed{
        80, 90, 120, 115, 18, 80, 42, 22, 14, 28, 235, 10, 36, 14, 24, 72};
    static constexpr std::array<unsigned, type_names.size()> small{
        20, 20, 40, 40, 0, 120, 0, 40, 10, 20, 380, 10, 60, 40, 0, 200};
    const auto& weights = mix_ == mix::small ? small : mixed;
    auto left = static_cast<unsigned>(below(1000));
    std::size_t type = 0;
    while (left >= weights[type]) left -= weights[type++];
    return type;
  }

  // --- JSON ---

  void raw(std::string_view s) { out_->append(s); }
  void begin() {
    raw("{");
    first_ = true;
  }
  void end() {
    raw("}");
    first_ = false;
  }
  void name(std::string_view n) {
    if (!first_) raw(comma_);
    first_ = false;
    raw("\"");
    raw(n);
    raw(colon_);
  }
  void quoted(std::string_view s) {
    raw("\"");
    raw(s);
    raw("\"");
  }
  void number(std::uint64_t n) { raw(std::to_string(n)); }
  void digits(std::uint64_t n, std::size_t width) {
    const std::string s = std::to_string(n);
    raw(std::string(width - s.size(), '0'));
    raw(s);
  }
  void hex(std::size_t width) {
    for (std::size_t i = 0; i < width; ++i)
      raw(std::string_view("0123456789abcdef").substr(below(16), 1));
  }
  /// Writes a number with a fraction of up to 17 digits, as a shortest round-trip double has.
  void fraction(std::uint64_t whole) {
    number(below(whole));
    raw(".");
    number(between(1, 9));
    if (chance(500)) digits(below(100), 2);
    else digits(below(1'000'000'000'000'000), 15);
  }

  void member(std::string_view n, std::string_view value) {
    name(n);
    quoted(value);
  }
  void member(std::string_view n, std::uint64_t value) {
    name(n);
    number(value);
  }
  void null_member(std::string_view n) {
    name(n);
    raw("null");
  }
  void text_member(std::string_view n, std::size_t words) {
    name(n);
    text(words);
  }

  std::string_view word() {
    static constexpr std::string_view words[] = {
        "flight",  "hotel",   "checkout", "cart",    "Tuesday",  "meeting",  "refund",   "order",
        "search",  "results", "page",     "button",  "form",     "user",     "agent",    "tool",
        "call",    "error",   "timeout",  "retry",   "window",   "seat",     "booking",  "price",
        "total",   "confirm", "cancel",   "update",  "profile",  "settings", "invoice",  "the",
        "a",       "of",      "to",       "and",     "subtotal", "coupon",   "shipping", "rating",
        "webhook", "sync",    "10:57",    "$351.75", "slot",     "review",   "for",      "is"};
    return one_of(words);
  }

  /// Writes a string of about this number of words. It contains escapes and non-ASCII characters if
  /// the line should have them.
  void text(std::size_t words) {
    static constexpr std::string_view escapes[] = {
        "\\n", "\\n", "\\n", "\\\"", "\\\"", "\\\\", "\\t", "\\u00e9", "\\ud83d\\ude42", "\\/"};
    static constexpr std::string_view characters[] = {
        "réservation", "disponibilité", "straße", "購入", "支払い",
        "товар",       "оплата",        "✓",      "🙂", "über"};
    raw("\"");
    for (std::size_t i = 0; i < words; ++i) {
      if (i != 0) raw(" ");
      if (traits_.escaped && (needs_escape_ || chance(60))) {
        raw(one_of(escapes));
        needs_escape_ = false;
      }
      if (traits_.non_ascii && (needs_non_ascii_ || chance(80))) {
        raw(one_of(characters));
        needs_non_ascii_ = false;
      } else {
        raw(word());
      }
    }
    raw("\"");
  }

  /// Writes a free-form object.
  void object(unsigned depth, std::size_t members) {
    begin();
    for (std::size_t i = 0; i < members; ++i) {
      // Each name is distinct, because parsers handle duplicates differently.
      std::string key(one_of(keys));
      name(key += std::to_string(i));
      value(depth);
    }
    end();
  }
  void value(unsigned depth) {
    const auto dice = below(100);
    if (depth != 0 && dice < 22) return object(depth - 1, between(2, 5));
    if (depth != 0 && dice < 34) {
      const bool strings = chance(400);
      raw("[");
      for (std::size_t i = 0, n = below(6); i < n; ++i) {
        if (i != 0) raw(comma_);
        if (strings) text(1);
        else if (chance(700)) number(below(1'000'000));
        else fraction(1);
      }
      raw("]");
    } else if (dice < 68) text(between(1, 5));
    else if (dice < 82) number(below(chance(500) ? 1000 : 10'000'000'000));
    else if (dice < 90) fraction(1000);
    else raw(one_of(constants));
    first_ = false;
  }

  // --- The event ---

  void begin_session() {
    static constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    session_ = "01";
    while (session_.size() < 26) session_ += crockford[below(32)];
    nonce_.clear();
    while (nonce_.size() < 8) nonce_ += "0123456789abcdef"[below(16)];
    seq_ = 0;
  }

  void event() {
    begin();
    if (traits_.payload_first) payload_member();
    member("type", type_names[traits_.type]);
    member("session_id", session_);
    name("timestamp");
    raw("\"2026-");
    digits(between(1, 12), 2);
    raw("-");
    digits(between(1, 28), 2);
    raw("T");
    digits(below(24), 2);
    raw(":");
    digits(below(60), 2);
    raw(":");
    digits(below(60), 2);
    if (chance(980)) {
      raw(".");
      digits(below(1'000'000), 6);
    }
    raw("Z\"");
    member("seq", seq_);
    name("idempotency_key");
    quoted(session_ + ":" + nonce_ + ":" + std::to_string(seq_));
    if (!traits_.payload_first) payload_member();
    // Properties that the payload had no text for are added outside of it.
    if (chance(100) || needs_escape_ || needs_non_ascii_) {
      name("metadata");
      begin();
      member("attempt", between(1, 3));
      if (needs_escape_ || needs_non_ascii_) text_member("note", 2);
      end();
    }
    if (chance(is_small() ? 60 : 400)) {
      name("span_id");
      raw("\"span_");
      hex(32);
      raw("\"");
      name("parent_id");
      if (chance(400)) {
        raw("null");
      } else {
        raw("\"span_");
        hex(32);
        raw("\"");
      }
    }
    end();
  }

  void payload_member() {
    static constexpr std::array<void (generator::*)(), type_names.size()> payloads{
        &generator::user_message, &generator::agent_message, &generator::tool_call,
        &generator::tool_result,  &generator::retrieval,     &generator::browser_action,
        &generator::dom_snapshot, &generator::screenshot,    &generator::replay_artifact,
        &generator::goal_check,   &generator::state_change,  &generator::session_end,
        &generator::llm_call,     &generator::score,         &generator::error,
        &generator::metric};
    name("payload");
    begin();
    (this->*payloads[traits_.type])();
    end();
  }

  bool is_small() const noexcept { return mix_ == mix::small; }
  void call_id() {
    name("call_id");
    raw("\"");
    hex(32);
    raw("\"");
  }
  void voice(std::string_view speaker) {
    name("metadata");
    begin();
    member("channel", "voice");
    member("speaker", speaker);
    const auto start = below(100'000);
    member("start_ms", start);
    member("end_ms", start + below(9000));
    name("interrupted");
    raw(chance(100) ? "true" : "false");
    name("sentiment");
    if (chance(500)) raw("-");
    fraction(1);
    end();
  }
  void user_message() {
    text_member("content", is_small() ? 5 : between(6, 50));
    if (chance(100)) voice("user");
  }
  void agent_message() {
    text_member("content", is_small() ? 5 : between(10, 80));
    if (chance(100)) voice("agent");
  }
  void tool_call() {
    member("tool_name", one_of(keys));
    name("arguments");
    object(is_small() ? 0 : 3, is_small() ? 2 : between(2, 6));
    call_id();
  }
  void tool_result() {
    call_id();
    name("result");
    if (chance(100)) {
      raw("null");
      text_member("error", 6);
    } else {
      object(is_small() ? 0 : 3, is_small() ? 2 : between(3, 9));
      null_member("error");
    }
  }
  void retrieval() {
    text_member("query", 6);
    name("documents");
    raw("[");
    for (std::size_t i = 0, n = between(2, 5); i < n; ++i) {
      if (i != 0) raw(comma_);
      begin();
      name("id");
      raw("\"doc_");
      number(below(10'000));
      raw("\"");
      text_member("content", between(20, 60));
      member("source", "s3://bucket/kb.pdf");
      name("score");
      fraction(1);
      if (chance(500)) {
        name("metadata");
        object(1, 3);
      }
      end();
    }
    raw("]");
  }
  void browser_action() {
    static constexpr std::string_view actions[] = {"click", "fill", "navigate", "submit"};
    member("action", one_of(actions));
    name("target");
    raw("\"#");
    raw(word());
    raw("-");
    raw(one_of(keys));
    raw("\"");
    if (chance(600)) null_member("url");
    else member("url", "https://shop.example.com/checkout/cart");
  }
  void dom_snapshot() {
    member("url", "https://shop.example.com/checkout/review");
    text_member("visible_text", between(560, 660));
    name("selected_values");
    begin();
    member("day", "Tuesday");
    member("seats", between(1, 9));
    end();
    name("warnings");
    raw("[");
    if (chance(300)) text(5);
    raw("]");
  }
  void artifact(std::string_view file) {
    const std::string id = "artifact_" + std::to_string(between(10'000, 99'999));
    member("artifact_id", id);
    name("storage_path");
    quoted("artifacts/ws_dev/" + session_ + "/" + id + "/" + std::string(file));
  }
  void screenshot() {
    if (is_small() || chance(400)) {
      member("source", "shots/final.png");
    } else {
      member("size_bytes", below(2'000'000));
      member("source_type", "bytes");
      artifact("artifact.png");
    }
  }
  void replay_artifact() {
    member("artifact_type", chance(700) ? "screen_recording" : "audio_recording");
    name("event_time_map");
    begin();
    for (std::uint64_t i = 0, n = is_small() ? 2 : between(3, 30), t = 0; i < n; ++i)
      member(std::to_string(i), t += below(4000));
    end();
    if (!is_small()) {
      member("size_bytes", below(90'000'000));
      artifact("artifact.webm");
    }
  }
  void goal_check() {
    const bool passed = chance(600);
    name("passed");
    raw(passed ? "true" : "false");
    name("mismatches");
    raw("[");
    for (std::size_t i = 0, n = passed ? 0 : between(1, 3); i < n; ++i) {
      if (i != 0) raw(comma_);
      text(is_small() ? 3 : 8);
    }
    raw("]");
  }
  void state_change() {
    const auto dice = below(100);
    if (dice < 42) {
      member("name", "span_start");
      member("span_name", one_of(keys));
    } else if (dice < 84) {
      member("name", "span_end");
      member("span_name", one_of(keys));
      member("duration_ms", below(20'000));
    } else {
      member("name", "step_finished");
      if (is_small() || chance(500)) null_member("before");
      else name("before"), object(1, 3);
      name("after");
      if (is_small()) text(2);
      else object(1, between(2, 5));
    }
  }
  void session_end() {
    const bool failed = chance(200);
    member("status", failed ? "failed" : "completed");
    if (failed) text_member("error", 8);
    else null_member("error");
  }
  void llm_call() {
    member("model", "mistral-large-latest");
    member("input_tokens", below(20'000));
    member("output_tokens", below(4000));
    member("latency_ms", below(30'000));
    if (chance(700)) member("prompt_ref", "prompt://booking/plan/v3");
  }
  void score() {
    member("name", "quality");
    name("value");
    if (chance(200)) raw("true");
    else if (chance(300)) number(below(11));
    else fraction(1);
    if (!is_small()) text_member("comment", between(4, 16));
    member("source", "human");
  }
  void error() {
    name("handled");
    raw(chance(700) ? "true" : "false");
    text_member("message", 8);
    member("error_type", "TimeoutError");
    name("traceback");
    raw("\"Traceback (most recent call last): ");
    if (traits_.escaped) raw("\\n  File \\\"tools.py\\\", line 214\\n");
    raw("page.click timed out after 30000 ms\"");
  }
  void metric() {
    member("name", one_of(keys));
    name("value");
    if (chance(400)) number(below(100'000));
    else fraction(1000);
    if (chance(600)) member("unit", "ms");
  }

  static constexpr std::string_view keys[] = {
      "search",  "plan",    "latency", "checkout", "amount", "currency", "passenger", "items",
      "options", "filters", "user_id", "address",  "query",  "limit",    "tags",      "step"};
  static constexpr std::string_view constants[] = {"true", "false", "null"};

  mix mix_;
  std::mt19937_64 engine_;
  std::string_view colon_ = "\":";
  std::string_view comma_ = ",";
  std::string* out_ = nullptr;
  bool first_ = true;
  bool needs_escape_ = false;
  bool needs_non_ascii_ = false;
  line_traits traits_;
  std::string session_;
  std::string nonce_;
  std::uint64_t seq_ = 0;
  bench::tally tally_;
};

} // namespace bench
