// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/text/scanner.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace assay::detail {

/// Finds the tags of objects that do not begin with them.
///
/// Scans an object with everything in it, and remembers the tags of all nested objects. So a text
/// whose objects all end with their tags is not scanned again at each level. Linear in the text for
/// each tag name; log n for each object. Keeps its memory.
class tag_index {
 public:
  /// Forgets everything. Call it for each text.
  void clear() noexcept {
    for (walk& w : walks_) w.end = nullptr;
  }

  /// Sets `value` to where the value of the object's first member `name` begins, or to null if
  /// there is none. Returns false when reading stops.
  bool find(scanner& s, const char* p, std::string_view name, unsigned depth, const char*& value) {
    walk& w = walk_for(name);
    if (w.end == nullptr || p < w.begin || p >= w.end) {
      w.tags.clear();
      w.begin = p;
      w.end = go_through(s, p, name, depth, w.tags);
      if (w.end == nullptr) return false;
    }
    const tag* const found = find(w.tags, p);
    value = found != nullptr ? found->value : nullptr;
    return true;
  }

  /// The places of the name in an object that was found or skipped. `again` is null if it occurs
  /// once.
  struct places {
    const char* first = nullptr;
    const char* again = nullptr;
  };
  places places_of(const char* p, std::string_view name) {
    const tag* const found = find(walk_for(name).tags, p);
    return found != nullptr ? places{found->key, found->again} : places();
  }

  /// Scans the object at p, whose tag is not usable. Returns the position after it, or null when
  /// reading stops. Unlike for `scanner::value`, the object may end at the text's end.
  const char* skip(scanner& s, const char* p, std::string_view name, unsigned depth) {
    walk& w = walk_for(name);
    w.tags.clear();
    w.begin = p;
    return w.end = go_through(s, p, name, depth, w.tags);
  }

 private:
  struct tag {
    const char* object;
    /// Null if it has none.
    const char* value;
    /// Where its name is.
    const char* key;
    /// Where the name occurs for the second time, or null.
    const char* again;
  };
  /// The objects between two positions, and their tags of one name.
  struct walk {
    std::string_view name;
    const char* begin;
    /// Null if nothing was scanned.
    const char* end;
    std::vector<tag> tags;
  };
  struct container {
    bool is_object;
    /// For an object: the index of its tag.
    std::size_t tag;
  };

  /// Returns the tag of an object, or null. The tags are in the order in which their objects open.
  static const tag* find(const std::vector<tag>& tags, const char* object) noexcept {
    std::size_t first = 0, count = tags.size();
    while (count != 0) {
      const std::size_t half = count / 2;
      const bool is_before = tags[first + half].object < object;
      if (is_before) first += half + 1;
      count = is_before ? count - half - 1 : half;
    }
    return first != tags.size() && tags[first].object == object ? &tags[first] : nullptr;
  }

  walk& walk_for(std::string_view name) {
    for (walk& w : walks_)
      if (w.name == name) return w;
    return walks_.emplace_back(walk{name, nullptr, nullptr, {}});
  }

  /// Scans the object at p. Returns the position after it, or null when reading stops. `depth` is
  /// the number of containers that may open.
  const char* go_through(scanner& s, const char* p, std::string_view name, unsigned depth,
                         std::vector<tag>& tags) {
    open_.clear();
    for (;;) { // at a value
      if (*p == '{' || *p == '[') {
        if (open_.size() == depth) return s.fail(code::depth_exceeded, p);
        const bool is_object = *p == '{';
        open_.push_back({is_object, tags.size()});
        if (is_object) tags.push_back({p, nullptr, nullptr, nullptr});
        p = s.skip_space(p + 1);
        if (*p != (is_object ? '}' : ']')) {
          if (is_object && (p = name_of_member(s, p, name, tags)) == nullptr) return nullptr;
          continue;
        }
      } else {
        if ((p = s.value(p, depth)) == nullptr) return nullptr;
        p = s.skip_space(p);
      }
      // After a value, or at the end of an empty container.
      for (;;) {
        const bool in_object = open_.back().is_object;
        if (*p == ',') break;
        if (*p != (in_object ? '}' : ']'))
          return s.fail(code::invalid_syntax, p, in_object ? "',' or '}'" : "',' or ']'");
        open_.pop_back();
        if (open_.empty()) return p + 1;
        if ((p = s.must_continue(p + 1)) == nullptr) return nullptr;
        p = s.skip_space(p);
      }
      p = s.skip_space(p + 1);
      if (open_.back().is_object && (p = name_of_member(s, p, name, tags)) == nullptr)
        return nullptr;
    }
  }

  /// Scans a member's name. Returns where its value begins.
  const char* name_of_member(scanner& s, const char* p, std::string_view name,
                             std::vector<tag>& tags) {
    string_token token;
    const char* const key = p;
    p = s.name(p, token);
    if (p == nullptr) return nullptr;
    const bool is_tag = token.escaped ? spells(token.text, name) : token.text == name;
    tag& of_object = tags[open_.back().tag];
    if (is_tag && of_object.value != nullptr && of_object.again == nullptr) of_object.again = key;
    if (is_tag && of_object.value == nullptr) of_object.value = p, of_object.key = key;
    return p;
  }

  std::vector<walk> walks_;
  std::vector<container> open_;
};

} // namespace assay::detail
