// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/detail/wire_object.hpp"

namespace assay {

/// The description of a wire object: its members with their types, rules, levels and words, as the
/// reader and the writer use them.
///
/// For whatever is made from a schema: documents, schemas for other languages, generators for
/// tests, redaction. Constant; what it refers to lives as long as the program. T is a described
/// struct; a T that the library could not read does not compile. A program in which the rules have
/// predicates, or members are `defaulted`, includes assay/json/validator.hpp somewhere, which makes
/// the functions that call them, or write such structs.
template <detail::described T>
constexpr const object_schema& schema_of() noexcept {
  return detail::object_description<T>::schema;
}

/// The description of a described member: `schema_of_member<&event::seq>().name` is "seq".
template <auto Member>
constexpr const member_schema& schema_of_member() noexcept {
  using description = detail::object_description<decltype(detail::class_of(Member))>;
  return description::members[description::index_of(detail::id_of<Member>())];
}

/// The description of the type of a member or of an element, such as `std::vector<event>`.
template <class T>
constexpr const type_schema& schema_of_type() noexcept {
  return detail::type_schema_of<detail::value_type_t<T>>;
}

} // namespace assay
