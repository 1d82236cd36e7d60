// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/text/name_bit.hpp"
#include "assay/json/detail/text/short_text.hpp"
#include "assay/schema/detail/wire_object.hpp"
#include "assay/schema/rule_violations.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <type_traits>

namespace assay::detail {

class reader;
struct member_entry;

/// The functions that a member needs, made from its type. `object` is the struct that holds it.
using check_function = const char* (*)(reader&, const char* p, const member_entry&, unsigned depth);
using read_function = const char* (*)(reader&, const char* p, void* object, const member_entry&,
                                      unsigned depth);
/// Makes members absent that the text did not have, those of the 64 from 64 * `block` on whose bits
/// are set, and cuts the struct's additional members back to the first `kept`.
using finish_function = void (*)(void* object, unsigned block, std::uint64_t absent,
                                 std::size_t kept);
inline constexpr std::size_t all_kept = std::numeric_limits<std::size_t>::max();

inline constexpr std::size_t cache_line = 64;

/// One member of a described struct, as reader and checker use it.
///
/// At the beginning of a cache line, so that a key is in one.
struct alignas(cache_line) member_entry {
  quoted_key key;                ///< matches nothing where the name is longer than a key may be
  std::uint64_t bit{};           ///< its place among the first 64 members
  const member_schema* schema{}; ///< never null once made
  check_function check{};
  read_function read{};
  std::uint64_t low{}, high{}; ///< an integer within is within its type and rules; as bits
  std::uint32_t min_length{};  ///< a text of fewer bytes may break a rule
  std::uint16_t index{};       ///< its place among the struct's members
  std::uint8_t guess_slot{};   ///< where the length of its last text is remembered
  bool optional{};             ///< whether it may be absent
  bool must_fit{};             ///< in an event a misfit has no place where it could be kept
  level enforced_from{};       ///< type and rules
  level rules_from{};          ///< a text must fulfil more than `min_length` from this level on
  level null_from{};           ///< null is a misfit from it on; `never` where it is a value
};

/// What a number is called that must be whole.
inline constexpr std::string_view whole_number = "whole number";

/// Sets what an integer of type T is compared with in one step. Values within are right; of those
/// outside, the rules tell.
template <integer T>
constexpr void set_range(member_entry& m) {
  T low = std::numeric_limits<T>::min(), high = std::numeric_limits<T>::max();
  bool exact = true; // a range says all
  for (const rule& r : m.schema->rules) {
    const bool is_low = r.kind == rule_kind::minimum || r.kind == rule_kind::exclusive_minimum;
    const bool is_high = r.kind == rule_kind::maximum || r.kind == rule_kind::exclusive_maximum;
    if (!is_low && !is_high) {
      exact = false;
      continue;
    }
    const std::string_view text = r.limit.text();
    if (text.find_first_of(".eE") != text.npos ||
        compare_decimals(text, integer_minimum<T>()) < 0 ||
        compare_decimals(text, integer_maximum<T>()) > 0) {
      exact = false;
      continue;
    }
    T limit = 0;
    for (const char c : text) {
      if (c == '-') continue;
      const T digit = static_cast<T>(c - '0');
      limit = static_cast<T>(text.front() == '-' ? limit * 10 - digit : limit * 10 + digit);
    }
    if (r.kind == rule_kind::exclusive_minimum) ++limit; // it is not the last, or nothing passes
    if (r.kind == rule_kind::exclusive_maximum) --limit;
    if (is_low) low = std::max(low, limit);
    else high = std::min(high, limit);
  }
  if (!exact) low = std::numeric_limits<T>::max(), high = std::numeric_limits<T>::min();
  m.low = static_cast<std::uint64_t>(low);
  m.high = static_cast<std::uint64_t>(high);
}

/// Sets what tells that a text breaks no rule.
constexpr void set_text_rules(member_entry& m) {
  m.rules_from = never;
  for (const rule& r : m.schema->rules)
    if (r.kind == rule_kind::min_length)
      m.min_length = std::max(m.min_length, static_cast<std::uint32_t>(r.size));
    else m.rules_from = std::min(m.rules_from, r.from);
}

/// What elements of type T are compared with, for each level that the member which holds them may
/// be enforced from: their own type, and no null that stands for an absent member.
template <class T>
inline constexpr member_schema element_description{.type = &type_schema_of<T>};

template <class T>
inline constexpr auto element_entries = [] {
  std::array<member_entry, static_cast<std::size_t>(never) + 1> all{};
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].schema = &element_description<T>;
    all[i].enforced_from = all[i].null_from = static_cast<level>(i);
    all[i].rules_from = never;
    all[i].index = not_there;
    if constexpr (integer<T>) set_range<T>(all[i]);
  }
  return all;
}();

inline constexpr unsigned guess_slots = 128;

/// The place of a member's guessed length among `guess_slots`: where two members share one, both
/// guess wrong. By the name and not by an address, so that no program and no run of it has bad
/// luck.
constexpr std::uint8_t guess_slot(std::string_view name) noexcept {
  unsigned h = 0;
  for (const char c : name) h = h * 31 + static_cast<unsigned char>(c);
  return static_cast<std::uint8_t>(h % guess_slots);
}

/// A rule across members as the reader calls it.
struct placed_check {
  level from = never;
  code what{};
  std::string_view words{};
  agree_function agree = nullptr;  ///< one of the two
  find_function find = nullptr;    ///< is not null
  const void* predicate = nullptr; ///< of `agree`
  const std::uint16_t* members{};  ///< the places of those it is about, or `not_there`
  std::uint16_t count = 0;         ///< how many these are
};

/// A described struct. `members` is followed by `lookahead` empty entries, whose keys match
/// nothing.
struct object_layout {
  static constexpr unsigned lookahead = 3;
  const member_entry* members;
  unsigned count;
  std::uint64_t required; ///< members without which the struct cannot be filled, and optional ones
                          ///< that are required from some level on
  std::uint64_t optional;
  std::uint64_t names; ///< the `name_bit` of each member
  additional_members* (*additional)(
      void* object);      ///< where the other members are kept; null where they are dropped
  finish_function finish; ///< after the text's last member
  const placed_check* checks;
  unsigned check_count;
  std::span<const placed_struct> structs; ///< it, and its bases
  unsigned collected_count;
  level checked_from; ///< the lowest level at which there are rules across members, or it collects
  level full_from;    ///< the lowest level at which an object inside has to be read as a full one
  std::array<std::uint16_t, max_collected> collected; ///< the places of those that it collects
  level closed_from;                                  ///< other members are errors from it on
  std::string_view tag; ///< the name of the member that is the tag of a union beside it; or empty

  /// More members than have a bit.
  bool is_wide() const noexcept { return count > 64; }
};

} // namespace assay::detail
