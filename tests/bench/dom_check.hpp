// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "schema.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace bench::schema {

/// Returns whether a DOM's value is an event, by the table that all contenders use. Values that the
/// table leaves free need no check: the parser has checked them.
///
/// `Dom` has the type `value`, which is cheap to copy, and these functions:
///
///     kind kind_of(value);
///     std::string_view characters(value);           // of a string
///     std::optional<std::int64_t> to_int64(value);  // of an integer; nothing if it is too large
///     std::uint64_t to_uint64(value);               // of an integer that is not negative
///     double to_double(value);                      // of a fraction
///     bool all_members(value, F);                   // f(name, value) until it returns false
///     bool all_elements(value, F);                  // f(value) until it returns false
template <class Dom>
class dom_checker {
 public:
  using value = typename Dom::value;

  /// Checks the value. If it is an event, the members below hold its type and its number.
  bool event(value root) {
    std::optional<value> early; // a payload that precedes its type
    type_.reset();
    const bool ok =
        Dom::kind_of(root) == object && members(root, envelope, [&](std::size_t i, value v) {
          if (i != schema::payload) return envelope_member(i, v);
          if (type_) return payload(v);
          early = v;
          return true;
        });
    return ok && (!early || payload(*early));
  }

  std::size_t type() const { return *type_; }
  std::uint64_t sequence() const { return sequence_; }

 private:
  /// Calls f with the index and the value of each member that the rules name.
  template <class F>
  static bool members(value o, const object_rules& rules, F f) {
    std::uint32_t seen = 0;
    std::size_t next = 0;
    return Dom::all_members(o,
                            [&](std::string_view name, value v) {
                              const std::size_t i = rules.find(name, next);
                              if (i == rules.members.size()) return true;
                              if ((seen >> i & 1) != 0 || rules.members[i].forbidden) return false;
                              seen |= 1u << i;
                              next = i + 1;
                              return f(i, v);
                            }) &&
           (rules.required & ~seen) == 0;
  }

  bool envelope_member(std::size_t i, value v) {
    if (!takes_value(envelope_members[i], v)) return false;
    if (i == schema::seq) sequence_ = Dom::to_uint64(v);
    if (i == schema::type) type_ = type_index(Dom::characters(v));
    return i != schema::type || type_;
  }

  bool payload(value v) const {
    return Dom::kind_of(v) == object && object_of(v, payloads[*type_]);
  }
  static bool object_of(value o, const object_rules& rules) {
    return members(o, rules,
                   [&](std::size_t i, value v) { return takes_value(rules.members[i], v); });
  }

  static bool takes_value(const member& m, value v) {
    const kind k = Dom::kind_of(v);
    switch (k) {
    case string: return takes_string(m, Dom::characters(v));
    case integer: {
      const std::optional<std::int64_t> n = Dom::to_int64(v);
      return n ? takes_int64(m, *n) : takes_uint64(m);
    }
    case fraction: return takes_double(m, Dom::to_double(v));
    case object:
      if (!takes(m, object)) return false;
      if (m.nested != nullptr) return object_of(v, *m.nested);
      return m.element_kinds == anything || Dom::all_members(v, [&](std::string_view, value e) {
               return (m.element_kinds & Dom::kind_of(e)) != 0;
             });
    case array:
      return takes(m, array) && (m.element_kinds == anything || Dom::all_elements(v, [&](value e) {
                                   return (m.element_kinds & Dom::kind_of(e)) != 0;
                                 }));
    default: return takes(m, k);
    }
  }

  std::optional<std::size_t> type_;
  std::uint64_t sequence_ = 0;
};

} // namespace bench::schema
