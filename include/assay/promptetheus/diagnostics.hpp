#pragma once

#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

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

consteval auto rules_of(const error*) {
  return rules(field<&error::message>("What went wrong."),
               field<&error::error_type>("The exception's class."),
               field<&error::traceback>("Where it came from."),
               field<&error::handled>("Whether the program dealt with it."),
               field<&error::metadata>("What the producer attached to the event."));
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

consteval auto rules_of(const metric*) {
  return rules(field<&metric::name>("What was measured."),
               field<&metric::value>("The measurement."), field<&metric::unit>("Its unit."),
               field<&metric::metadata>("What the producer attached to the event."));
}

} // namespace assay::promptetheus
