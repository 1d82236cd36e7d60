// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "stream/tally.hpp"

#include "assay/schema/level.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace tool {

/// Returns the summary at the end of the text format: verdicts, types, codes and throughput.
/// `noun`: the word for one object.
std::string summary_of(const tally& total, std::string_view noun, assay::level level,
                       std::chrono::duration<double> time);

/// Returns "1 event", "2 events".
std::string counted(std::size_t n, std::string_view noun);

/// Returns a number of bytes, or bytes per second, in short form: "1.57 MB".
std::string short_size(double bytes);

} // namespace tool
