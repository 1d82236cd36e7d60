// SPDX-License-Identifier: BSL-1.0
#pragma once

/// @file
///
/// Includes the test kit: generators of texts that a parser must accept or reject, made from
/// schemas. See docs/guide/testing.md.
///
/// assay.hpp does not include it: programs in production do not need it.

#include "assay/testing/almost_valid.hpp"
#include "assay/testing/annotate.hpp"
#include "assay/testing/batch_sample.hpp"
#include "assay/testing/dictionary.hpp"
#include "assay/testing/differential.hpp"
#include "assay/testing/disagreement.hpp"
#include "assay/testing/disagreement_text.hpp"
#include "assay/testing/generate.hpp"
#include "assay/testing/generated.hpp"
#include "assay/testing/hostile.hpp"
#include "assay/testing/hostile_kinds.hpp"
#include "assay/testing/json_difference.hpp"
#include "assay/testing/json_tree.hpp"
#include "assay/testing/line_stream.hpp"
#include "assay/testing/mutate.hpp"
#include "assay/testing/print.hpp"
#include "assay/testing/reduce.hpp"
#include "assay/testing/sample.hpp"
#include "assay/testing/sample_json.hpp"
#include "assay/testing/sample_kind.hpp"
#include "assay/testing/source.hpp"
#include "assay/testing/text_check.hpp"
#include "assay/testing/valid.hpp"
