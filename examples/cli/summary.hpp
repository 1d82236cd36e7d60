#pragma once

#include "tally.hpp"

#include "assay/schema/level.hpp"

#include <chrono>
#include <cstddef>
#include <string>

namespace tool {

/// What stands at the end of the text format: verdicts, types, codes and throughput.
std::string summary_of(const tally& total, assay::level level, std::chrono::duration<double> time);

/// "1 event", "2 events".
std::string counted(std::size_t n, const char* noun);

/// A number of bytes or bytes a second in short: "1.57 MB".
std::string short_size(double bytes);

} // namespace tool
