// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/text/canonical.hpp"
#include "assay/json/detail/text/nearest.hpp"
#include "assay/json/detail/text/tokens.hpp"
#include "assay/json/walk.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::detail {

// What rules on arrays and objects ask of their elements. The texts are valid JSON: a reader has
// gone through them.

/// Texts that are looked through for those that are there twice.
///
/// n log n, whatever the texts: they are sorted.
struct text_places {
  struct entry {
    std::string_view text;  ///< compared
    std::string_view place; ///< where it is
  };
  std::vector<entry> entries{};
  std::list<std::string> decoded{}; ///< texts that are not as they are compared

  void add(std::string_view text, std::string_view place) { entries.push_back({text, place}); }
  void add(std::string&& text, std::string_view place) {
    add(std::string_view(decoded.emplace_back(std::move(text))), place);
  }

  /// Calls `use(place, first)` for each but the first of those that are equal, in the order of
  /// places.
  template <class Use>
  void for_each_repeated(Use use) {
    const auto in_order = [](const entry& a, const entry& b) {
      return a.text != b.text ? a.text < b.text : a.place.data() < b.place.data();
    };
    std::sort(entries.begin(), entries.end(), in_order);
    std::vector<std::pair<std::string_view, std::string_view>> repeated; // and the first of each
    for (std::size_t i = 1, first = 0; i < entries.size(); ++i) {
      if (entries[i].text != entries[first].text) first = i;
      else repeated.emplace_back(entries[i].place, entries[first].place);
    }
    std::sort(repeated.begin(), repeated.end(),
              [](const auto& a, const auto& b) { return a.first.data() < b.first.data(); });
    for (const auto& [place, first] : repeated) use(place, first);
  }
};

/// The text of the double, or of the float, that is nearest to a number; `size`: its bytes.
inline std::string_view nearest_text(std::string_view number, std::size_t size,
                                     std::span<char, 32> room) {
  char* const end = room.data() + room.size();
  return {room.data(), size == sizeof(float)
                           ? std::to_chars(room.data(), end, nearest_float(number)).ptr
                           : std::to_chars(room.data(), end, nearest_double(number)).ptr};
}

/// Calls `use(place)` for each element of an array, or value of an object, that equals an earlier
/// one. `kept_in`: the bytes of the floating-point type that numbers become, and that they are
/// compared as; 0 where they are exact.
template <class Use>
void for_each_repeated_element(std::string_view json, std::size_t kept_in, Use use) {
  text_places values;
  const auto look = [&](std::string_view value) {
    const bool is_plain = value.front() == '"' && value.find('\\') == value.npos;
    if (is_plain) return values.add(value, value);
    std::string canonical;
    if (value.front() == '"') {
      unescape(value.substr(1, value.size() - 2), canonical);
      canonical = '"' + canonical + '"';
    } else {
      char room[32];
      const bool is_kept_otherwise =
          kept_in != 0 && (value.front() == '-' || is_digit(value.front()));
      append_canonical(canonical, is_kept_otherwise ? nearest_text(value, kept_in, room) : value);
    }
    values.add(std::move(canonical), value);
  };
  for_each_element(json, look);
  for_each_member(json, [&](std::string_view, std::string_view value) { look(value); });
  values.for_each_repeated([&](std::string_view place, std::string_view) { use(place); });
}

/// Whether a few names differ, none of them spelled with escapes: as nearly always.
inline bool are_few_and_differ(std::span<const string_token> names) noexcept {
  constexpr std::size_t few = 16;
  if (names.size() > few) return false;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].escaped) return false;
    for (std::size_t j = 0; j < i; ++j)
      if (names[i].text == names[j].text) return false;
  }
  return true;
}

/// Calls `use(name, first)` for each of the names of an object's members that is an earlier one,
/// `first`, however spelled; both as they stand between their quotes.
template <class Use>
void for_each_repeated_name(std::span<const string_token> names, Use use) {
  if (are_few_and_differ(names)) return;
  text_places places;
  for (const string_token& name : names) {
    if (!name.escaped) {
      places.add(name.text, name.text);
      continue;
    }
    std::string characters;
    unescape(name.text, characters);
    places.add(std::move(characters), name.text);
  }
  places.for_each_repeated(use);
}

} // namespace assay::detail
