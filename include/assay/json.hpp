// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Validators, readers and writers of wire objects, free-form JSON, and functions that look into
/// JSON texts.
///
/// The bridge to Boost.JSON is not included, because it needs Boost.JSON's library: include
/// assay/json/boost_json.hpp for it.

#include "assay/json/cycles.hpp"
#include "assay/json/encoding.hpp"
#include "assay/json/escapes.hpp"
#include "assay/json/instances_of.hpp"
#include "assay/json/json_output.hpp"
#include "assay/json/json_scanner.hpp"
#include "assay/json/json_text.hpp"
#include "assay/json/line_block.hpp"
#include "assay/json/line_feeder.hpp"
#include "assay/json/lines.hpp"
#include "assay/json/members.hpp"
#include "assay/json/number.hpp"
#include "assay/json/options.hpp"
#include "assay/json/parse_raw.hpp"
#include "assay/json/raw_json.hpp"
#include "assay/json/references.hpp"
#include "assay/json/report_json.hpp"
#include "assay/json/result.hpp"
#include "assay/json/self_references.hpp"
#include "assay/json/stream_reader.hpp"
#include "assay/json/text_buffer.hpp"
#include "assay/json/text_index.hpp"
#include "assay/json/to_raw.hpp"
#include "assay/json/unfinished_text.hpp"
#include "assay/json/utf8.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/walk.hpp"
#include "assay/json/write.hpp"
#include "assay/json/write_checked.hpp"
