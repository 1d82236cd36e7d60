// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/detail/wire_object.hpp"

namespace assay {

/// Returns the schema of a wire object: its members with the types, rules, levels and descriptions
/// that the reader and the writer use.
///
/// Use it to make documents, schemas for other languages, test data, or redaction from a schema.
/// The result is constant, and all that it refers to lives as long as the program.
///
/// T is a described struct. A T that assay cannot read does not compile. If rules have predicates,
/// or members are `defaulted`, one file of the program must include assay/json/validator.hpp, which
/// defines the functions that call predicates and write structs.
template <detail::described T>
constexpr const object_schema& schema_of() noexcept {
  return detail::object_description<T>::schema;
}

/// Returns the schema of a described member: `schema_of_member<&event::seq>().name` is "seq".
template <auto Member>
constexpr const member_schema& schema_of_member() noexcept {
  using description = detail::object_description<decltype(detail::class_of(Member))>;
  return description::members[description::index_of(detail::id_of<Member>())];
}

/// Returns the schema of the type of a member or element, such as `std::vector<event>`.
template <class T>
constexpr const type_schema& schema_of_type() noexcept {
  return detail::type_schema_of<detail::value_type_t<T>>;
}

} // namespace assay
