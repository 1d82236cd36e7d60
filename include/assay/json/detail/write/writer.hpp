// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/json/detail/write/output.hpp"
#include "assay/json/detail/table/table.hpp"

#include <charconv>
#include <cmath>
#include <concepts>
#include <limits>
#include <memory>
#include <type_traits>
#include <variant>

namespace assay::detail {

/// Writes described structs.
///
/// Each struct has its own code, which writes its members one after another. A single loop over
/// tables for all structs would wait at each member for an indirect jump, which the processor
/// cannot predict if event types alternate.
///
/// The position is passed from function to function in a register. If it were kept in the buffer,
/// each member would wait for the store of the last one. Each function reserves the room for what
/// it writes. After a value, `min_slack` bytes remain; the caller uses at most two of them, for
/// punctuation, before it reserves again. Each member is followed by a comma, and the closing brace
/// replaces the last comma.
class writer : private output {
 public:
  using output::output;
  using output::valid;

  /// Appends the object to the buffer.
  template <class T>
  requires is_sound<T>
  void append(const T& v) {
    // Loads all cache lines of the object at once, instead of waiting for each.
    for (std::size_t i = 0; i < sizeof v; i += cache_line)
      prefetch(reinterpret_cast<const char*>(&v) + i);
    out_.commit(value(out_.reserve(0), v));
  }

 private:
  template <described T>
  char* value(char* p, const T& v) {
    p = out_.reserve_after(p, min_slack);
    *p++ = '{';
    return rest_of_object(p, v);
  }

  /// Writes the rest of an object after its opening brace, or after the tag of a union that v is an
  /// alternative of.
  template <class T>
  char* rest_of_object(char* p, const T& v) {
    if constexpr (!is_sound<T>) return p; // the compiler has reported why
    else return sound_rest(p, v);
  }
  template <class T>
  char* sound_rest(char* p, const T& v) {
    p = members(p, v, wire_members<T>());
    if constexpr (keeps_additional<T>)
      for (const auto& [name, kept] : additional_of(v).list) {
        p = string(p, name);
        *p++ = ':';
        p = raw(p, kept.text());
        *p++ = ',';
      }
    return close(p, '}');
  }

  /// Writes the struct's members in the order of its table: the tag, then the described ones.
  template <class T, template <class...> class List, class... D>
  char* members(char* p, const T& v, List<D...>) {
    [[maybe_unused]] const member_entry* m = object_table<T>::members.data();
    if constexpr (object_table<T>::has_tag) {
      ((p = tag(p, *m, v.*D::pointer)), ...);
      ++m;
    }
    ((p = member(p, *m++, v.*D::pointer)), ...);
    return p;
  }

  /// Writes the name of the alternative that a tagged variant holds. Writes nothing for other
  /// members.
  template <class V>
  char* tag(char* p, const member_entry& m, const V& v) {
    if constexpr (is_tagged_beside<V>) {
      p = key(p, m, short_text::capacity + min_slack);
      if (const std::string* untyped = type_of_untyped(v)) {
        p = string(p, *untyped);
      } else {
        constexpr const auto& names = alternative_names<V>;
        const short_text& quoted = names.quoted(v.index());
        p = quoted.size != 0 ? quoted.copy_to(p) : string(p, names[v.index()]);
      }
      *p++ = ',';
    }
    return p;
  }
  template <class... A>
  static const std::string* type_of_untyped(const std::variant<A...>& v) noexcept {
    if constexpr ((is_untyped<A> || ...))
      if (const auto* untyped = std::get_if<untyped_payload>(&v)) return &untyped->type;
    return nullptr;
  }

  /// Writes a member's name, its value and a comma. Writes nothing if it is absent.
  ///
  /// A required text is written inline. All other members of one type share a function, which
  /// compiles faster and costs no time.
  template <class V>
  ASSAY_ALWAYS_INLINE char* member(char* p, const member_entry& m, const V& v) {
    if constexpr (is_optional<V>) {
      return v ? shared_member(p, m, *v) : p;
    } else if constexpr (is_optional_or_null<V>) {
      if (v.is_absent()) return p;
      if (v) return shared_member(p, m, *v);
      p = raw(key(p, m), "null");
      *p++ = ',';
      return p;
    } else if constexpr (is_unique_ptr<V>) {
      return v != nullptr ? shared_member(p, m, *v) : p;
    } else if constexpr (std::is_same_v<V, std::string>) {
      return member_in_place(p, m, v);
    } else {
      return shared_member(p, m, v);
    }
  }
  template <class V>
  ASSAY_NOINLINE char* shared_member(char* p, const member_entry& m, const V& v) {
    return member_in_place(p, m, v);
  }
  template <class V>
  ASSAY_ALWAYS_INLINE char* member_in_place(char* p, const member_entry& m, const V& v) {
    if constexpr (std::is_same_v<V, std::string>)
      p = string_at(key(p, m, v.size() + string_slack), v);
    else if constexpr (std::is_same_v<V, raw_object> || std::is_same_v<V, raw_json>)
      p = copy(key(p, m, v.text().size() + min_slack), v.text());
    else p = value(key(p, m), v);
    *p++ = ',';
    return p;
  }

  /// Writes a member's name and its colon. Afterwards `room` bytes may be written.
  ASSAY_ALWAYS_INLINE char* key(char* p, const member_entry& m, std::size_t room = min_slack) {
    p = out_.reserve_after(p, quoted_key::capacity + room);
    if (m.key.size == 0) [[unlikely]]
      return long_key(p, m.schema->name, room);
    return m.key.copy_to(p);
  }
  /// Writes a name that is longer than a key.
  ASSAY_NOINLINE char* long_key(char* p, std::string_view name, std::size_t room) {
    p = string(p, name);
    *p++ = ':';
    return out_.reserve_after(p, room);
  }
  ASSAY_NOINLINE char* string(char* p, std::string_view s) {
    return string_at(out_.reserve_after(p, s.size() + string_slack), s);
  }
  char* raw(char* p, std::string_view s) {
    return copy(out_.reserve_after(p, s.size() + min_slack), s);
  }
  static char* copy(char* p, std::string_view s) {
    std::memcpy(p, s.data(), s.size());
    return p + s.size();
  }
  char* close(char* p, char bracket) {
    p -= p[-1] == ',';
    *p++ = bracket;
    return out_.reserve_after(p, min_slack); // several objects that end here would use up the room
  }

  char* value(char* p, const std::string& v) { return string(p, v); }
  template <detail::integer T>
  char* value(char* p, T v) {
    p = out_.reserve_after(p, 2 * min_slack);
    return std::to_chars(p, p + min_slack, v).ptr;
  }
  /// Writes the shortest text that reads back as the same number.
  template <std::floating_point T>
  char* value(char* p, T v) {
    if (!(std::abs(v) <= std::numeric_limits<T>::max())) [[unlikely]] {
      set_invalid();
      v = 0;
    }
    p = out_.reserve_after(p, 2 * min_slack);
    return std::to_chars(p, p + min_slack, v).ptr;
  }
  template <described_enum E>
  char* value(char* p, E v) {
    using table = enum_table<E>;
    std::size_t i = 0;
    while (i != table::size && table::values[i] != v) ++i;
    if (i != table::size) [[likely]]
      return string(p, table::names[i]);
    set_invalid(); // no enumerator has this value
    return raw(p, "null");
  }
  template <std::same_as<timestamp> T> // complete only where it is used
  char* value(char* p, const T& v) {
    if (v.text().empty()) [[unlikely]] // moved from
      set_invalid();
    return string(p, v.text());
  }
  char* value(char* p, bool v) {
    return raw(p, v ? std::string_view("true") : std::string_view("false"));
  }
  char* value(char* p, const number& v) {
    if (!v.is_finite()) [[unlikely]]
      set_invalid();
    return raw(p, v.text());
  }
  char* value(char* p, const raw_json& v) { return raw(p, v.text()); }
  char* value(char* p, const raw_object& v) { return raw(p, v.text()); }
  char* value(char* p, const untyped_payload& v) { return raw(p, v.content.text()); }
  template <class... A>
  char* value(char* p, const std::variant<A...>& v) {
    return std::visit(
        [&]<class T>(const T& x) {
          if constexpr (described<T>) p = with_tag(p, v, x);
          else p = value(p, x);
          return p;
        },
        v);
  }
  /// Writes an object that may hold the tag of a union.
  template <class V, class T>
  char* with_tag(char* p, const V& v, const T& x) {
    if constexpr (is_tagged_inside<V>) {
      p = out_.reserve_after(p, min_slack);
      *p++ = '{';
      p = string(p, union_rules_of<V>.tag);
      *p++ = ':';
      p = string(p, alternative_names<V>[v.index()]);
      *p++ = ',';
      return rest_of_object(p, x);
    } else {
      return value(p, x);
    }
  }
  template <class T>
  char* value(char* p, const std::unique_ptr<T>& v) {
    if (v != nullptr) [[likely]]
      return value(p, *v);
    set_invalid(); // an element must not be missing
    return raw(p, "null");
  }
  template <class T>
  requires(!std::is_void_v<element_type_t<T>>) char* value(char* p, const T& v) {
    constexpr bool is_object = kind_of_type<T> == type_kind::map;
    p = out_.reserve_after(p, min_slack);
    *p++ = is_object ? '{' : '[';
    for (const auto& x : v) {
      if constexpr (is_object) {
        p = string(p, x.first);
        *p++ = ':';
        p = value(p, x.second);
      } else {
        p = value(p, x);
      }
      *p++ = ',';
    }
    return close(p, is_object ? '}' : ']');
  }
};

} // namespace assay::detail
