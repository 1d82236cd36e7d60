// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/json/detail/read/alternatives.hpp"
#include "assay/json/detail/read/object_reader.hpp"
#include "assay/json/detail/read/tag_index.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace assay::detail {

/// Checks or reads tagged unions: those whose tag is beside them, and those whose alternatives hold
/// it.
class union_reader : public object_reader {
 public:
  using object_reader::object_reader;

  template <class Variant>
  const char* tag(const char* p, const member_entry& m, unsigned depth) {
    if (*p != '"') [[unlikely]] {
      tag_.index = tag_unknown;
      return mismatch(p, m, depth, "string");
    }
    constexpr const auto& names = alternative_names<Variant>;
    if (has_window(p)) [[likely]] {
      tag_.index = names.find_quoted(p);
      if (tag_.index >= 0) [[likely]]
        return p + names[static_cast<std::size_t>(tag_.index)].size() + 2;
    }
    const char* const next = string(p + 1, tag_.token);
    if (next == nullptr) [[unlikely]]
      return nullptr;
    tag_.index = find_alternative<Variant>(tag_.token);
    if (tag_.index >= 0) [[likely]]
      return next;
    tag_.index = tag_unknown;
    return keeps_unknown_types_ && keeps_unknown<Variant>
               ? next
               : verdict_.violate(m.enforced_from, next,
                                  {.what = code::unknown_type, .at = p, .member = &m});
  }

  /// Skips the tag inside an alternative. It was checked before.
  const char* known_tag(const char* p) { return scanner::string(p + 1); }

  /// Returns the index of the payload's alternative that the tag of the last event names. Empty if
  /// it names none.
  std::optional<std::size_t> alternative() const noexcept {
    return tag_.index >= 0 ? std::optional<std::size_t>(static_cast<std::size_t>(tag_.index))
                           : std::nullopt;
  }
  /// Forgets the last event.
  void forget() noexcept {
    object_reader::forget();
    tag_ = {};
  }

  void set_unknown_policy(const options& o) noexcept {
    keeps_unknown_types_ = o.keep_unknown_types;
    unknown_members_from_ = o.reject_unknown_members ? level::strict : never;
  }

 protected:
  friend class object_reader;

  static constexpr int tag_unread = -1;
  static constexpr int tag_unknown = -2;

  /// A payload that came before its tag.
  struct late_payload {
    const char* at = nullptr;
    void* target = nullptr;
    const char* (*read)(union_reader&, const char* p, void* target, unsigned depth) = nullptr;
    unsigned depth = 0;
  };

  /// The tag of the object that is being read.
  struct tag_state {
    /// The index of the alternative.
    int index = tag_unread;
    string_token token{};
    late_payload late{};
    /// The object; null for the event itself.
    const char* object = nullptr;
    /// The tag's name; empty for the event itself.
    std::string_view name{};
  };

  /// Checks or reads a nested object. `MayBeFull` means that its table may need its members' texts.
  template <bool Fill, bool MayBeFull>
  const char* inner_object(const char* p, const object_layout& layout, void* target,
                           unsigned depth) {
    if constexpr (MayBeFull)
      if (verdict_.asks_for(layout.full_from)) return full_object<Fill>(p, layout, target, depth);
    return object<Fill, false>(p, layout, target, depth);
  }
  template <bool Fill>
  const char* full_object(const char* p, const object_layout& layout, void* target,
                          unsigned depth) {
    if (layout.tag.empty()) return object<Fill, false, true>(p, layout, target, depth);
    const tag_state outer = std::exchange(tag_, {.object = p, .name = layout.tag});
    p = object<Fill, false, true>(p, layout, target, depth);
    tag_ = outer;
    return p;
  }

  /// Checks or reads a union whose tag is beside it. If the tag has not come yet, the payload is
  /// remembered.
  template <bool Fill, tagged_variant V>
  const char* tagged_beside(const char* p, V* v, const member_entry& m, unsigned depth) {
    if (*p != '{') [[unlikely]]
      return mismatch(p, m, depth, "object");
    if (tag_.index != tag_unread) [[likely]]
      return beside_tag<Fill>(p, v, depth);
    if (tag_.object != nullptr) return before_tag<Fill>(p, v, depth);
    tag_.late = {p, v,
                 [](union_reader& r, const char* at, void* t, unsigned d) {
                   return r.beside_tag<Fill>(at, static_cast<V*>(t), d);
                 },
                 depth};
    return value_read_again(p, depth);
  }

  /// Checks or reads a nested payload that comes before its tag, which is searched first.
  ///
  /// If it were read after its tag, as the event's own payload is, nested payloads would be scanned
  /// once for each level.
  template <bool Fill, tagged_variant V>
  ASSAY_NOINLINE const char* before_tag(const char* p, V* v, unsigned depth) {
    const char* tag = nullptr;
    if (!find_tag(tag_.object, tag_.name, depth + 1, tag)) return nullptr;
    if (tag == nullptr) return value(p, depth);
    const bool is_text = *tag == '"';
    tag_.token = {};
    if (is_text) string_read_again(tag, tag_.token);
    tag_.index = is_text ? find_alternative<V>(tag_.token) : tag_unknown;
    if (tag_.index < 0) tag_.index = tag_unknown;
    return beside_tag<Fill>(p, v, depth);
  }

  /// Scans a value that is read again later. Its violations are noted then.
  const char* value_read_again(const char* p, unsigned depth) {
    const bool outer_rereading = std::exchange(verdict_.rereading, true);
    p = value(p, depth);
    verdict_.rereading = outer_rereading;
    return p;
  }

  /// Reads the payload that came before its tag.
  ASSAY_COLD ASSAY_NOINLINE const char* read_late() {
    const late_payload late = std::exchange(tag_.late, {});
    return tag_.index != tag_unread ? late.read(*this, late.at, late.target, late.depth)
                                    : value(late.at, late.depth);
  }

  template <bool Fill, class V>
  const char* beside_tag(const char* p, V* v, unsigned depth) {
    if constexpr (keeps_unknown<V>) {
      const bool outer_misfit = std::exchange(verdict_.misfit, false);
      const bool outer_must_fit =
          std::exchange(verdict_.must_fit, false); // a value that does not fit is kept
      if constexpr (Fill) p = read_or_keep(p, *v, depth);
      else p = known_or_any<Fill>(p, v, depth);
      verdict_.misfit = outer_misfit;
      verdict_.must_fit = outer_must_fit;
      return p;
    } else {
      return known_or_any<Fill>(p, v, depth);
    }
  }
  template <bool Fill, class V>
  const char* known_or_any(const char* p, V* v, unsigned depth) {
    if (tag_.index < 0) return value(p, depth);
    const auto i = static_cast<std::size_t>(tag_.index);
    if constexpr (Fill) return read_alternative(p, *v, i, depth);
    else return check_alternative<V>(p, i, depth);
  }

  /// Reads the payload as its alternative, or keeps it untyped if it does not fit.
  template <class V>
  const char* read_or_keep(const char* p, V& v, unsigned depth) {
    // A payload that was untyped is usually untyped again. So it is checked first, and its memory
    // is kept.
    const bool was_untyped = tag_.index < 0 || std::holds_alternative<untyped_payload>(v);
    const auto i = static_cast<std::size_t>(tag_.index);
    const char* next = nullptr;
    if (was_untyped) next = known_or_any<false>(p, &v, depth);
    else next = read_alternative(p, v, i, depth);
    const bool fits = !verdict_.misfit && tag_.index >= 0;
    if (next == nullptr || verdict_.rejected()) [[unlikely]]
      return next;
    if (fits && was_untyped) read_alternative_again(p, v, i, depth);
    if (fits) return next;
    untyped_payload& untyped = alternative_of<untyped_payload>(v);
    if (tag_.index >= 0) untyped.type = alternative_names<V>[i];
    else assign(untyped.type, tag_.token);
    store_raw(untyped.content, {p, next});
    return next;
  }

  /// Checks or reads a union whose alternatives hold their tags.
  template <bool Fill, tagged_variant V>
  const char* tagged_inside(const char* p, V* v, const member_entry& m, unsigned depth) {
    if (*p != '{') [[unlikely]]
      return mismatch(p, m, depth, "object");
    const char* tag = nullptr;
    if (!find_tag(p, union_rules_of<V>.tag, depth, tag)) [[unlikely]]
      return nullptr;
    const int index = alternative_at<V>(tag);
    if (index < 0) [[unlikely]]
      return unknown_alternative<Fill>(p, value(p, depth), v, tag, m);
    const auto i = static_cast<std::size_t>(index);
    if constexpr (!keeps_unknown<V>) {
      if constexpr (Fill) return read_alternative(p, *v, i, depth);
      else return check_alternative<V>(p, i, depth);
    } else {
      return known_or_raw<Fill>(p, v, i, depth);
    }
  }

  /// Returns the index of the alternative that the tag at p names. Returns -1 if it names none, is
  /// not a string, or p is null.
  template <class V>
  int alternative_at(const char* p) {
    if (p == nullptr || *p != '"') return -1;
    string_token token;
    string_read_again(p, token);
    return find_alternative<V>(token);
  }
  void string_read_again(const char* p, string_token& token) {
    const bool outer_rereading = std::exchange(verdict_.rereading, true);
    string(p + 1, token);
    verdict_.rereading = outer_rereading;
  }

  /// Handles an object whose tag is missing or unknown: keeps it unchanged if the union does that.
  /// `next` is the position after it, or null when reading has stopped.
  template <bool Fill, class V>
  ASSAY_NOINLINE const char* unknown_alternative(const char* p, const char* next, V* v,
                                                 const char* tag, const member_entry& m) {
    if (next == nullptr) return nullptr;
    if constexpr (keeps_unknown<V>) {
      if constexpr (Fill) store_raw(alternative_of<raw_object>(*v), {p, next});
      return tag != nullptr ? check_repeated_tag<V>(p, next) : next;
    } else {
      finding f{.what = code::unknown_type, .at = tag, .member = &tag_entry<V>};
      if (tag == nullptr) f.what = code::missing_member, f.at = p;
      else if (*tag != '"') f.what = code::type_mismatch, f.expected = "string";
      return verdict_.violate(m.enforced_from, next, f);
    }
  }

  /// Notes a duplicate tag: readers disagree about which of the two counts.
  template <class V>
  const char* check_repeated_tag(const char* p, const char* next) {
    constexpr std::string_view name = union_rules_of<V>.tag;
    const bool outer_rereading = std::exchange(verdict_.rereading, true);
    const char* ignored = nullptr;
    const bool found = tags_.find(*this, p, name, max_depth_, ignored);
    verdict_.rereading = outer_rereading;
    const tag_index::places places = found ? tags_.places_of(p, name) : tag_index::places();
    if (places.again == nullptr) [[likely]]
      return next;
    return verdict_.violate(level::reference, next,
                            {.what = code::duplicate_member,
                             .at = places.again,
                             .first = places.first,
                             .member = &tag_entry<V>});
  }

  /// Reads an alternative, or keeps the object unchanged if it does not fit, as for typed_or_raw.
  template <bool Fill, class V>
  const char* known_or_raw(const char* p, V* v, std::size_t i, unsigned depth) {
    const bool outer_misfit = std::exchange(verdict_.misfit, false);
    const bool outer_must_fit = std::exchange(verdict_.must_fit, false);
    const char* next = nullptr;
    if constexpr (Fill) {
      const bool was_raw = std::holds_alternative<raw_object>(*v);
      next = was_raw ? check_alternative<V>(p, i, depth) : read_alternative(p, *v, i, depth);
      if (next != nullptr && verdict_.misfit) store_raw(alternative_of<raw_object>(*v), {p, next});
      else if (next != nullptr && was_raw) read_alternative_again(p, *v, i, depth);
    } else {
      next = check_alternative<V>(p, i, depth);
    }
    verdict_.misfit = outer_misfit; // an object that is kept raw fits
    verdict_.must_fit = outer_must_fit;
    return next;
  }

  /// The entry of a union's tag, for findings.
  template <class V>
  static constexpr member_entry tag_entry = [] {
    member_entry e;
    e.schema = &tag_inside<V>;
    e.index = not_there;
    return e;
  }();

  /// Finds where the value of an object's tag begins; null if it has none. Returns false when
  /// reading stops.
  bool find_tag(const char* p, std::string_view name, unsigned depth, const char*& tag) {
    const char* const first = skip_space(p + 1);
    if (const char* const value = value_of_first(first, name); value != nullptr) [[likely]] {
      tag = value;
      return true;
    }
    if (*first == '}') return true;
    const bool outer_rereading = std::exchange(verdict_.rereading, true);
    const bool found = tags_.find(*this, p, name, depth, tag);
    verdict_.rereading = outer_rereading;
    return found;
  }
  /// Returns the value of the member at p, if its key is this name without escapes, and the value
  /// is a string. Otherwise null.
  const char* value_of_first(const char* p, std::string_view name) const noexcept {
    const auto size = static_cast<std::ptrdiff_t>(name.size());
    if (!has_bytes(p, size + 4) || *p != '"' || p[size + 1] != '"' ||
        std::string_view(p + 1, name.size()) != name)
      return nullptr;
    p = skip_space(p + size + 2);
    if (*p != ':') return nullptr;
    p = skip_space(p + 1);
    return *p == '"' && string_ends(p) ? p : nullptr;
  }
  /// Returns whether the string at p is short and plain, so that it can be read in advance.
  bool string_ends(const char* p) const noexcept {
    constexpr std::ptrdiff_t max_tag = 64;
    for (std::ptrdiff_t i = 1; i < max_tag && has_bytes(p, i + 2); ++i) {
      if (p[i] == '"') return true;
      if (p[i] == '\\' || static_cast<signed char>(p[i]) < 0x20) return false;
    }
    return false;
  }

  template <class V>
  const char* check_alternative(const char* p, std::size_t i, unsigned depth) {
    using layouts = alternative_layouts<V>;
    return inner_object<false, layouts::may_be_full>(p, *layouts::all[i], nullptr, depth);
  }
  template <class V>
  const char* read_alternative(const char* p, V& v, std::size_t i, unsigned depth) {
    using layouts = alternative_layouts<V>;
    return inner_object<true, layouts::may_be_full>(p, *layouts::all[i], layouts::activate[i](v),
                                                    depth);
  }
  /// Reads an alternative that was checked before, so that nothing is noted again.
  template <class V>
  void read_alternative_again(const char* p, V& v, std::size_t i, unsigned depth) {
    const bool outer_rereading = std::exchange(verdict_.rereading, true);
    read_alternative(p, v, i, depth);
    verdict_.rereading = outer_rereading;
  }

  tag_state tag_{};
  /// The tags that unions hold after other members.
  tag_index tags_;
  bool keeps_unknown_types_ = false;
};

inline const char* object_reader::read_late_payload() {
  auto& self = static_cast<union_reader&>(*this);
  if (self.tag_.late.read == nullptr) [[likely]]
    return begin_;
  return self.read_late();
}

} // namespace assay::detail
