// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/json/detail/read/reader.hpp"
#include "assay/json/detail/read/values.hpp"

namespace assay::detail {

// The functions that the table holds for a member, declared in table.hpp. Every table refers to all
// of them, so include this header wherever you use one, even if only to write.

/// Whether reading a V also checks its rules. The rules of other types are checked afterwards.
template <class V>
inline constexpr bool checks_rules_itself = is_text<V> || is_number<V>;

template <class V, bool Constrained, null_is Null>
const char* check_member(reader& r, const char* p, const member_entry& m, unsigned depth) {
  if constexpr (Null == null_is::absence)
    if (*p == 'n') return r.read_null(p);
  if constexpr (Null == null_is::checked)
    if (*p == 'n') return r.read_null(p, m, depth);
  if constexpr (is_text<V>) return r.read_text<false, Constrained>(p, nullptr, m, depth);
  else if constexpr (!Constrained || checks_rules_itself<V>)
    return r.read_value<false, V>(p, nullptr, m, depth);
  else return r.read_ruled<false, V>(p, nullptr, m, depth);
}

/// Makes a member hold a value, and returns its address.
template <class M>
auto* engage(M& member) {
  if constexpr (is_unique_ptr<M>) {
    if (member == nullptr) member = std::make_unique<value_type_t<M>>();
    return member.get();
  } else if constexpr (may_be_absent<M>) {
    return member.has_value() ? &*member : &member.emplace();
  } else {
    return &member;
  }
}

/// Reads a member of type M, such as std::optional. There is one function for each type, not for
/// each member.
template <class M, bool Constrained>
ASSAY_NOINLINE const char* read_member_value(reader& r, const char* p, M& member,
                                             const member_entry& m, unsigned depth) {
  using value = value_type_t<M>;
  if constexpr (is_optional_or_null<M>) {
    if (*p == 'n') {
      member.set_null();
      return r.read_null(p, m, depth);
    }
  } else if constexpr (may_be_absent<M>) {
    if (*p == 'n' && m.schema->not_null_from == never) [[unlikely]] {
      const char* const next = r.read_null(p, m, depth);
      member.reset();
      if (next != nullptr) r.keep({m.schema->name}, "null");
      return next;
    }
    if constexpr (holds_null<value>)
      if (*p == 'n') {
        member.reset();
        return r.read_null(p, m, depth);
      }
  }
  value* const target = engage(member);
  if constexpr (is_text<value>) return r.read_text<true, Constrained>(p, target, m, depth);
  else if constexpr (!Constrained || checks_rules_itself<value>)
    return r.read_value<true, value>(p, target, m, depth);
  else return r.read_ruled<true, value>(p, target, m, depth);
}

template <class T, class D, bool Constrained>
const char* read_member(reader& r, const char* p, void* object, const member_entry& m,
                        unsigned depth) {
  return read_member_value<member_type<D::pointer>, Constrained>(
      r, p, static_cast<T*>(object)->*D::pointer, m, depth);
}

template <class Variant>
const char* check_tag(reader& r, const char* p, const member_entry& m, unsigned depth) {
  return r.tag<Variant>(p, m, depth);
}
template <class Variant>
const char* read_tag(reader& r, const char* p, void*, const member_entry& m, unsigned depth) {
  return r.tag<Variant>(p, m, depth);
}
inline const char* check_known_tag(reader& r, const char* p, const member_entry&, unsigned) {
  return r.known_tag(p);
}
inline const char* read_known_tag(reader& r, const char* p, void*, const member_entry&, unsigned) {
  return r.known_tag(p);
}
inline const char* check_forbidden(reader& r, const char* p, const member_entry& m,
                                   unsigned depth) {
  return r.forbidden(p, m, depth);
}
inline const char* read_forbidden(reader& r, const char* p, void*, const member_entry& m,
                                  unsigned depth) {
  return r.forbidden(p, m, depth);
}
template <check_function Check>
const char* check_deprecated(reader& r, const char* p, const member_entry& m, unsigned depth) {
  return r.deprecated(p, m) == nullptr ? nullptr : Check(r, p, m, depth);
}
template <read_function Read>
const char* read_deprecated(reader& r, const char* p, void* object, const member_entry& m,
                            unsigned depth) {
  return r.deprecated(p, m) == nullptr ? nullptr : Read(r, p, object, m, depth);
}

} // namespace assay::detail
