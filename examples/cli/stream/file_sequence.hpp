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

/// The lines of the input files, one file after another, as jobs.
class file_sequence {
 public:
  /// Precondition: the settings outlive the object.
  explicit file_sequence(const stream_settings& s) noexcept : settings_(s) {}

  /// Fills an empty job with the next lines; returns false after the last lines. If a file cannot
  /// be read or does not hold lines, the job's `err` reports this in the order of the files, and
  /// the job has no lines.
  bool next(job& j);

  /// Returns whether there was such a file.
  bool failed() const noexcept { return failed_; }

 private:
  bool read(block& b);
  std::string look_at_start(job& j);
  void fail(job& j, std::string_view sentence);
  void leave() noexcept;

  const stream_settings& settings_;
  std::size_t place_ = 0; ///< the index of the current file
  std::optional<input_file> file_;
  std::optional<block_reader> reader_; ///< the reader of that file
  std::deque<block> ahead_;            ///< blocks that were read ahead to recognize its form
  bool failed_ = false;
};

} // namespace tool
