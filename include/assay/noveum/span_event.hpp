// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

#include <concepts>
#include <optional>
#include <string>

namespace assay::noveum {

/// An event at one point in time, within the span or trace that holds it.
///
/// There are conventions for names, but no level enforces them: see `analysis/naming.hpp`.
struct span_event {
  std::string name{};
  std::string timestamp{};
  std::optional<raw_object> attributes{};
  additional_members additional{};
  friend bool operator==(const span_event&, const span_event&) = default;
};
BOOST_DESCRIBE_STRUCT(span_event, (), (name, timestamp, attributes, additional))

template <class T = span_event>
consteval auto rules_of(const span_event*) {
  return rules(
      described_as("Span event", "An event at one point in time of a span or trace."),
      all_enforced_from(level::published),
      field<&T::name>("What happened, such as `customer.query.received`."),
      field<&T::timestamp>("The time of the event.", format(text_format::date_time, level::strict)),
      field<&T::attributes>("Free-form data under dotted names, such as `error.type`.",
                            required_from(level::strict)));
}

} // namespace assay::noveum
