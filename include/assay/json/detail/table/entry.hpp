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

/// The functions that read a member, made from its type. `object` is the struct that holds it.
using check_function = const char* (*)(reader&, const char* p, const member_entry&, unsigned depth);
using read_function = const char* (*)(reader&, const char* p, void* object, const member_entry&,
                                      unsigned depth);
/// Resets the absent members among the 64 from 64 * `block` on, whose bits are set, and cuts the
/// struct's additional members to the first `kept`.
using finish_function = void (*)(void* object, unsigned block, std::uint64_t absent,
                                 std::size_t kept);
inline constexpr std::size_t all_kept = std::numeric_limits<std::size_t>::max();

inline constexpr std::size_t cache_line = 64;

/// A member of a described struct, as readers use it. Aligned, so that a key is in one cache line.
struct alignas(cache_line) member_entry {
  /// Matches nothing if the name is too long for a key.
  quoted_key key;
  /// Its place among the first 64 members.
  std::uint64_t bit{};
  /// Not null once it is made.
  const member_schema* schema{};
  check_function check{};
  read_function read{};
  /// An integer between them is in the range of its type and follows its rules. Stored as bits.
  std::uint64_t low{}, high{};
  /// A text with fewer bytes may break a rule.
  std::uint32_t min_length{};
  /// Its index among the struct's members.
  std::uint16_t index{};
  /// Where the length of its last text is stored.
  std::uint8_t guess_slot{};
  /// Whether it may be absent.
  bool optional{};
  /// Whether a misfit cannot be kept anywhere in the event.
  bool must_fit{};
  /// The level from which type and rules apply.
  level enforced_from{};
  /// The level from which a text has rules besides `min_length`.
  level rules_from{};
  /// The level from which null is a misfit; `never` if null is a value.
  level null_from{};
};

/// The name in messages for a number that must be whole.
inline constexpr std::string_view whole_number = "whole number";

/// Sets the range that an integer of type T is compared with first. Values within it are valid; for
/// others the rules are checked.
template <integer T>
constexpr void set_range(member_entry& m) {
  T low = std::numeric_limits<T>::min(), high = std::numeric_limits<T>::max();
  bool exact = true; // whether a range covers all rules
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
    if (r.kind == rule_kind::exclusive_minimum)
      ++limit; // cannot overflow: a limit that excludes everything does not compile
    if (r.kind == rule_kind::exclusive_maximum) --limit;
    if (is_low) low = std::max(low, limit);
    else high = std::min(high, limit);
  }
  if (!exact) low = std::numeric_limits<T>::max(), high = std::numeric_limits<T>::min();
  m.low = static_cast<std::uint64_t>(low);
  m.high = static_cast<std::uint64_t>(high);
}

/// Sets the conditions under which a text certainly breaks no rule.
constexpr void set_text_rules(member_entry& m) {
  m.rules_from = never;
  for (const rule& r : m.schema->rules)
    if (r.kind == rule_kind::min_length)
      m.min_length = std::max(m.min_length, static_cast<std::uint32_t>(r.size));
    else m.rules_from = std::min(m.rules_from, r.from);
}

/// The schema of elements of type T, with their type only. `element_entries` has an entry for each
/// level from which the member around them may apply. Null is a misfit in all of them.
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

/// Returns the place of a member's guessed length among `guess_slots`. Members that share a place
/// guess wrong. Computed from the name and not from an address, so that every program and run
/// behaves the same.
constexpr std::uint8_t guess_slot(std::string_view name) noexcept {
  unsigned h = 0;
  for (const char c : name) h = h * 31 + static_cast<unsigned char>(c);
  return static_cast<std::uint8_t>(h % guess_slots);
}

/// A rule across members, as the reader calls it.
struct placed_check {
  level from = never;
  code what{};
  std::string_view words{};
  /// Either this or `find` is not null.
  agree_function agree = nullptr;
  /// Either this or `agree` is not null.
  find_function find = nullptr;
  /// The predicate of `agree`.
  const void* predicate = nullptr;
  /// The indexes of its members, or `not_there`.
  const std::uint16_t* members{};
  /// The number of its members.
  std::uint16_t count = 0;
};

/// A described struct. `members` is followed by `lookahead` empty entries, whose keys match
/// nothing.
struct object_layout {
  static constexpr unsigned lookahead = 3;
  const member_entry* members;
  unsigned count;
  /// The members without which the struct cannot be filled, and optional ones that are required
  /// from some level on.
  std::uint64_t required;
  std::uint64_t optional;
  /// The `name_bit` of each member.
  std::uint64_t names;
  /// Returns where unknown members are kept; null if they are dropped.
  additional_members* (*additional)(void* object);
  /// Called after the text's last member.
  finish_function finish;
  const placed_check* checks;
  unsigned check_count;
  /// The struct and its bases.
  std::span<const placed_struct> structs;
  unsigned collected_count;
  /// The lowest level at which it has rules across members or collects texts.
  level checked_from;
  /// The lowest level at which a nested object must be read as a full one.
  level full_from;
  /// The indexes of the members that it collects.
  std::array<std::uint16_t, max_collected> collected;
  /// The level from which unknown members are errors.
  level closed_from;
  /// The name of the member that is the tag of a union beside it, or empty.
  std::string_view tag;

  /// Returns whether there are more members than bits.
  bool is_wide() const noexcept { return count > 64; }
};

} // namespace assay::detail
