#pragma once

#include "assay/json/detail/write/output.hpp"
#include "assay/json/detail/table/table.hpp"

#include <charconv>

namespace assay::detail {

/// Writes described structs.
///
/// Each struct has code of its own, in which its members follow one another: a loop over its table,
/// one for all structs, waits at each member for a jump that no processor foresees where one kind
/// of event comes behind another.
///
/// The position goes from function to function in a register: kept in the buffer, each member would
/// wait for the store of the one before. A function makes room for what it writes; what writes a
/// value leaves `min_slack` bytes behind it, of which the caller uses at most two, for punctuation,
/// before room is made again. Each member is followed by a comma, and the brace behind the last one
/// takes the comma's place.
class writer : private output {
 public:
  using output::output;
  using output::valid;

  /// Appends the object to the buffer.
  template <described T>
  void append(const T& v) {
    // What no cache holds is waited for once, and not line by line.
    for (std::size_t i = 0; i < sizeof v; i += cache_line)
      __builtin_prefetch(reinterpret_cast<const char*>(&v) + i);
    out_.commit(value(out_.reserve(0), v));
  }

 private:
  template <described T>
  char* value(char* p, const T& v) {
    p = out_.reserve_behind(p, min_slack);
    *p++ = '{';
    p = members(p, v, wire_members<T>());
    for (const auto& [name, kept] : additional_of(v).list) {
      p = string(p, name);
      *p++ = ':';
      p = raw(p, kept.text());
      *p++ = ',';
    }
    return close(p, '}');
  }

  /// The members that the struct names, in its table's order: the tag, then the described ones.
  template <class T, template <class...> class List, class... D>
  char* members(char* p, const T& v, List<D...>) {
    const member_schema* m = object_table<T>::members.data();
    if constexpr (object_table<T>::has_tag) {
      ((p = tag(p, m->key, v.*D::pointer)), ...);
      ++m;
    }
    ((p = member(p, (m++)->key, v.*D::pointer)), ...);
    return p;
  }

  /// The name of the alternative that a tagged variant holds; nothing for other members.
  template <class V>
  char* tag(char* p, const quoted_key& k, const V& v) {
    if constexpr (tagged_variant<V>) {
      p = key(p, k, short_text::capacity + min_slack);
      if (const auto* untyped = std::get_if<untyped_payload>(&v)) {
        p = string(p, untyped->type);
      } else {
        constexpr const auto& names = alternative_names<V>;
        const short_text& quoted = names.quoted(v.index());
        p = quoted.size != 0 ? quoted.copy_to(p) : string(p, names[v.index()]);
      }
      *p++ = ',';
    }
    return p;
  }

  /// A member's name and its value, and a comma; nothing when it is absent.
  ///
  /// A text that is always there is written in place. All else of one type shares a function, which
  /// compiles faster and costs no time.
  template <class V>
  [[gnu::always_inline]] char* member(char* p, const quoted_key& k, const V& v) {
    if constexpr (is_optional<V>) {
      return v ? shared_member(p, k, *v) : p;
    } else if constexpr (is_optional_or_null<V>) {
      if (v.is_absent()) return p;
      if (v) return shared_member(p, k, *v);
      p = raw(key(p, k), "null");
      *p++ = ',';
      return p;
    } else if constexpr (std::is_same_v<V, std::string>) {
      return member_in_place(p, k, v);
    } else {
      return shared_member(p, k, v);
    }
  }
  template <class V>
  [[gnu::noinline]] char* shared_member(char* p, const quoted_key& k, const V& v) {
    return member_in_place(p, k, v);
  }
  template <class V>
  [[gnu::always_inline]] char* member_in_place(char* p, const quoted_key& k, const V& v) {
    if constexpr (std::is_same_v<V, std::string>)
      p = string_at(key(p, k, v.size() + string_slack), v);
    else if constexpr (std::is_same_v<V, raw_object> || std::is_same_v<V, raw_json>)
      p = copy(key(p, k, v.text().size() + min_slack), v.text());
    else p = value(key(p, k), v);
    *p++ = ',';
    return p;
  }

  /// A member's name and its colon. `room`: how many bytes may be written behind them.
  [[gnu::always_inline]] char* key(char* p, const quoted_key& k, std::size_t room = min_slack) {
    p = out_.reserve_behind(p, quoted_key::capacity + room);
    return k.copy_to(p);
  }
  [[gnu::noinline]] char* string(char* p, std::string_view s) {
    return string_at(out_.reserve_behind(p, s.size() + string_slack), s);
  }
  char* raw(char* p, std::string_view s) {
    return copy(out_.reserve_behind(p, s.size() + min_slack), s);
  }
  static char* copy(char* p, std::string_view s) {
    std::memcpy(p, s.data(), s.size());
    return p + s.size();
  }
  char* close(char* p, char bracket) {
    p -= p[-1] == ',';
    *p++ = bracket;
    return out_.reserve_behind(p, min_slack); // objects that end behind one another would use it up
  }

  char* value(char* p, const std::string& v) { return string(p, v); }
  template <plain_integer T>
  char* value(char* p, T v) {
    p = out_.reserve_behind(p, 2 * min_slack);
    return std::to_chars(p, p + min_slack, v).ptr;
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
    return std::visit([&](const auto& x) { return value(p, x); }, v);
  }
  template <class T>
  char* value(char* p, const std::vector<T>& v) {
    constexpr bool is_object = type_name<std::vector<T>> == "object";
    p = out_.reserve_behind(p, min_slack);
    *p++ = is_object ? '{' : '[';
    for (const T& x : v) {
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
