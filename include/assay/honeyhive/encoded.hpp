// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/json_text.hpp"
#include "assay/json/result.hpp"

#include <string>
#include <string_view>

namespace assay::honeyhive {

/// Reads the event or session in a string member of version 1.1.0:
/// `decode<event<dialect::public_api>>`. Returns the code of the first error if it is invalid.
///
/// To locate an error, pass the string to a `validator`.
template <class T>
boost::system::result<T> decode(std::string_view encoded, const options& o = {}) {
  return read<T>(encoded, o);
}

/// Returns the JSON of an event or session for a string member of version 1.1.0, or
/// `code::invalid_value` if JSON cannot express it.
template <class T>
boost::system::result<std::string> encode(const T& value) {
  return write(value);
}

namespace detail {

/// Returns whether a string member holds a `T` that is valid at `strict`. Also returns true if it
/// is not a string; that is reported separately.
template <class T>
bool holds_encoded(json_text text) {
  return !text.is_string() || check<T>(text.to_string(), {.level = level::strict});
}

} // namespace detail
} // namespace assay::honeyhive
