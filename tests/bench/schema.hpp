// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "harness.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <string_view>

/// The rules of the level `published`, written again without assay, for the contenders that check
/// by hand. All of them use this one table, so that they do the same work.

namespace bench::schema {

/// Types of JSON values, as bits.
enum kind : std::uint8_t {
  string = 1,
  integer = 2,
  fraction = 4,
  boolean = 8,
  object = 16,
  array = 32,
  null = 64
};
inline constexpr std::uint8_t number = integer | fraction;
inline constexpr std::uint8_t anything = 127;

struct object_rules;

struct member {
  std::string_view name;
  std::uint8_t kinds = anything;
  bool required = false;
  bool forbidden = false;
  bool non_empty = false;
  bool not_negative = false;
  bool is_unsigned = false; ///< up to 2^64 - 1; other integers up to 2^63 - 1
  bool within_one = false;  ///< from -1 to 1
  std::span<const std::string_view> choices{};
  std::uint8_t element_kinds = anything; ///< of arrays and of objects that are dictionaries
  const object_rules* nested = nullptr;
};

struct object_rules {
  std::span<const member> members;
  std::uint32_t required = 0; ///< one bit per member

  constexpr explicit object_rules(std::span<const member> m) : members(m) {
    for (std::size_t i = 0; i < m.size(); ++i)
      if (m[i].required) required |= 1u << i;
  }

  /// Returns the member's index, or the number of members. `expected` is the index of the previous
  /// member plus one.
  std::size_t find(std::string_view name, std::size_t expected) const noexcept {
    for (std::size_t i = expected; i < members.size(); ++i)
      if (members[i].name == name) return i;
    for (std::size_t i = 0; i < expected && i < members.size(); ++i)
      if (members[i].name == name) return i;
    return members.size();
  }
};

// The rules that do not depend on how a value is read.
inline bool takes_string(const member& m, std::string_view characters) noexcept {
  if ((m.kinds & string) == 0 || (m.non_empty && characters.empty())) return false;
  if (m.choices.empty()) return true;
  for (const std::string_view c : m.choices)
    if (c == characters) return true;
  return false;
}
inline bool takes_int64(const member& m, std::int64_t n) noexcept {
  if (m.within_one) return n >= -1 && n <= 1;
  return (m.kinds & integer) != 0 && (n >= 0 || !(m.not_negative || m.is_unsigned));
}
inline bool takes_uint64(const member& m) noexcept {
  return (m.kinds & integer) != 0 && !m.within_one;
}
inline bool takes_double(const member& m, double d) noexcept {
  return (m.kinds & fraction) != 0 && (!m.within_one || std::abs(d) <= 1);
}
inline bool takes(const member& m, kind k) noexcept { return (m.kinds & k) != 0; }

namespace detail {
inline constexpr std::string_view voice[] = {"voice"}, speakers[] = {"user", "agent"},
                                  sources[] = {"bytes", "path"},
                                  recordings[] = {"screen_recording", "audio_recording"};

constexpr member text(std::string_view name) { return {.name = name, .kinds = string | null}; }
constexpr member whole(std::string_view name, bool not_negative = false) {
  return {.name = name, .kinds = integer | null, .not_negative = not_negative};
}
constexpr member free_object(std::string_view name) {
  return {.name = name, .kinds = object | null};
}
constexpr member any(std::string_view name) { return {.name = name}; }
constexpr member strings(std::string_view name) {
  return {.name = name, .kinds = array | null, .element_kinds = string};
}
constexpr member flag(std::string_view name) { return {.name = name, .kinds = boolean | null}; }
constexpr member choice(std::string_view name, std::span<const std::string_view> choices) {
  return {.name = name, .kinds = string | null, .choices = choices};
}

inline constexpr member voice_members[] = {
    choice("channel", voice), choice("speaker", speakers),
    whole("start_ms", true),  whole("end_ms", true),
    flag("interrupted"),      {.name = "sentiment", .kinds = number | null, .within_one = true}};
inline constexpr object_rules voice_metadata(voice_members);

inline constexpr member message[] = {
    text("content"), {.name = "metadata", .kinds = object | null, .nested = &voice_metadata}};
inline constexpr member tool_call[] = {text("tool_name"), free_object("arguments"), text("call_id"),
                                       free_object("metadata")};
inline constexpr member tool_result[] = {text("call_id"), any("result"), text("error"),
                                         free_object("metadata")};
inline constexpr member retrieval[] = {
    text("query"), {.name = "documents", .kinds = array | null}, free_object("metadata")};
inline constexpr member browser_action[] = {text("action"), text("target"), text("url"),
                                            free_object("metadata")};
inline constexpr member dom_snapshot[] = {text("url"), text("visible_text"),
                                          free_object("selected_values"), strings("warnings"),
                                          free_object("metadata")};
inline constexpr member screenshot[] = {text("artifact_id"),
                                        text("storage_path"),
                                        whole("size_bytes", true),
                                        choice("source_type", sources),
                                        text("source"),
                                        free_object("metadata")};
inline constexpr member replay_artifact[] = {
    text("artifact_id"),
    choice("artifact_type", recordings),
    text("storage_path"),
    text("started_at"),
    text("ended_at"),
    whole("duration_ms"),
    {.name = "event_time_map", .kinds = object | null, .element_kinds = integer},
    whole("size_bytes"),
    text("source"),
    free_object("metadata")};
inline constexpr member goal_check[] = {flag("passed"), strings("mismatches"),
                                        free_object("metadata")};
inline constexpr member state_change[] = {text("name"),
                                          any("before"),
                                          any("after"),
                                          text("span_name"),
                                          whole("duration_ms", true),
                                          free_object("metadata")};
inline constexpr member session_end[] = {text("status"), text("error"), free_object("metadata")};
inline constexpr member llm_call[] = {
    {.name = "model", .kinds = string, .required = true, .non_empty = true},
    {.name = "prompt_ref", .kinds = string},
    {.name = "messages_ref", .kinds = string},
    {.name = "input_tokens", .kinds = integer},
    {.name = "output_tokens", .kinds = integer},
    {.name = "latency_ms", .kinds = integer},
    free_object("metadata"),
    {.name = "prompt", .forbidden = true},
    {.name = "messages", .forbidden = true}};
inline constexpr member score[] = {text("name"),
                                   {.name = "value", .kinds = number | boolean | null},
                                   text("comment"),
                                   text("source"),
                                   free_object("metadata")};
inline constexpr member error[] = {text("message"), text("error_type"), text("traceback"),
                                   flag("handled"), free_object("metadata")};
inline constexpr member metric[] = {
    text("name"), {.name = "value", .kinds = number | null}, text("unit"), free_object("metadata")};
} // namespace detail

/// The payloads, in the order of the types.
inline constexpr std::array<object_rules, 16> payloads{
    object_rules(detail::message),         object_rules(detail::message),
    object_rules(detail::tool_call),       object_rules(detail::tool_result),
    object_rules(detail::retrieval),       object_rules(detail::browser_action),
    object_rules(detail::dom_snapshot),    object_rules(detail::screenshot),
    object_rules(detail::replay_artifact), object_rules(detail::goal_check),
    object_rules(detail::state_change),    object_rules(detail::session_end),
    object_rules(detail::llm_call),        object_rules(detail::score),
    object_rules(detail::error),           object_rules(detail::metric)};

enum envelope_member : std::size_t {
  type,
  session_id,
  timestamp,
  seq,
  idempotency_key,
  payload,
  metadata,
  span_id,
  parent_id
};

inline constexpr member envelope_members[] = {
    {.name = "type", .kinds = string, .required = true},
    {.name = "session_id", .kinds = string, .required = true, .non_empty = true},
    {.name = "timestamp", .kinds = string, .required = true},
    {.name = "seq", .kinds = integer, .required = true, .not_negative = true, .is_unsigned = true},
    {.name = "idempotency_key", .kinds = string, .required = true, .non_empty = true},
    {.name = "payload", .kinds = object, .required = true},
    {.name = "metadata", .kinds = object | null},
    {.name = "span_id", .kinds = string, .non_empty = true},
    {.name = "parent_id", .kinds = string | null},
};
inline constexpr object_rules envelope(envelope_members);

/// A checker for parsers with callbacks. It reports whether the text is an event. Boost.JSON and
/// RapidJSON use it.
///
/// Each callback returns whether to continue. A payload that precedes `type` is skipped. If
/// `payload_was_early()`, call `again(type)` and parse a second time.
class checker {
 public:
  void start() noexcept { *this = checker(); }
  void again(std::size_t type) noexcept {
    *this = checker();
    type_ = type;
    type_known_ = true;
  }
  bool payload_was_early() const noexcept { return early_; }
  std::size_t type() const noexcept { return type_; }
  std::uint64_t sequence() const noexcept { return sequence_; }

  bool begin_object() noexcept { return begin(object); }
  bool begin_array() noexcept { return begin(array); }
  bool end_object() noexcept {
    --depth_;
    if (depth_ < checked_) {
      const level& l = levels_[depth_];
      if ((l.rules->required & ~l.seen) != 0) return false;
      checked_ = depth_;
    }
    return true;
  }
  bool end_array() noexcept {
    --depth_;
    return true;
  }
  bool key(std::string_view name) noexcept {
    if (depth_ != checked_) return true; // inside free-form JSON
    level& l = levels_[depth_ - 1];
    const std::size_t i = l.rules->find(name, l.next);
    l.current = nullptr;
    if (i == l.rules->members.size()) return true;
    if ((l.seen >> i & 1) != 0 || l.rules->members[i].forbidden) return false;
    l.seen |= 1u << i;
    l.next = i + 1;
    l.current = &l.rules->members[i];
    return true;
  }
  bool on_string(std::string_view characters) noexcept {
    const member* const m = current();
    if (m == nullptr) return takes_element(string);
    if (!takes_string(*m, characters)) return false;
    if (depth_ == 1 && m == &envelope_members[schema::type]) {
      const auto t = type_index(characters);
      if (!t) return false;
      type_ = *t;
      type_known_ = true;
    }
    return true;
  }
  bool on_int64(std::int64_t n) noexcept {
    const member* const m = current();
    if (m == nullptr) return takes_element(integer);
    if (m == &envelope_members[seq]) sequence_ = static_cast<std::uint64_t>(n);
    return takes_int64(*m, n);
  }
  bool on_uint64(std::uint64_t n) noexcept {
    const member* const m = current();
    if (m == nullptr) return takes_element(integer);
    if (m == &envelope_members[seq]) sequence_ = n;
    return takes_uint64(*m);
  }
  bool on_double(double d) noexcept {
    const member* const m = current();
    return m == nullptr ? takes_element(fraction) : takes_double(*m, d);
  }
  bool on_bool() noexcept {
    const member* const m = current();
    return m == nullptr ? takes_element(boolean) : takes(*m, boolean);
  }
  bool on_null() noexcept {
    const member* const m = current();
    return m == nullptr ? takes_element(null) : takes(*m, null);
  }

 private:
  struct level {
    const object_rules* rules = nullptr;
    const member* current = nullptr;
    std::uint32_t seen = 0;
    std::size_t next = 0;
  };

  const member* current() const noexcept {
    return depth_ != 0 && depth_ == checked_ ? levels_[depth_ - 1].current : nullptr;
  }
  /// Checks the elements of an array or a dictionary that a rule names.
  bool takes_element(kind k) const noexcept {
    return depth_ != checked_ + 1 || checked_ == 0 || levels_[checked_ - 1].current == nullptr ||
           (levels_[checked_ - 1].current->element_kinds & k) != 0;
  }
  bool begin(kind k) noexcept {
    if (depth_ == 0) {
      if (k != object) return false;
      levels_[0] = {&envelope};
      depth_ = checked_ = 1;
      return true;
    }
    const member* const m = current();
    if (m == nullptr ? !takes_element(k) : !takes(*m, k)) return false;
    if (m != nullptr && k == object) {
      const object_rules* nested = m->nested;
      if (m == &envelope_members[payload]) {
        if (type_known_) nested = &payloads[type_];
        else early_ = true;
      }
      if (nested != nullptr) {
        levels_[depth_] = {nested};
        ++checked_;
      }
    }
    ++depth_;
    return true;
  }

  level levels_[4];
  std::size_t depth_ = 0;
  std::size_t checked_ = 0; ///< this number of open containers, from the outermost, have rules
  std::size_t type_ = 0;
  std::uint64_t sequence_ = 0;
  bool type_known_ = false;
  bool early_ = false;
};

} // namespace bench::schema
