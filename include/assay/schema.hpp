// SPDX-License-Identifier: BSL-1.0
#pragma once

/// @file
///
/// Includes all public headers of schema/: levels, rules, formats, types of members, and the schema
/// that describes an object.

#include "assay/identity/timestamp.hpp"
#include "assay/schema/api.hpp"
#include "assay/schema/bound.hpp"
#include "assay/schema/case_style.hpp"
#include "assay/schema/decimal.hpp"
#include "assay/schema/default_initialized.hpp"
#include "assay/schema/expectation.hpp"
#include "assay/schema/format.hpp"
#include "assay/schema/level.hpp"
#include "assay/schema/rule.hpp"
#include "assay/schema/rule_violations.hpp"
#include "assay/schema/rules.hpp"
#include "assay/schema/schema.hpp"
#include "assay/schema/schema_of.hpp"
#include "assay/schema/traits.hpp"
