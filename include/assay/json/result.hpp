// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/error_code.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"

#include <boost/system/result.hpp>

#include <string>
#include <string_view>

namespace assay {

/// The event that the text holds, or the code of the first error in it. As `validator::read`, for
/// one event.
///
/// `value()` of the result throws `boost::system::system_error` when there is none.
template <class T>
boost::system::result<T> read(std::string_view text, const options& o = {}) {
  options first_error = o;
  first_error.limits.max_violations = 1; // an error pushes a warning out
  validator<T> v(first_error);
  T value;
  if (v.read(text, value)) return value;
  return make_error_code(v.report().violations().front().code);
}

/// The value's JSON, or `code::invalid_value` when JSON cannot express it.
template <class T>
boost::system::result<std::string> write(const T& value) {
  text_buffer out;
  if (const auto written = write(value, out); !written) return make_error_code(written.error());
  return std::string(out.view());
}

} // namespace assay
