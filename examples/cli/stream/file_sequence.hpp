// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/block_reader.hpp"
#include "io/input_file.hpp"
#include "stream/pipeline.hpp"
#include "stream/stream_settings.hpp"

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace tool {

/// The lines of some files, one file after another, as jobs.
class file_sequence {
 public:
  /// Precondition: the settings outlive the object.
  explicit file_sequence(const stream_settings& s) noexcept : settings_(s) {}

  /// Fills an empty job with the next lines; false behind the last ones. That a file cannot be
  /// read, or holds something else than lines, is told in the job's `err`, where it belongs among
  /// what is said of the others, and no line of it is in the job.
  bool next(job& j);

  /// Whether there was such a file.
  bool failed() const noexcept { return failed_; }

 private:
  bool read(block& b);
  std::string look_at_start(job& j);
  void fail(job& j, std::string_view sentence);
  void leave() noexcept;

  const stream_settings& settings_;
  std::size_t place_ = 0; ///< of the current file among all
  std::optional<input_file> file_;
  std::optional<block_reader> reader_; ///< of that file
  std::deque<block> ahead_;            ///< what was read of it to see what it holds
  bool failed_ = false;
};

} // namespace tool
