#pragma once

#include "assay/json/detail/read/reader.hpp"

namespace assay::detail {

// The functions that the table holds for a member, declared in table.hpp. A table names all of
// them, so whoever uses one needs this header, even if only to write.

template <class V, bool Constrained, bool Nullable>
const char* check_member(reader& r, const char* p, const member_schema& m, unsigned depth) {
  if constexpr (Nullable)
    if (*p == 'n') return r.read_null(p);
  if constexpr (is_text<V>) return r.read_text<false, Constrained>(p, nullptr, m, depth);
  else return r.read_value<false, V>(p, nullptr, m, depth);
}

/// Reads a member of type M, std::optional and the like included: one function for each type,
/// however many members have it.
template <class M, bool Constrained>
[[gnu::noinline]] const char* read_member_value(reader& r, const char* p, M& member,
                                                const member_schema& m, unsigned depth) {
  using value = value_type_t<M>;
  value* target = nullptr;
  if constexpr (is_optional_or_null<M>) {
    if (*p == 'n') {
      member.set_null();
      return r.read_null(p, m, depth);
    }
    target = member.has_value() ? &*member : &member.emplace();
  } else if constexpr (is_optional<M>) {
    if (*p == 'n' && m.rules->not_null_from == never) [[unlikely]] {
      const char* const next = r.read_null(p, m, depth);
      member.reset();
      if (next != nullptr) r.keep({m.key.name()}, "null");
      return next;
    }
    target = member.has_value() ? &*member : &member.emplace();
  } else {
    target = &member;
  }
  if constexpr (is_text<value>) return r.read_text<true, Constrained>(p, target, m, depth);
  else return r.read_value<true, value>(p, target, m, depth);
}

template <class T, class D, bool Constrained>
const char* read_member(reader& r, const char* p, void* object, const member_schema& m,
                        unsigned depth) {
  return read_member_value<member_type<D::pointer>, Constrained>(
      r, p, static_cast<T*>(object)->*D::pointer, m, depth);
}

template <class Variant>
const char* check_tag(reader& r, const char* p, const member_schema& m, unsigned depth) {
  return r.tag<Variant>(p, m, depth);
}
template <class Variant>
const char* read_tag(reader& r, const char* p, void*, const member_schema& m, unsigned depth) {
  return r.tag<Variant>(p, m, depth);
}
inline const char* check_forbidden(reader& r, const char* p, const member_schema& m,
                                   unsigned depth) {
  return r.forbidden(p, m, depth);
}
inline const char* read_forbidden(reader& r, const char* p, void*, const member_schema& m,
                                  unsigned depth) {
  return r.forbidden(p, m, depth);
}

} // namespace assay::detail
