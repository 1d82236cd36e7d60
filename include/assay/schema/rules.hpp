// SPDX-License-Identifier: BSL-1.0
#pragma once

/// All that the rules of a wire object are stated with. Each group of rules has a header of its
/// own, which begins with an example; docs/own-objects.md explains them all.

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
