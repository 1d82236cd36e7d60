// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

#include <concepts>
#include <optional>
#include <string>

namespace assay::promptetheus {

/// An exception that was captured, or an error that was handled.
struct error {
  std::string message{};
  std::optional<std::string> error_type{};
  std::optional<std::string> traceback{};
  std::optional<bool> handled{};
  std::optional<raw_object> metadata{};
  additional_members additional{};
  friend bool operator==(const error&, const error&) = default;
};
BOOST_DESCRIBE_STRUCT(error, (), (message, error_type, traceback, handled, metadata, additional))

template <class T = error>
consteval auto rules_of(const error*) {
  return rules(described_as("Reported error",
                            "An exception that was captured, or an error that was handled."),
               field<&T::message>("The error message."),
               field<&T::error_type>("The exception's class."),
               field<&T::traceback>("The stack trace."),
               field<&T::handled>("Whether the program handled the error."),
               field<&T::metadata>("Free-form data that the producer attached to the event."));
}

/// A number measured during the run.
struct metric {
  std::string name{};
  number value{};
  std::optional<std::string> unit{};
  std::optional<raw_object> metadata{};
  additional_members additional{};
  friend bool operator==(const metric&, const metric&) = default;
};
BOOST_DESCRIBE_STRUCT(metric, (), (name, value, unit, metadata, additional))

template <class T = metric>
consteval auto rules_of(const metric*) {
  return rules(described_as("Metric", "A number measured during the run."),
               field<&T::name>("The name of the metric."), field<&T::value>("The measured value."),
               field<&T::unit>("The unit of the value."),
               field<&T::metadata>("Free-form data that the producer attached to the event."));
}

} // namespace assay::promptetheus
