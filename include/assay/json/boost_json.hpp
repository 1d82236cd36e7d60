// SPDX-License-Identifier: BSL-1.0
#pragma once

/// The bridge to Boost.JSON. Wire objects, `raw_json`, `raw_object` and `number` convert with
/// `boost::json::value_from` and `value_to`, and `value_validator` checks a `boost::json::value` as
/// it would check its text.
///
/// In a `boost::json::value`, integers beyond 64 bits are doubles, and the last of duplicate
/// members counts.
///
/// Only this header and some headers of export/ include Boost.JSON. Link its library, or include
/// `boost/json/src.hpp` in one translation unit.

#include "assay/error/detail/report_access.hpp"
#include "assay/error/error_code.hpp"
#include "assay/json/detail/raw_access.hpp"
#include "assay/json/detail/read/value_parser.hpp"
#include "assay/json/detail/value/value_text.hpp"
#include "assay/json/detail/value/walk.hpp"
#include "assay/json/parse_raw.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"

#include <boost/json/value.hpp>
#include <boost/json/value_from.hpp>
#include <boost/json/value_to.hpp>
#include <boost/system/system_error.hpp>
#include <boost/throw_exception.hpp>

#include <concepts>
#include <string_view>

namespace assay {
namespace detail {

template <class T>
concept raw_text =
    std::same_as<T, raw_json> || std::same_as<T, raw_object> || std::same_as<T, number>;

/// Replaces the buffer's text by the value's JSON.
inline void serialize(const boost::json::value& value, text_buffer& out) {
  out.clear();
  append_serialized(value, out);
}

/// Parses valid JSON text into `out`. Throws if Boost.JSON cannot hold the value.
template <std::same_as<boost::json::value> Value>
void parse_valid(std::string_view text, Value& out) {
  if (const auto error = parse_value(text, out))
    boost::throw_exception(boost::system::system_error(error));
}

} // namespace detail

/// A validator of `boost::json::value`: checks or reads one value after another, and keeps its
/// memory between them.
///
/// Reports the same verdict and violations as for the value's text, but without offsets, because
/// there is no text that they could refer to. If a check or read throws std::bad_alloc, `report()`
/// is empty and not accepted, as for `validator`.
///
/// Boost.JSON's handling of nested values limits what is safe: its destructor of a value recurses,
/// and its serializer may take time quadratic in the depth, even for a value that is rejected for
/// its depth. Parse untrusted text no deeper than the default of `limits::max_depth`.
template <class T>
class value_validator {
 public:
  /// Constructs a validator with these options.
  explicit value_validator(const options& o = {}) : validator_(o), walk_(o) {}

  /// Returns whether the value is a valid event. Linear in the value, except for its nesting (see
  /// above).
  ///
  /// An event without violations is checked directly with the tables, without a text. Every other
  /// value is serialized, and its text is checked for the report.
  bool check(const boost::json::value& value) {
    detail::report_access::assign(report_, false, true);
    if (walk_.accepts(value, detail::value_shape_of<T>)) [[likely]] {
      detail::report_access::conclude(report_, true, false);
      return true;
    }
    detail::serialize(value, text_);
    validator_.check(text_.view());
    return conclude();
  }

  /// Checks the value as `check` does, and stores the event in `event`. Always serializes the
  /// value.
  bool read(const boost::json::value& value, T& event) {
    detail::report_access::assign(report_, false, true);
    detail::serialize(value, text_);
    validator_.read(text_.view(), event);
    return conclude();
  }

  /// Returns the verdict on the last value, and its violations. Valid until the next check or read.
  const assay::report& report() const noexcept { return report_; }

 private:
  bool conclude() {
    for (const violation& found : validator_.report().violations()) {
      violation& v = detail::report_access::add(report_);
      v = found;
      v.offset.reset();
      v.first_offset.reset();
    }
    detail::report_access::conclude(report_, validator_.report().accepted(),
                                    validator_.report().truncated());
    return report_.accepted();
  }

  validator<T> validator_;
  detail::value_walk walk_;
  text_buffer text_;
  assay::report report_;
};

/// Implements `boost::json::value_from(event)`.
///
/// @throws boost::system::system_error if JSON or Boost.JSON cannot express the event.
template <detail::wire_object T>
void tag_invoke(const boost::json::value_from_tag&, boost::json::value& out, const T& event) {
  text_buffer text;
  if (const auto written = write(event, text); !written)
    boost::throw_exception(boost::system::system_error(make_error_code(written.error())));
  detail::parse_valid(text.view(), out);
}

/// Implements `boost::json::try_value_to<T>(value)`. Returns the event, or the code of the first
/// error that was found, at the level `published`.
template <detail::wire_object T>
boost::json::result<T> tag_invoke(const boost::json::try_value_to_tag<T>&,
                                  const boost::json::value& value) {
  options o;
  o.limits.max_violations = 1; // an error replaces a warning
  value_validator<T> v(o);
  T event;
  if (v.read(value, event)) return event;
  return make_error_code(v.report().violations().front().code);
}

/// Implements `boost::json::value_to<T>(value)`.
///
/// @throws boost::system::system_error if the value is not a valid event.
template <detail::wire_object T>
T tag_invoke(const boost::json::value_to_tag<T>&, const boost::json::value& value) {
  return tag_invoke(boost::json::try_value_to_tag<T>(), value).value();
}

/// Implements `boost::json::value_from` for `raw_json`, `raw_object` and `number`.
///
/// @throws boost::system::system_error if Boost.JSON cannot hold the value, such as 1e400.
template <detail::raw_text T>
void tag_invoke(const boost::json::value_from_tag&, boost::json::value& out, const T& raw) {
  detail::parse_valid(raw.text(), out);
}

/// Implements `boost::json::try_value_to` for `raw_json`, `raw_object` and `number`. Fails with
/// `code::type_mismatch` if the value has another type, and with `code::invalid_value` if it cannot
/// be written as JSON.
template <detail::raw_text T>
boost::json::result<T> tag_invoke(const boost::json::try_value_to_tag<T>&,
                                  const boost::json::value& value) {
  if ((std::same_as<T, raw_object> && !value.is_object()) ||
      (std::same_as<T, number> && !value.is_number()))
    return make_error_code(code::type_mismatch);
  text_buffer text;
  detail::serialize(value, text);
  T out;
  // The serializer also writes values that are not valid JSON, so the text is checked before it is
  // stored as valid.
  if (!is_valid_json(text.view())) return make_error_code(code::invalid_value);
  detail::raw_access::assign(out, text.view());
  return out;
}

/// Implements `boost::json::value_to` for `raw_json`, `raw_object` and `number`.
///
/// @throws boost::system::system_error if the conversion fails.
template <detail::raw_text T>
T tag_invoke(const boost::json::value_to_tag<T>&, const boost::json::value& value) {
  return tag_invoke(boost::json::try_value_to_tag<T>(), value).value();
}

// Boost.JSON looks for conversions only in the namespace of the type, so each system's namespace
// names them.
namespace promptetheus {
using assay::tag_invoke;
}
namespace honeyhive {
using assay::tag_invoke;
}
namespace trajectory {
using assay::tag_invoke;
}
namespace producttelemetry {
using assay::tag_invoke;
}
namespace noveum {
using assay::tag_invoke;
}

} // namespace assay
