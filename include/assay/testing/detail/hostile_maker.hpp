// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/options.hpp"
#include "assay/testing/detail/text_map.hpp"
#include "assay/testing/sample.hpp"
#include "assay/testing/source.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::testing::detail {

/// A text that breaks something, and the offset of the fault in it.
struct broken_text {
  std::string_view text;
  std::size_t fault = 0;
};

/// Makes one hostile change to a valid event. This is the common part of all hostile kinds. Each
/// kind states the expected verdict without a reader.
class hostile_maker {
 public:
  hostile_maker(const json_node& event, const type_schema& type, source& choices,
                const options& judged_by)
      : map(event, type), from(choices), o(judged_by), tree_(event) {}

  const text_map map;
  source& from;
  const options& o;
  sample out{};

  const std::string& text() const noexcept { return map.text(); }
  const json_node& tree() const noexcept { return tree_; }
  /// Returns the maximum number of nested containers.
  std::size_t max_depth() const noexcept {
    return std::min<std::size_t>(o.limits.max_depth, 65'536);
  }

  // The expected verdict. Each function returns true: the sample is made.

  bool reject(code what, std::string path, std::optional<std::size_t> offset) {
    out.accepted = false;
    out.violation = expected_violation{what, std::move(path), severity::error, offset};
    return true;
  }
  bool accept() {
    out.accepted = true;
    out.violation.reset();
    return true;
  }
  bool warn(code what, std::string path, std::size_t offset) {
    out.accepted = true;
    out.violation = expected_violation{what, std::move(path), severity::warning, offset};
    return true;
  }

  /// Sets the text to that of the event, with `count` bytes at `at` replaced by `with`.
  void splice(std::size_t at, std::size_t count, std::string_view with) {
    out.text = map.text();
    out.text.replace(at, count, with);
  }

  // Places for changes; null if there is none.

  /// Returns a random place that satisfies the predicate.
  template <class Predicate>
  const text_place* pick_place(Predicate is_so) {
    std::size_t count = 0;
    for (const text_place& p : map.places()) count += is_so(p);
    std::size_t n = from.below(count);
    for (const text_place& p : map.places())
      if (is_so(p) && n-- == 0) return &p;
    return nullptr;
  }
  const text_place* value() {
    return pick_place([](const text_place& p) { return !p.is_event(); });
  }
  const text_place* member() {
    return pick_place([](const text_place& p) { return p.is_member(); });
  }
  const text_place* container() {
    return pick_place([](const text_place& p) { return !p.node->is_scalar(); });
  }

  /// Returns an offset in a string or name, from its opening quote, that splits neither an escape
  /// nor a character.
  std::size_t between_characters(std::string_view quoted) {
    std::vector<std::size_t> places{1};
    const auto escape = [&](std::size_t i) { return quoted[i] == '\\' ? quoted[i + 1] : '\0'; };
    for (std::size_t i = 1; i + 1 < quoted.size(); places.push_back(i)) {
      if (escape(i) == 'u') {
        const bool is_high =
            (quoted[i + 2] | 0x20) == 'd' &&
            std::string_view("89abAB").find(quoted[i + 3]) != std::string_view::npos;
        const bool is_pair = is_high && i + 12 < quoted.size() && escape(i + 6) == 'u';
        i += is_pair ? 12u : 6u;
      } else {
        i += escape(i) != '\0' ? 2u : 1u;
        while ((quoted[i] & 0xC0) == 0x80) ++i;
      }
    }
    return from.pick(places);
  }

  /// Inserts text into a string or a member's name. Returns the path and offset. A value that is
  /// not a string is replaced by one.
  struct spot {
    std::string path;
    std::size_t offset = 0;
  };
  std::optional<spot> put_into_string(std::string_view what) {
    const text_place* const p = value();
    if (p == nullptr) return std::nullopt;
    if (p->is_member() && from.one_in(3)) return put_into_name(*p, what);
    if (p->node->is_scalar() && p->node->is_string()) {
      const std::size_t at = p->begin + between_characters(p->node->text);
      splice(at, 0, what);
      return spot{map.path(*p), at};
    }
    std::string text = "\"x";
    const std::size_t at = p->begin + text.size();
    (text += what) += "y\"";
    splice(p->begin, p->end - p->begin, text);
    return spot{map.path(*p), at};
  }
  spot put_into_name(const text_place& p, std::string_view what) {
    const std::size_t at = p.start + between_characters(p.node->name);
    splice(at, 0, what);
    return {map.path(map.parent(p)), at};
  }

  /// A place for any JSON that breaks no rule at this level.
  struct free_spot {
    std::size_t at = 0, count = 0; ///< the bytes that it replaces
    std::string before{}, after{};
    std::string path{};
    std::size_t depth = 0; ///< number of containers around it

    std::size_t value_at() const noexcept { return at + before.size(); }
  };
  std::optional<free_spot> find_free_spot() {
    const text_place* const p = pick_place([&](const text_place& q) { return is_free_spot(q); });
    if (p == nullptr) return std::nullopt;
    if (p->node->is_scalar())
      return free_spot{p->begin, p->end - p->begin, {}, {}, map.long_path(*p), p->depth};
    free_spot s{.path = map.long_path(*p), .depth = std::size_t{p->depth} + 1};
    const std::size_t n = p->node->children.size();
    const std::size_t i = from.below(n + 1);
    const text_place* const next = map.child(*p, i);
    s.at = next != nullptr ? next->start : p->end - 1;
    if (next == nullptr && n != 0) s.before = ",";
    if (next != nullptr) s.after = ",";
    if (p->node->is_object()) {
      const std::string name = fresh_name(*p);
      ((s.before += '"') += name) += "\":";
      append_member(s.path, name);
    } else {
      append_index(s.path, i);
    }
    return s;
  }
  void put(const free_spot& s, std::string_view json) {
    splice(s.at, s.count, s.before + std::string(json) + s.after);
  }

  /// Returns a name that neither the object nor its schema has.
  std::string fresh_name(const text_place& object) {
    for (;;) {
      std::string name = "x";
      for (std::size_t n = from.below(6); n != 0; --n)
        name += static_cast<char>('a' + from.below(26));
      name += std::to_string(fresh_++);
      const bool is_known = object.schema != nullptr && object.schema->find(name) != nullptr;
      if (!is_known && object.node->find(name) == nullptr) return name;
    }
  }

  /// Returns the number of unknown members of a described object.
  std::size_t unknown_count(const text_place& object) const {
    std::size_t count = 0;
    map.for_each_child(object, [&](const text_place& p) { count += !p.has_schema_name; });
    return count;
  }

 private:
  bool is_free_spot(const text_place& p) const {
    if (p.is_ruled || p.is_loose) return false;
    const bool is_any = p.type == nullptr || p.type->kind == type_kind::any;
    if (p.is_free) return !p.node->is_scalar() || (is_any && !p.is_checked && !p.is_event());
    return p.schema != nullptr && o.level < level::strict && p.schema->closed_from > o.level &&
           unknown_count(p) < o.limits.max_members;
  }

  const json_node& tree_;
  std::size_t fresh_ = 0;
};

/// Returns whether a text is within the limits of string size and event size, for samples with
/// another fault.
inline bool keeps_to_limits(std::string_view text, const limits& l) noexcept {
  if (text.size() > l.max_document_bytes) return false;
  if (text.size() <= l.max_string_bytes) return true;
  std::size_t opened = text.npos;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (opened != text.npos && text[i] == '\\') ++i;
    else if (text[i] != '"') continue;
    else if (opened == text.npos) opened = i;
    else if (i - opened - 1 > l.max_string_bytes) return false;
    else opened = text.npos;
  }
  return opened == text.npos || text.size() - opened - 1 <= l.max_string_bytes;
}

/// Returns whether a valid event is also within the options, which may be stricter than the level.
inline bool is_within(const text_map& map, const options& o) {
  const bool minds_nulls = o.null_characters != null_character_policy::warn_at_strict &&
                           o.null_characters != null_character_policy::accept;
  if (minds_nulls && map.text().find("\\u0000") != std::string::npos) return false;
  if (!keeps_to_limits(map.text(), o.limits)) return false;
  for (const text_place& p : map.places()) {
    // The last open container must leave room for one more.
    if (p.depth + 1 > std::min<std::size_t>(o.limits.max_depth, 65'536)) return false;
    if (p.node->children.size() >= o.limits.max_members) return false;
    // Only very long numbers, or those with a long exponent, exceed a double.
    const bool is_number = p.node->is_scalar() && !p.node->is_string();
    const std::size_t e = is_number ? p.node->text.find_first_of("eE") : std::string::npos;
    const bool may_overflow =
        is_number &&
        (p.node->text.size() > 200 || (e != std::string::npos && p.node->text.size() - e > 3));
    if (o.reject_number_overflow && may_overflow) return false;
  }
  return true;
}

} // namespace assay::testing::detail
