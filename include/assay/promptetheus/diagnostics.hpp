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
               field<&T::message>("What went wrong."),
               field<&T::error_type>("The exception's class."),
               field<&T::traceback>("Where it came from."),
               field<&T::handled>("Whether the program dealt with it."),
               field<&T::metadata>("What the producer attached to the event."));
}

/// A number that was measured during the run.
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
  return rules(described_as("Metric", "A number that was measured during the run."),
               field<&T::name>("What was measured."), field<&T::value>("The measurement."),
               field<&T::unit>("Its unit."),
               field<&T::metadata>("What the producer attached to the event."));
}

} // namespace assay::promptetheus
