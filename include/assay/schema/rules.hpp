// SPDX-License-Identifier: BSL-1.0
#pragma once

/// @file
///
/// Includes all functions that state the rules of a wire object. The header of each group begins
/// with an example; docs/guide/own-objects.md explains all rules.

#include "assay/schema/rules/across.hpp"
#include "assay/schema/rules/counts.hpp"
#include "assay/schema/rules/field.hpp"
#include "assay/schema/rules/names.hpp"
#include "assay/schema/rules/numbers.hpp"
#include "assay/schema/rules/object.hpp"
#include "assay/schema/rules/presence.hpp"
#include "assay/schema/rules/satisfies.hpp"
#include "assay/schema/rules/strings.hpp"
#include "assay/schema/rules/tagged.hpp"
