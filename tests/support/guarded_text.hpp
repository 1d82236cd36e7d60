// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace assay_test {

/// A text followed by a page of memory that cannot be read. Reading one byte too many ends the
/// process, without a sanitizer.
class guarded_text {
 public:
  explicit guarded_text(std::string_view text) { assign(text); }
  ~guarded_text() { release(); }
  guarded_text(const guarded_text&) = delete;
  guarded_text& operator=(const guarded_text&) = delete;

  operator std::string_view() const noexcept { return view(); }
  std::string_view view() const noexcept { return text_; }

  /// Replaces the text. Views of the previous text become invalid.
  void assign(std::string_view text) {
    if (text.size() > room_ || area_ == nullptr) {
      release();
      const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
      room_ = (text.size() / page + 1) * page;
      mapped_ = room_ + page;
      void* const area =
          mmap(nullptr, mapped_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      if (area == MAP_FAILED) std::abort();
      area_ = static_cast<char*>(area);
      if (mprotect(area_ + room_, page, PROT_NONE) != 0) std::abort();
    }
    char* const at = area_ + room_ - text.size();
    if (!text.empty()) std::memcpy(at, text.data(), text.size());
    text_ = {at, text.size()};
  }

 private:
  void release() noexcept {
    if (area_ != nullptr) munmap(area_, mapped_);
    area_ = nullptr;
  }

  char* area_ = nullptr;
  std::size_t room_ = 0;
  std::size_t mapped_ = 0;
  std::string_view text_;
};

} // namespace assay_test
