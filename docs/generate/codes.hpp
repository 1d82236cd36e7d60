// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/schema.hpp"

#include "assay/error/code.hpp"

#include <set>

namespace docs {

/// Returns the codes of the category `schema` that a member of the object can have, present or
/// missing.
std::set<assay::code> codes_of(const assay::object_schema& schema, const assay::member_schema& m);

/// Returns the codes that an object can have, without those of its members.
std::set<assay::code> codes_of(const assay::object_schema& schema);

} // namespace docs
