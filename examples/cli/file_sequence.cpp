#include "file_sequence.hpp"

#include "io_error.hpp"

#include <string>

namespace tool {

bool file_sequence::next(job& j) {
  for (; place_ != settings_.files.size(); leave()) {
    const std::string& name = settings_.files[place_];
    j.file = shown_name(name);
    try {
      if (!reader_) reader_.emplace(file_.emplace(name), settings_.options.limits.max_document_bytes);
      if (reader_->next(j.lines)) return true;
    } catch (const input_error& error) {
      failed_ = true;
      j.lines = block();
      j.err.append("assay: " + std::string(error.what()) + '\n');
      leave();
      return true;
    }
  }
  return false;
}

/// On to the next file.
void file_sequence::leave() noexcept {
  reader_.reset();
  file_.reset();
  ++place_;
}

} // namespace tool
