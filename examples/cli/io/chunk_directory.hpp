// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/chunk.hpp"
#include "assay/json/text_buffer.hpp"

#include <cstddef>
#include <string>

namespace tool {

/// A directory with one file for each chunk: `chunk-0000000001.json`, the next number for the next
/// one, so that names sort.
///
/// It may hold other files, but none of that kind: what another run has left must not be taken for
/// this one's.
class chunk_directory {
 public:
  /// Makes the directory when it is missing. Throws `usage_error` when it holds chunks,
  /// `output_error`.
  explicit chunk_directory(std::string name);

  /// Writes the chunk's body, and nothing else, to the next file. Throws `output_error`.
  void write(const assay::chunk& chunk);

 private:
  std::string name_;
  std::size_t count_ = 0;
  assay::text_buffer body_;
};

} // namespace tool
