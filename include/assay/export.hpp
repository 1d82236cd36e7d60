// SPDX-License-Identifier: BSL-1.0
#pragma once

/// The schema for other languages, written from `schema_of<T>`. docs/schemas.md shows it at work.
/// Not a part of assay.hpp: who only validates has no use for it. The headers that need Boost.JSON
/// linked say so.

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
