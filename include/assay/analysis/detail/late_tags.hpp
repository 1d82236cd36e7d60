// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/escapes.hpp"
#include "assay/json/json_scanner.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <vector>

namespace assay::analysis::detail {

/// Finds the tags of objects that do not start with their tag.
///
/// An object is scanned with everything in it, and the tags of nested objects are remembered. So a
/// text in which each object ends with its tag is not scanned once for each level. Takes n log n
/// time; no recursion. Memory is reused.
class late_tags {
 public:
  /// Forgets all tags. Call it for each text, with the names of tags.
  void start(const std::vector<std::string_view>& names) noexcept {
    names_ = &names;
    begin_ = end_ = nullptr;
  }

  /// Sets `value` to the value of the first member `name` of the object at `p`, or to null. Returns
  /// false if the text is invalid. `end` is the end of the text.
  bool find(json_scanner& scanner, const char* p, const char* end, std::string_view name,
            const char*& value) {
    if (begin_ == nullptr || p < begin_ || p >= end_) {
      found_.clear();
      begin_ = p;
      end_ = go_through(scanner, p, end);
      if (end_ == nullptr) return false;
      std::sort(found_.begin(), found_.end(), [](const tag& a, const tag& b) {
        return std::tie(a.object, a.value) < std::tie(b.object, b.value);
      });
    }
    auto t = std::lower_bound(found_.begin(), found_.end(), p,
                              [](const tag& a, const char* object) { return a.object < object; });
    while (t != found_.end() && t->object == p && t->name != name) ++t;
    value = t != found_.end() && t->object == p ? t->value : nullptr;
    return true;
  }

 private:
  struct tag {
    const char* object;
    const char* value;
    std::string_view name;
  };

  /// Returns the end of the object at `p`, or null.
  const char* go_through(json_scanner& scanner, const char* p, const char* end) {
    open_.clear();
    while (p != end) {
      const char c = *p;
      if (c == '"') {
        const char* const name = p + 1;
        if ((p = scanner.string(p)) == nullptr) return nullptr;
        if (p == end || open_.back() == nullptr) continue;
        const char* const name_end = p - 1;
        p = scanner.skip_space(p);
        if (p == end || *p != ':') continue;
        p = scanner.skip_space(p + 1);
        add(std::string_view(name, static_cast<std::size_t>(name_end - name)), p);
        continue;
      }
      if (c == '{') open_.push_back(p);
      if (c == '[') open_.push_back(nullptr);
      ++p;
      if (c != '}' && c != ']') continue;
      open_.pop_back();
      if (open_.empty()) return p;
    }
    return nullptr;
  }

  void add(std::string_view spelled, const char* value) {
    for (const std::string_view name : *names_)
      if (spells(spelled, name)) found_.push_back({open_.back(), value, name});
  }

  const std::vector<std::string_view>* names_ = nullptr;
  const char* begin_ = nullptr; ///< the range that was scanned
  const char* end_ = nullptr;
  std::vector<tag> found_;
  std::vector<const char*> open_; ///< the arrays and objects around a position; an array is null
};

} // namespace assay::analysis::detail
