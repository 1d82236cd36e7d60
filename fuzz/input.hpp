// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <assay/json/options.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>

namespace assay_fuzz {

/// The input of a fuzz target: a text, and the options in the byte after it.
///
/// A newline as that byte means the defaults, so a seed is a plain text file that ends in a
/// newline.
class input {
 public:
  input(const std::uint8_t* data, std::size_t size)
      : size_(size == 0 ? 0 : size - 1), text_(new char[size_]) {
    // The copy has exactly the text's size, so that AddressSanitizer detects a read past its end.
    if (size_ != 0) std::memcpy(text_.get(), data, size_);
    choices_ = size == 0 ? 0 : data[size_] ^ unsigned { '\n' };
  }

  std::string_view text() const noexcept { return {text_.get(), size_}; }

  assay::options options() const noexcept {
    assay::options o;
    if (choices_ & 1) o.lone_surrogates = assay::surrogate_policy::replace;
    o.keep_unknown_types = (choices_ & 2) != 0;
    o.reject_unknown_members = (choices_ & 4) != 0;
    if (!has_limits()) {
      o.null_characters = static_cast<assay::null_character_policy>((choices_ >> 4) % 5);
      o.reject_number_overflow = (choices_ & 0x80) != 0;
    }
    o.limits.max_violations = 10'000; // more than any input of a fuzzer has
    return o;
  }

  /// The same, with limits that small texts exceed.
  assay::options limited_options() const noexcept {
    assay::options o = options();
    if (has_limits()) {
      if (choices_ & 0x10) o.limits.max_depth = 3;
      if (choices_ & 0x20) o.limits.max_document_bytes = 160;
      if (choices_ & 0x40) o.limits.max_string_bytes = 20;
      if (choices_ & 0x80) o.limits.max_members = 2;
    }
    return o;
  }

 private:
  bool has_limits() const noexcept { return (choices_ & 8) != 0; }

  std::size_t size_;
  std::unique_ptr<char[]> text_;
  unsigned choices_;
};

inline constexpr assay::level levels[] = {assay::level::reference, assay::level::published,
                                          assay::level::strict};

/// Ends the run if an invariant does not hold. The fuzzer then keeps the input.
inline void must(bool holds, const char* what, std::string_view text) {
  if (holds) [[likely]]
    return;
  std::fprintf(stderr, "it does not hold that %s, for:\n%.*s\n", what,
               static_cast<int>(text.size()), text.data());
  std::abort();
}

} // namespace assay_fuzz
