// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/promptetheus/session_error.hpp"

#include <optional>
#include <utility>

namespace assay::promptetheus {

/// What a session gives, or why it gives nothing: `if (r) use(*r); else r.error();`
///
/// (Not a `boost::system::result`: that has an `operator<<` for results of anything, so that no
/// test framework can print one whose value or error is not printable.)
template <class T>
class [[nodiscard]] session_result {
 public:
  session_result(const T& value) : value_(value) {}
  session_result(T&& value) noexcept : value_(std::move(value)) {}
  session_result(session_error error) noexcept : error_(std::move(error)) {}

  bool has_value() const noexcept { return value_.has_value(); }
  explicit operator bool() const noexcept { return has_value(); }

  /// The value. Precondition: there is one.
  T& operator*() & noexcept { return *value_; }
  const T& operator*() const& noexcept { return *value_; }
  T&& operator*() && noexcept { return *std::move(value_); }
  T* operator->() noexcept { return &*value_; }
  const T* operator->() const noexcept { return &*value_; }

  /// The error. Precondition: there is no value.
  session_error& error() & noexcept { return error_; }
  const session_error& error() const& noexcept { return error_; }
  session_error&& error() && noexcept { return std::move(error_); }

 private:
  std::optional<T> value_;
  session_error error_;
};

} // namespace assay::promptetheus
