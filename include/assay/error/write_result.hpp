// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/code.hpp"

#include <optional>

namespace assay {

/// The result of writing: success, or the code of the error.
///
///     if (const auto written = assay::write(event, buffer); !written)
///       log(name_of(written.error()));
///
/// A subset of C++23's `std::expected<void, code>`. Two bytes; allocates nothing.
class [[nodiscard]] write_result {
 public:
  /// Constructs a success.
  constexpr write_result() noexcept = default;
  /// Constructs a failure.
  constexpr write_result(code error) noexcept : error_(error) {}

  /// Returns whether writing succeeded.
  constexpr explicit operator bool() const noexcept { return !error_; }
  /// Returns the error. Precondition: writing failed.
  constexpr code error() const noexcept { return *error_; }

  /// Compares two results. A code converts to a failure: `written == code::invalid_value`.
  friend constexpr bool operator==(write_result, write_result) noexcept = default;

 private:
  std::optional<code> error_{};
};

} // namespace assay
