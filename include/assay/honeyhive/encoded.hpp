// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/json_text.hpp"
#include "assay/json/result.hpp"

#include <string>
#include <string_view>

namespace assay::honeyhive {

/// The event or session that a string member of version 1.1.0 holds, or the code of the first error
/// in it: `decode<event<dialect::public_api>>`.
///
/// For where the error is, give the string to a `validator`.
template <class T>
boost::system::result<T> decode(std::string_view encoded, const options& o = {}) {
  return read<T>(encoded, o);
}

/// The event's or session's JSON, to be put into such a member, or `code::invalid_value` when JSON
/// cannot express it.
template <class T>
boost::system::result<std::string> encode(const T& value) {
  return write(value);
}

namespace detail {

/// Whether a member that is a string holds a T that is valid at `strict`; what is no string is a
/// violation of its own.
template <class T>
bool holds_encoded(json_text text) {
  return !text.is_string() || check<T>(text.to_string(), {.level = level::strict});
}

} // namespace detail
} // namespace assay::honeyhive
