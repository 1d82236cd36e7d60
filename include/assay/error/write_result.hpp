// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/code.hpp"

#include <optional>

namespace assay {

/// What came of writing: true on success, else it holds the code of what was wrong.
///
///     if (const auto written = assay::write(event, buffer); !written)
///       log(name_of(written.error()));
///
/// The part that is used of C++23's `std::expected<void, code>`. Two bytes; allocates nothing.
class [[nodiscard]] write_result {
 public:
  /// Success.
  constexpr write_result() noexcept = default;
  /// Failure.
  constexpr write_result(code error) noexcept : error_(error) {}

  /// Whether it was a success.
  constexpr explicit operator bool() const noexcept { return !error_; }
  /// What was wrong. Precondition: it was no success.
  constexpr code error() const noexcept { return *error_; }

  /// A code is a failure: `written == code::invalid_value`.
  friend constexpr bool operator==(write_result, write_result) noexcept = default;

 private:
  std::optional<code> error_{};
};

} // namespace assay
