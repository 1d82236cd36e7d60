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

// Rules on the elements of arrays and objects. Precondition of all: a reader has passed the texts,
// so they are valid JSON.

/// A list of texts in which duplicates are searched. Sorts them, so the time is n log n for all
/// texts.
struct text_places {
  struct entry {
    /// Compared with the others.
    std::string_view text;
    /// Where it is in the JSON text.
    std::string_view place;
  };
  std::vector<entry> entries{};
  /// The compared texts that differ from those in the JSON.
  std::list<std::string> decoded{};

  void add(std::string_view text, std::string_view place) { entries.push_back({text, place}); }
  void add(std::string&& text, std::string_view place) {
    add(std::string_view(decoded.emplace_back(std::move(text))), place);
  }

  /// Calls `use(place, first)` for each duplicate, in the order of places. `first` is the place of
  /// the first equal text.
  template <class Use>
  void for_each_repeated(Use use) {
    const auto in_order = [](const entry& a, const entry& b) {
      return a.text != b.text ? a.text < b.text : a.place.data() < b.place.data();
    };
    std::sort(entries.begin(), entries.end(), in_order);
    std::vector<std::pair<std::string_view, std::string_view>>
        repeated; // the duplicate and its first occurrence
    for (std::size_t i = 1, first = 0; i < entries.size(); ++i) {
      if (entries[i].text != entries[first].text) first = i;
      else repeated.emplace_back(entries[i].place, entries[first].place);
    }
    std::sort(repeated.begin(), repeated.end(),
              [](const auto& a, const auto& b) { return a.first.data() < b.first.data(); });
    for (const auto& [place, first] : repeated) use(place, first);
  }
};

/// Returns the text of the nearest double or float. `size` is the size of the type.
inline std::string_view nearest_text(std::string_view number, std::size_t size,
                                     std::span<char, 32> room) {
  char* const end = room.data() + room.size();
  return {room.data(), size == sizeof(float)
                           ? std::to_chars(room.data(), end, nearest_float(number)).ptr
                           : std::to_chars(room.data(), end, nearest_double(number)).ptr};
}

/// Calls `use(place)` for each element of an array, or value of an object, that equals an earlier
/// one.
///
/// `kept_in` is the size of the floating-point type in which numbers are stored and compared, or 0
/// if they are exact.
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

/// Returns whether there are only a few names, all different and without escapes, as is usual.
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

/// Calls `use(name, first)` for each duplicate among the names of an object's members; `first` is
/// the first occurrence. Both are the texts between the quotes. Names are compared with escapes
/// decoded.
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
