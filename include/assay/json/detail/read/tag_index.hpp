// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/text/scanner.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace assay::detail {

/// Finds the tags of objects that do not begin with them.
///
/// An object is walked with all that is in it, and the tags of the objects inside are remembered,
/// so that a text in which each object has its tag at its end is not walked once for each level.
/// Linear in the text for each name of a tag; log n for each object asked for. Keeps its memory.
class tag_index {
 public:
  /// Forgets all; to be called for each text.
  void clear() noexcept {
    for (walk& w : walks_) w.end = nullptr;
  }

  /// Sets `value` to where the value of the member `name` of the object at p begins, or to null
  /// when it has none; the first where there are several. False when the text was given up.
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

  /// Where the object at p, which was found or skipped, has the name; `again` is null when it has
  /// it once.
  struct places {
    const char* first = nullptr;
    const char* again = nullptr;
  };
  places places_of(const char* p, std::string_view name) {
    const tag* const found = find(walk_for(name).tags, p);
    return found != nullptr ? places{found->key, found->again} : places();
  }

  /// Goes through the object at p, whose tag is of no use; returns the place after it, or null when
  /// the text was given up. Other than `scanner::value` it may be the end of the text.
  const char* skip(scanner& s, const char* p, std::string_view name, unsigned depth) {
    walk& w = walk_for(name);
    w.tags.clear();
    w.begin = p;
    return w.end = go_through(s, p, name, depth, w.tags);
  }

 private:
  struct tag {
    const char* object;
    const char* value; ///< null: it has none
    const char* key;   ///< where its name is
    const char* again; ///< where the name is for the second time, or null
  };
  /// The objects between two places, and their tags of one name.
  struct walk {
    std::string_view name;
    const char* begin;
    const char* end; ///< null: nothing was walked
    std::vector<tag> tags;
  };
  struct container {
    bool is_object;
    std::size_t tag; ///< of an object: its place among the tags
  };

  /// The tag of an object, or null. The tags are in the order of their objects, which open one
  /// after another.
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

  /// Goes through the object at p; returns the place after it, or null when the text was given up.
  /// `depth`: how many containers may open.
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

  /// A member's name; returns where its value is.
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
