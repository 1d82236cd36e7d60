// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/exit_status.hpp"
#include "print/progress.hpp"
#include "stream/pipeline.hpp"
#include "stream/stream_settings.hpp"
#include "stream/tally.hpp"

#include <functional>
#include <memory>

namespace tool {

/// The result of processing all inputs.
struct stream_result {
  tally total;
  bool failed = false; ///< an input could not be read

  /// Returns whether there is nothing to summarize, because no input could be read.
  bool saw_nothing() const noexcept { return failed && total.bytes == 0; }
  /// Returns the exit status of the tool.
  exit_status status() const noexcept;
};

/// Processes the blocks of all files and prints the output of the workers in the order of the
/// input. Throws `output_error`.
stream_result run_stream(const stream_settings& s, progress& shown,
                         const std::function<std::unique_ptr<worker>()>& make_worker);

} // namespace tool
