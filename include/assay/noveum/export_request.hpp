// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/noveum/trace.hpp"

#include <concepts>

namespace assay::noveum {

/// The maximum number of traces that the SDK puts into a request.
inline constexpr std::size_t traces_a_request = 100;

/// The body of the request that exports traces, `POST {endpoint}/v1/traces`.
struct export_request {
  std::vector<trace> traces{};
  std::optional<number> timestamp{};
  additional_members additional{};
  friend bool operator==(const export_request&, const export_request&) = default;
};
BOOST_DESCRIBE_STRUCT(export_request, (), (traces, timestamp, additional))

template <class T = export_request>
consteval auto rules_of(const export_request*) {
  return rules(
      described_as("Export request", "The traces that are exported in one request."),
      all_enforced_from(level::published),
      field<&T::traces>("The traces; the SDK sends at most 100."),
      field<&T::timestamp>("The time of sending, in seconds since 1970.", minimum(0),
                           required_from(level::strict)),
      check_object(level::strict, detail::find_repeated_traces, "traces with unique trace_ids"));
}

} // namespace assay::noveum
