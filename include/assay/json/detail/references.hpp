#pragma once

#include "assay/json/json_text.hpp"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::detail {

// For rules across objects that refer to one another by ids.

/// The place of nothing.
inline constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// The characters of strings, which are decoded where they must be. Views into their texts, or into this.
class decoded_strings {
 public:
  /// Those of a value's text; nothing when it is no string.
  std::string_view characters_of(std::string_view value) {
    const std::string_view between_quotes = json_text(value).between_quotes();
    if (between_quotes.find('\\') == std::string_view::npos) return between_quotes;
    unescape(between_quotes, decoded_.emplace_back());
    return decoded_.back();
  }

 private:
  std::deque<std::string> decoded_;
};

/// Finds the place of the object that has an id.
class id_index {
 public:
  /// An empty id is none. The index must be sorted before it is asked.
  void add(std::string_view id, std::size_t place) {
    if (!id.empty()) by_id_.emplace_back(id, place);
  }
  void sort() { std::sort(by_id_.begin(), by_id_.end()); }

  /// The place of the first object with that id, or `nowhere`. Logarithmic.
  std::size_t find(std::string_view id) const {
    const auto found = std::lower_bound(by_id_.begin(), by_id_.end(), std::pair<std::string_view, std::size_t>(id, 0));
    return id.empty() || found == by_id_.end() || found->first != id ? nowhere : found->second;
  }

  /// The place of the first object whose id another one before it has, or `nowhere`. Linear.
  std::size_t first_repeated() const noexcept {
    std::size_t first = nowhere;
    for (std::size_t i = 1; i < by_id_.size(); ++i)
      if (by_id_[i].first == by_id_[i - 1].first) first = std::min(first, by_id_[i].second);
    return first;
  }

 private:
  std::vector<std::pair<std::string_view, std::size_t>> by_id_;
};

/// The place of an object that is within itself, when `within` says what each is in; `nowhere` when there is none. Linear.
///
/// Each is within one other at most: whoever walks outwards and comes back to where this walk has been, is in a cycle.
inline std::size_t place_in_cycle(const std::vector<std::size_t>& within) {
  std::vector<std::size_t> walk(within.size(), nowhere); // the walk that came here first
  for (std::size_t i = 0; i < within.size(); ++i)
    for (std::size_t at = i; at != nowhere; at = within[at]) {
      if (walk[at] == i) return at;
      if (walk[at] != nowhere) break;
      walk[at] = i;
    }
  return nowhere;
}

} // namespace assay::detail
