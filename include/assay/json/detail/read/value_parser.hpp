// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/text/nesting.hpp"
#include "assay/json/number.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/parse_options.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_stack.hpp>
#include <boost/system/error_code.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace assay::detail {

/// Makes a `boost::json::value` from the events of Boost.JSON's parser, as `boost::json::parse`
/// does, but with the nearest doubles. (Boost.JSON 1.81 rounds every tenth double of 17 digits to a
/// neighbor.)
class value_handler {
 public:
  static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_array_size = max_object_size;
  static constexpr std::size_t max_key_size = boost::json::string::max_size();
  static constexpr std::size_t max_string_size = boost::json::string::max_size();

  using view = boost::json::string_view;
  using error_code = boost::system::error_code;

  explicit value_handler(boost::json::storage_ptr storage) { values_.reset(std::move(storage)); }
  boost::json::value release() { return values_.release(); }

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) { return true; }
  bool on_object_end(std::size_t n, error_code&) { return values_.push_object(n), true; }
  bool on_array_begin(error_code&) { return true; }
  bool on_array_end(std::size_t n, error_code&) { return values_.push_array(n), true; }
  bool on_key_part(view s, std::size_t, error_code&) { return values_.push_chars(s), true; }
  bool on_key(view s, std::size_t, error_code&) { return values_.push_key(s), true; }
  bool on_string_part(view s, std::size_t, error_code&) { return values_.push_chars(s), true; }
  bool on_string(view s, std::size_t, error_code&) { return values_.push_string(s), true; }
  bool on_number_part(view s, error_code&) { return number_.append(s.data(), s.size()), true; }
  bool on_int64(std::int64_t i, view, error_code&) {
    number_.clear();
    return values_.push_int64(i), true;
  }
  bool on_uint64(std::uint64_t i, view, error_code&) {
    number_.clear();
    return values_.push_uint64(i), true;
  }
  bool on_double(double, view s, error_code& error) {
    number_.append(s.data(), s.size());
    const double d = nearest_double(number_);
    number_.clear();
    if (!std::isfinite(d)) {
      error = boost::json::error::exponent_overflow;
      return false;
    }
    return values_.push_double(d), true;
  }
  bool on_bool(bool b, error_code&) { return values_.push_bool(b), true; }
  bool on_null(error_code&) { return values_.push_null(), true; }
  bool on_comment_part(view, error_code&) { return true; }
  bool on_comment(view, error_code&) { return true; }

 private:
  boost::json::value_stack values_;
  std::string number_;
};

/// Parses valid JSON into `out`. Fails for numbers that are too large for a double, such as 1e400.
template <class Handler = value_handler>
boost::system::error_code parse_value(std::string_view text, boost::json::value& out) {
  boost::json::parse_options options;
  options.max_depth = nesting::max_depth;
  boost::json::basic_parser<Handler> parser(options, out.storage());
  boost::system::error_code error;
  parser.write_some(false, text.data(), text.size(), error);
  if (!error) out = parser.handler().release();
  return error;
}

} // namespace assay::detail
