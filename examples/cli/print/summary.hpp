// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "stream/tally.hpp"

#include "assay/schema/level.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace tool {

/// What stands at the end of the text format: verdicts, types, codes and throughput. `noun`: what
/// one of the objects is called.
std::string summary_of(const tally& total, std::string_view noun, assay::level level,
                       std::chrono::duration<double> time);

/// "1 event", "2 events".
std::string counted(std::size_t n, std::string_view noun);

/// A number of bytes or bytes a second in short: "1.57 MB".
std::string short_size(double bytes);

} // namespace tool
