// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/promptetheus/session_error.hpp"

#include <optional>
#include <utility>

namespace assay::promptetheus {

/// The result of a session's function, or its error: `if (r) use(*r); else r.error();`
///
/// This is not a `boost::system::result` because that has an unconstrained `operator<<`, so that
/// test frameworks cannot print a result whose value or error is not printable.
template <class T>
class [[nodiscard]] session_result {
 public:
  /// Constructs a result with a copy of the value.
  session_result(const T& value) : value_(value) {}
  /// Constructs a result with the value.
  session_result(T&& value) noexcept : value_(std::move(value)) {}
  /// Constructs a result with an error.
  session_result(session_error error) noexcept : error_(std::move(error)) {}

  /// Returns whether there is a value.
  bool has_value() const noexcept { return value_.has_value(); }
  /// Returns whether there is a value.
  explicit operator bool() const noexcept { return has_value(); }

  /// Returns the value. Precondition: there is one.
  T& operator*() & noexcept { return *value_; }
  /// Returns the value. Precondition: there is one.
  const T& operator*() const& noexcept { return *value_; }
  /// Returns the value. Precondition: there is one.
  T&& operator*() && noexcept { return *std::move(value_); }
  /// Returns a pointer to the value. Precondition: there is one.
  T* operator->() noexcept { return &*value_; }
  /// Returns a pointer to the value. Precondition: there is one.
  const T* operator->() const noexcept { return &*value_; }

  /// Returns the error. Precondition: there is no value.
  session_error& error() & noexcept { return error_; }
  /// Returns the error. Precondition: there is no value.
  const session_error& error() const& noexcept { return error_; }
  /// Returns the error. Precondition: there is no value.
  session_error&& error() && noexcept { return std::move(error_); }

 private:
  std::optional<T> value_;
  session_error error_;
};

} // namespace assay::promptetheus
