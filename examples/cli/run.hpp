#pragma once

#include "pipeline.hpp"
#include "progress.hpp"
#include "settings.hpp"
#include "tally.hpp"

#include <functional>
#include <memory>

namespace tool {

/// What running through all inputs came to.
struct run_result {
  tally total;
  bool failed = false; ///< an input could not be read
};

/// Has the blocks of all files processed and prints what the workers say, in the order of the input. Throws `output_error`.
run_result run(const settings& s, progress& shown, const std::function<std::unique_ptr<worker>()>& make_worker);

} // namespace tool
