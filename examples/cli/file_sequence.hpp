#pragma once

#include "block_reader.hpp"
#include "input_file.hpp"
#include "pipeline.hpp"
#include "stream_settings.hpp"

#include <cstddef>
#include <optional>

namespace tool {

/// The lines of some files, one file after another, as jobs.
class file_sequence {
 public:
  /// Precondition: the settings outlive the object.
  explicit file_sequence(const stream_settings& s) noexcept : settings_(s) {}

  /// Fills an empty job with the next lines; false behind the last ones. That a file cannot be read is told in the job's `err`, where it
  /// belongs among what is said of the others, and no line of it is in the job.
  bool next(job& j);

  /// Whether a file could not be read.
  bool failed() const noexcept { return failed_; }

 private:
  void leave() noexcept;

  const stream_settings& settings_;
  std::size_t place_ = 0; ///< of the current file among all
  std::optional<input_file> file_;
  std::optional<block_reader> reader_; ///< of that file
  bool failed_ = false;
};

} // namespace tool
