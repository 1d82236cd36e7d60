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

/// What running through all inputs came to.
struct stream_result {
  tally total;
  bool failed = false; ///< an input could not be read

  /// Whether there is nothing to sum up: the error has said all there is to say.
  bool saw_nothing() const noexcept { return failed && total.bytes == 0; }
  /// How the tool ends after that.
  exit_status status() const noexcept;
};

/// Has the blocks of all files processed and prints what the workers say, in the order of the
/// input. Throws `output_error`.
stream_result run_stream(const stream_settings& s, progress& shown,
                         const std::function<std::unique_ptr<worker>()>& make_worker);

} // namespace tool
