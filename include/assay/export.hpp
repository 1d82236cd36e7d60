// SPDX-License-Identifier: BSL-1.0
#pragma once

/// @file
///
/// Includes all writers of schemas for other languages. See docs/schemas.md.
///
/// assay.hpp does not include it: programs that only validate do not need it. If a header needs the
/// library of Boost.JSON, its comment says so.

#include "assay/export/json_schema.hpp"
#include "assay/export/level_schema.hpp"
#include "assay/export/markdown.hpp"
#include "assay/export/openapi.hpp"
#include "assay/export/openapi_description.hpp"
#include "assay/export/pretty_json.hpp"
#include "assay/export/pydantic.hpp"
#include "assay/export/schema_at.hpp"
#include "assay/export/schema_change.hpp"
#include "assay/export/schema_change_text.hpp"
#include "assay/export/schema_diff.hpp"
#include "assay/export/typeddict.hpp"
#include "assay/export/typescript.hpp"
#include "assay/export/zod.hpp"
