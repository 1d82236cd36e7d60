// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Rules for objects that refer to each other by ids, shared by all systems: two objects must not
/// have the same id, and an object must not be within itself.
///
/// Ids are compared as characters, however they are written. An empty string, and a value that is
/// not a string, is not an id.

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

/// Decodes strings where that is required. The results are views into the texts, or into this
/// object.
class decoded_strings {
 public:
  /// Returns the characters of a JSON string. Empty if the value is not a string.
  std::string_view characters_of(std::string_view value) {
    const std::string_view between_quotes = json_text(value).between_quotes();
    if (between_quotes.find('\\') == std::string_view::npos) return between_quotes;
    unescape(between_quotes, decoded_.emplace_back());
    return decoded_.back();
  }

 private:
  std::list<std::string> decoded_; // not a deque, which would allocate when it is constructed
};

} // namespace detail

/// A list of objects, each with its own id and the id of the object that it is within.
///
/// An object that names itself is treated as within nothing; `find_self_references`
/// (self_references.hpp) finds it. Holds views of the texts.
class related_objects {
 public:
  /// Makes room for this number of objects.
  void reserve(std::size_t count) {
    objects_.reserve(count);
    by_id_.reserve(count);
  }

  /// Adds an object.
  ///
  /// @param id_text the JSON text of its id.
  /// @param outer_text the JSON text of the id of the object that it is within.
  void add(std::string_view id_text, std::string_view outer_text) {
    objects_.push_back({strings_.characters_of(id_text), strings_.characters_of(outer_text),
                        id_text, outer_text, nowhere});
    if (const std::string_view id = objects_.back().id; !id.empty())
      by_id_.emplace_back(id, objects_.size() - 1);
  }

  /// Finds for each object the one that it is within. Call it once, after all objects have been
  /// added and before the functions below. Takes n log n time.
  void resolve() {
    std::sort(by_id_.begin(), by_id_.end());
    for (object& o : objects_)
      if (o.outer_id != o.id) o.outer = find(o.outer_id);
  }

  /// Returns the number of objects.
  std::size_t size() const noexcept { return objects_.size(); }
  /// Returns whether object `i` has an id.
  bool has_id(std::size_t i) const noexcept { return !objects_[i].id.empty(); }

  /// Adds the statement of an outer object: object `outer` lists the id in `text` as within itself.
  /// Returns false, and changes nothing, if that contradicts an earlier statement. Logarithmic.
  bool claim(std::size_t outer, std::string_view text) {
    const std::string_view id = strings_.characters_of(text);
    const std::size_t i = id == objects_[outer].id ? nowhere : find(id);
    if (i == nowhere) return true;
    object& o = objects_[i];
    // An `outer` without an id may still be the one that was named.
    const bool contradicts =
        o.outer == nowhere ? !o.outer_id.empty() && has_id(outer) : o.outer != outer;
    if (contradicts) return false;
    if (o.outer == nowhere || std::less<>()(text.data(), o.said_at.data())) o.said_at = text;
    o.outer = outer;
    return true;
  }

  /// Reports each id that an earlier object also has. Linear.
  void find_duplicate_ids(std::string_view expected, rule_violations& found) const {
    for (std::size_t i = 1; i < by_id_.size(); ++i)
      if (by_id_[i].first == by_id_[i - 1].first)
        found.add(objects_[by_id_[i].second].id_text, expected);
  }

  /// Reports each object that is within an unknown one: the text with the unknown id. Linear.
  void find_absent(std::string_view expected, rule_violations& found) const {
    for (const object& o : objects_)
      if (o.outer == nowhere && !o.outer_id.empty() && o.outer_id != o.id)
        found.add(o.said_at, expected);
  }

  /// Reports one text for each cycle: the last text in it that states what an object is within.
  /// Linear.
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
    /// The characters of the ids.
    std::string_view id, outer_id;
    std::string_view id_text;
    /// The first text that states what the object is within.
    std::string_view said_at;
    /// The object that it is within, or `nowhere`.
    std::size_t outer;
  };

  /// Returns the first object with that id, or `nowhere`.
  std::size_t find(std::string_view id) const {
    const auto at = std::lower_bound(by_id_.begin(), by_id_.end(),
                                     std::pair<std::string_view, std::size_t>(id, 0));
    return id.empty() || at == by_id_.end() || at->first != id ? nowhere : at->second;
  }

  std::vector<object> objects_;
  /// Sorted by id; equal ids are in the order of the objects.
  std::vector<std::pair<std::string_view, std::size_t>> by_id_;
  detail::decoded_strings strings_;
};

} // namespace assay
