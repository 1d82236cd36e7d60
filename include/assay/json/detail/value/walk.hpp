// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/json/detail/value/characters.hpp"
#include "assay/json/detail/value/rules.hpp"
#include "assay/json/detail/value/shape.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay::detail {

/// Walks values with the same tables that readers use for texts.
///
/// Finds out only whether a reader accepts the value's text and reports nothing. In every other
/// case the text must be checked: for violations, but also for unusual values, such as U+0000, a
/// union's alternative that does not fit, a limit that the text may exceed, or rules on the texts
/// of a whole object.
class value_walk : private value_rules {
 public:
  explicit value_walk(const options& o) noexcept
      : value_rules(o), max_size_(o.limits.max_document_bytes),
        max_characters_(o.limits.max_string_bytes / max_escape),
        unknown_from_(unknown_members_noted_from) {}

  /// Returns whether a reader certainly accepts the value's text and reports nothing. Linear in the
  /// value; allocates nothing once its memory is large enough.
  bool accepts(const boost::json::value& v, const value_shape& shape) {
    // Names that are keys are not measured, so the limit must allow them.
    if (max_characters_ < quoted_key::capacity) return false;
    verdict_.start();
    members_.clear();
    parts_ = characters_ = 0;
    return walk(shape, no_entry, v, max_depth_) && is_clean() &&
           characters_ * max_escape + (parts_ + 1) * max_part <= max_size_;
  }

 private:
  using json_object = boost::json::object;
  using json_array = boost::json::array;

  static constexpr level unknown_members_noted_from = level::strict;
  /// The maximum size of one character in the text: `\u0001`.
  static constexpr std::size_t max_escape = 6;
  /// The maximum size of a member without its characters: a name that is a key, its colon, a number
  /// or the brackets of a container, a comma.
  static constexpr std::size_t max_part = 64;
  /// The maximum nesting of free-form values. Walking them is recursive.
  static constexpr unsigned max_free_depth = 128;
  static constexpr member_entry no_entry{};

  // Characters and free-form JSON.

  ASSAY_ALWAYS_INLINE bool characters(std::string_view s) noexcept {
    characters_ += s.size();
    return s.size() <= max_characters_ && is_utf8_without_null(s.data(), s.size());
  }
  static std::string_view name_of(const boost::json::key_value_pair& m) noexcept {
    return {m.key().data(), m.key().size()};
  }

  bool free_form(const json_value& v, unsigned depth) {
    return is_json(v, std::min(depth, max_free_depth));
  }
  ASSAY_ALWAYS_INLINE bool is_json(const json_value& v, unsigned depth) {
    switch (v.kind()) {
    case boost::json::kind::null:
    case boost::json::kind::bool_:
    case boost::json::kind::int64:
    case boost::json::kind::uint64: return true;
    case boost::json::kind::double_: return std::isfinite(v.get_double());
    case boost::json::kind::string: return characters(view_of(v.get_string()));
    case boost::json::kind::array: return is_json(v.get_array(), depth);
    case boost::json::kind::object: return is_json(v.get_object(), depth);
    }
    return false;
  }
  ASSAY_NOINLINE bool is_json(const json_array& a, unsigned depth) {
    if (depth == 0) return false;
    parts_ += a.size();
    for (const json_value& v : a)
      if (!is_json(v, depth - 1)) return false;
    return true;
  }
  ASSAY_NOINLINE bool is_json(const json_object& o, unsigned depth) {
    if (depth == 0) return false;
    parts_ += o.size();
    for (const boost::json::key_value_pair& m : o)
      if (!characters(name_of(m)) || !is_json(m.value(), depth - 1)) return false;
    return true;
  }

  // Objects.

  ASSAY_ALWAYS_INLINE static bool is_named(const member_entry& m, std::string_view name) noexcept {
    return m.key.size == name.size() + quoted_key::around_name && !name.empty() &&
           is_same_name(m.key.text + 1, name.data(), name.size());
  }

  /// Returns the member with that name, or null. Tries the expected ones first.
  ASSAY_ALWAYS_INLINE const member_entry* find(std::string_view name, const object_layout& layout,
                                               const member_entry* expected) const noexcept {
    // The last member is followed by `lookahead` entries that match nothing.
    for (unsigned i = 0; i < object_layout::lookahead; ++i)
      if (is_named(expected[i], name)) return &expected[i];
    return find_anywhere(name, layout);
  }
  ASSAY_NOINLINE static const member_entry* find_anywhere(std::string_view name,
                                                          const object_layout& layout) noexcept {
    if (name.empty() || (layout.names & name_bit(name)) == 0) return nullptr;
    for (const member_entry* m = layout.members; m != layout.members + layout.count; ++m)
      if (m->schema->name == name) return m;
    return nullptr;
  }

  ASSAY_NOINLINE bool walk_object(const object_shape& shape, const json_object& o, unsigned depth) {
    if (depth <= min_struct_depth_) return false;
    const object_layout& layout = *shape.layout;
    const bool has_checks = verdict_.asks_for(layout.checked_from) && layout.check_count != 0;
    if (has_checks && asks_for_object(layout)) return false;
    const std::size_t first = members_.size();
    if (has_checks) members_.resize(first + layout.count);
    parts_ += o.size();
    const member_entry* expected = layout.members;
    std::uint64_t seen = 0;
    std::size_t unknown = 0;
    int tag = tag_unread;
    for (const boost::json::key_value_pair& pair : o) {
      const member_entry* const m = find(name_of(pair), layout, expected);
      if (m == nullptr) [[unlikely]] {
        const level noted_from = std::min(layout.closed_from, unknown_from_);
        if (verdict_.asks_for(noted_from) || ++unknown > max_members_ ||
            !characters(name_of(pair)) || !free_form(pair.value(), depth - 1))
          return false;
        continue;
      }
      if (m->key.size == 0 && !characters(name_of(pair))) return false; // not a key
      seen |= m->bit;
      expected = m + 1;
      if (has_checks) members_[first + m->index] = &pair.value();
      const member_shape& s = shape.members[m->index];
      if (!member(shape, s, *m, o, pair.value(), depth - 1, tag)) return false;
    }
    if ((seen & layout.required) != layout.required || layout.is_wide()) [[unlikely]]
      if (!has_required(layout, o, seen)) return false;
    if (!has_checks) return true;
    const bool agree = members_agree(layout, first);
    members_.resize(first);
    return agree;
  }

  ASSAY_ALWAYS_INLINE bool member(const object_shape& shape, const member_shape& s,
                                  const member_entry& m, const json_object& o, const json_value& v,
                                  unsigned depth, int& tag) {
    if (verdict_.asks_for(s.deprecated_from)) [[unlikely]]
      return false;
    if (v.is_null() && !verdict_.asks_for(s.null_below)) return true;
    if (v.is_null() && m.optional) return false; // the rules for missing members may report it
    switch (s.value->step) {
    case value_step::forbidden: return false;
    case value_step::known_tag: return v.is_string() && characters(view_of(v.get_string()));
    case value_step::tag: return v.is_string() && name_alternative(shape, v.get_string(), tag);
    case value_step::tagged_beside:
      if (tag == tag_unread) [[unlikely]] {
        const json_value* const named = o.if_contains(shape.layout->tag);
        if (named == nullptr || !named->is_string() ||
            !name_alternative(shape, named->get_string(), tag))
          return false;
      }
      if (!v.is_object()) return false;
      return tag >= 0 ? walk_object(*s.value->objects[static_cast<std::size_t>(tag)],
                                    v.get_object(), depth)
                      : free_form(v, depth);
    case value_step::text:
      return v.is_string() && characters(view_of(v.get_string())) &&
             keeps_rules(m, v.get_string(), v);
    default: return walk(*s.value, m, v, depth) && (!s.has_rules || keeps_value_rules(m, v));
    }
  }

  /// Sets `tag` to the alternative that the tag names. Returns false if that is an error.
  bool name_alternative(const object_shape& shape, const boost::json::string& s, int& tag) {
    if (!characters(view_of(s))) return false;
    tag = shape.tagged->find(view_of(s));
    if (tag >= 0) [[likely]]
      return true;
    tag = tag_unknown;
    return keeps_unknown_types_ && shape.tagged->type->keeps_unknown;
  }

  /// Returns whether all members that are required at this level are present. `seen` has the bits
  /// of the first 64.
  ASSAY_NOINLINE bool has_required(const object_layout& layout, const json_object& o,
                                   std::uint64_t seen) const {
    for (std::uint64_t absent = layout.required & ~seen; absent != 0; absent &= absent - 1)
      if (is_required(layout.members[std::countr_zero(absent)])) return false;
    for (unsigned i = 64; i < layout.count; ++i)
      if (is_required(layout.members[i]) && !o.contains(layout.members[i].schema->name))
        return false;
    return true;
  }
  bool is_required(const member_entry& m) const noexcept {
    return !m.schema->forbidden && (!m.optional || verdict_.asks_for(m.schema->required_from));
  }

  // Values of described types.

  ASSAY_NOINLINE bool walk(const value_shape& shape, const member_entry& m, const json_value& v,
                           unsigned depth) {
    switch (shape.step) {
    case value_step::text:
      return v.is_string() && characters(view_of(v.get_string())) &&
             keeps_rules(m, v.get_string(), v);
    case value_step::signed_integer: return signed_number(m, v);
    case value_step::unsigned_integer: return unsigned_number(m, v);
    case value_step::real: return real_number(*shape.type, m, v);
    case value_step::boolean: return v.is_bool();
    case value_step::enumeration: {
      if (!v.is_string() || !characters(view_of(v.get_string()))) return false;
      const std::string_view s = view_of(v.get_string());
      for (const std::string_view name : shape.type->names)
        if (name == s) return true;
      return false;
    }
    case value_step::timestamp:
      return v.is_string() && characters(view_of(v.get_string())) &&
             is_rfc3339(view_of(v.get_string()));
    case value_step::any: return free_form(v, depth);
    case value_step::free_object: return v.is_object() && free_form(v, depth);
    case value_step::object:
      return v.is_object() && walk_object(*shape.objects.front(), v.get_object(), depth);
    case value_step::array: return v.is_array() && elements(shape, v.get_array(), depth);
    case value_step::map: return v.is_object() && elements(shape, v.get_object(), depth);
    case value_step::one_of:
      for (const element_shape& e : shape.elements)
        if ((e.value->kinds & kind_bit(kind_of_value(v))) != 0)
          return walk(*e.value, *e.entry, v, depth);
      return false;
    case value_step::tagged_inside:
      return v.is_object() && tagged_inside(shape, v, v.get_object(), depth);
    case value_step::typed_or_any:
      if (v.is_object()) return walk_object(*shape.objects.front(), v.get_object(), depth);
      return !verdict_.asks_for(shape.type->typed_from) && free_form(v, depth);
    case value_step::tagged_beside: // only as a member, which knows its tag
    case value_step::tag:
    case value_step::known_tag:
    case value_step::forbidden: return false;
    }
    return false;
  }

  static kind kind_of_value(const json_value& v) noexcept {
    switch (v.kind()) {
    case boost::json::kind::null: return kind::null;
    case boost::json::kind::bool_: return kind::boolean;
    case boost::json::kind::int64:
    case boost::json::kind::uint64:
    case boost::json::kind::double_: return kind::number;
    case boost::json::kind::string: return kind::string;
    case boost::json::kind::array: return kind::array;
    case boost::json::kind::object: return kind::object;
    }
    return kind::none;
  }

  bool elements(const value_shape& shape, const json_array& a, unsigned depth) {
    if (depth == 0 || a.size() > max_members_ ||
        (shape.has_fixed_size && a.size() != shape.type->size))
      return false;
    parts_ += a.size();
    const element_shape& e = shape.elements.front();
    for (const json_value& v : a)
      if (!walk(*e.value, *e.entry, v, depth - 1)) return false;
    return true;
  }
  bool elements(const value_shape& shape, const json_object& o, unsigned depth) {
    if (depth == 0 || o.size() > max_members_) return false;
    parts_ += o.size();
    const element_shape& e = shape.elements.front();
    for (const boost::json::key_value_pair& m : o)
      if (!characters(name_of(m)) || !walk(*e.value, *e.entry, m.value(), depth - 1)) return false;
    return true;
  }

  bool tagged_inside(const value_shape& shape, const json_value& v, const json_object& o,
                     unsigned depth) {
    const json_value* const tag = o.if_contains(shape.type->tag);
    const int i = tag != nullptr && tag->is_string() ? shape.find(view_of(tag->get_string())) : -1;
    if (i >= 0) [[likely]]
      return walk_object(*shape.objects[static_cast<std::size_t>(i)], o, depth);
    return shape.type->keeps_unknown && free_form(v, depth);
  }

  std::size_t max_size_, max_characters_;
  level unknown_from_;
  /// The size of the value's strings and names, in bytes.
  std::size_t characters_ = 0;
  /// The number of its members and elements.
  std::size_t parts_ = 0;
};

} // namespace assay::detail
