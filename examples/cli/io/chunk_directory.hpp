// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/chunk.hpp"
#include "assay/json/text_buffer.hpp"

#include <cstddef>
#include <string>

namespace tool {

/// A directory with one file for each chunk. The files are numbered from `chunk-0000000001.json`,
/// so that their names sort.
///
/// It may contain other files, but not chunks: those of an earlier run could be mistaken for chunks
/// of this run.
class chunk_directory {
 public:
  /// Creates the directory if it is missing. Throws `usage_error` if it contains chunks, and
  /// `output_error`.
  explicit chunk_directory(std::string name);

  /// Writes only the body of the chunk to the next file. Throws `output_error`.
  void write(const assay::chunk& chunk);

 private:
  std::string name_;
  std::size_t count_ = 0;
  assay::text_buffer body_;
};

} // namespace tool
