// SPDX-License-Identifier: BSL-1.0
#pragma once

/// The rules of objects that refer to one another by ids, the same in every system: an id is one
/// object's, and no object is within itself. Ids are compared as characters, however each is
/// spelled; an empty one, and what is no string, is none.

#include "assay/json/cycles.hpp"
#include "assay/json/json_text.hpp"
#include "assay/schema/rule_violations.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay {
namespace detail {

/// The characters of strings, which are decoded where they must be. Views into their texts, or into
/// this.
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
  std::list<std::string> decoded_; // a deque would allocate when it is made
};

} // namespace detail

/// Objects that stand beside one another: the ids that they have, and which of them are within
/// which.
///
/// What names itself is within nothing here: that is found by `find_self_references`
/// (self_references.hpp). Views of the texts.
class related_objects {
 public:
  /// Makes room for so many objects.
  void reserve(std::size_t count) {
    objects_.reserve(count);
    by_id_.reserve(count);
  }

  /// The next object, by the texts of its id and of the id of what it is within.
  void add(std::string_view id_text, std::string_view outer_text) {
    objects_.push_back({strings_.characters_of(id_text), strings_.characters_of(outer_text),
                        id_text, outer_text, nowhere});
    if (const std::string_view id = objects_.back().id; !id.empty())
      by_id_.emplace_back(id, objects_.size() - 1);
  }

  /// To be called once, when all have been added: finds what each is within. N log n.
  void resolve() {
    std::sort(by_id_.begin(), by_id_.end());
    for (object& o : objects_)
      if (o.outer_id != o.id) o.outer = find(o.outer_id);
  }

  std::size_t size() const noexcept { return objects_.size(); }
  bool has_id(std::size_t i) const noexcept { return !objects_[i].id.empty(); }

  /// Says once more what an object is within: `outer` has the text in its list of what is within
  /// it. False, and nothing changed, when that contradicts what was said before. Logarithmic.
  bool claim(std::size_t outer, std::string_view text) {
    const std::string_view id = strings_.characters_of(text);
    const std::size_t i = id == objects_[outer].id ? nowhere : find(id);
    if (i == nowhere) return true;
    object& o = objects_[i];
    // An object without an id may still turn out to be the one that was named.
    const bool contradicts =
        o.outer == nowhere ? !o.outer_id.empty() && has_id(outer) : o.outer != outer;
    if (contradicts) return false;
    if (o.outer == nowhere || std::less<>()(text.data(), o.said_at.data())) o.said_at = text;
    o.outer = outer;
    return true;
  }

  /// Notes the id of each object that another one before it has. Linear.
  void find_repeated_ids(std::string_view expected, rule_violations& found) const {
    for (std::size_t i = 1; i < by_id_.size(); ++i)
      if (by_id_[i].first == by_id_[i - 1].first)
        found.add(objects_[by_id_[i].second].id_text, expected);
  }

  /// Notes each text that names what its object is within, where that is none of these. Linear.
  void find_absent(std::string_view expected, rule_violations& found) const {
    for (const object& o : objects_)
      if (o.outer == nowhere && !o.outer_id.empty() && o.outer_id != o.id)
        found.add(o.said_at, expected);
  }

  /// Notes one text for each cycle: the one that closes it, the last of those that say what its
  /// members are within. Linear.
  void find_cycles(std::string_view expected, rule_violations& found) const {
    const auto outer = [&](std::size_t i) { return objects_[i].outer; };
    for_each_cycle(objects_.size(), outer, [&](std::size_t first) {
      std::string_view last = objects_[first].said_at;
      for (std::size_t i = outer(first); i != first; i = outer(i))
        if (std::less<>()(last.data(), objects_[i].said_at.data())) last = objects_[i].said_at;
      found.add(last, expected);
    });
  }

 private:
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  struct object {
    std::string_view id, outer_id; ///< their characters
    std::string_view id_text;
    std::string_view said_at; ///< the text that says first what it is within
    std::size_t outer;        ///< what it is within, or `nowhere`
  };

  /// The first object with that id, or `nowhere`.
  std::size_t find(std::string_view id) const {
    const auto at = std::lower_bound(by_id_.begin(), by_id_.end(),
                                     std::pair<std::string_view, std::size_t>(id, 0));
    return id.empty() || at == by_id_.end() || at->first != id ? nowhere : at->second;
  }

  std::vector<object> objects_;
  std::vector<std::pair<std::string_view, std::size_t>>
      by_id_; ///< of one id in the order of the objects
  detail::decoded_strings strings_;
};

} // namespace assay
