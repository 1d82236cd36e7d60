// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/error_code.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"

#include <boost/system/result.hpp>

#include <string>
#include <string_view>

namespace assay {

/// Reads one event, as `validator::read`. Returns it, or the code of the first error that was
/// found. If the text is not valid JSON, returns the code of that error instead.
///
/// The result's `value()` throws `boost::system::system_error` if there is no event.
template <class T>
boost::system::result<T> read(std::string_view text, const options& o = {}) {
  options first_error = o;
  first_error.limits.max_violations = 1; // an error replaces a warning
  validator<T> v(first_error);
  T value;
  if (v.read(text, value)) return value;
  return make_error_code(v.report().violations().front().code);
}

/// Returns the value's JSON, or `code::invalid_value` if JSON cannot express it.
template <class T>
boost::system::result<std::string> write(const T& value) {
  text_buffer out;
  if (const auto written = write(value, out); !written) return make_error_code(written.error());
  return std::string(out.view());
}

} // namespace assay
