// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/schema.hpp"

#include "assay/error/code.hpp"

#include <set>

namespace docs {

/// The codes of the category `schema` that a member of the object, or its absence, can have.
std::set<assay::code> codes_of(const assay::object_schema& schema, const assay::member_schema& m);

/// Those that an object can have by itself, its members' left out.
std::set<assay::code> codes_of(const assay::object_schema& schema);

} // namespace docs
