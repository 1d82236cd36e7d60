// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/members.hpp"
#include "assay/json/validator.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <string_view>

namespace assay::trajectory {

/// The members of a trajectory that matter for events: the messages of a run, and the ids that
/// correlate it with its events. Other members that a backend expects can be set in `additional`.
struct stored_trajectory {
  std::string trace_id{};
  std::vector<raw_json> messages{};
  optional_or_null<std::string> conversation_id{};
  optional_or_null<std::string> data_source{};
  additional_members additional{};
  friend bool operator==(const stored_trajectory&, const stored_trajectory&) = default;
};
BOOST_DESCRIBE_STRUCT(stored_trajectory, (),
                      (trace_id, messages, conversation_id, data_source, additional))

template <class T = stored_trajectory>
consteval auto rules_of(const stored_trajectory*) {
  return rules(
      described_as(
          "Stored trajectory",
          "A trajectory to upload: the messages of a run, and the ids that link it to its events."),
      all_enforced_from(level::reference),
      field<&T::trace_id>("The producer's id of the trace, which its events contain too.",
                          min_length(1)),
      field<&T::messages>("The messages of the run, in order."),
      field<&T::conversation_id>("An id of the source system; not used for correlation.",
                                 enforced_from(level::published)),
      field<&T::data_source>("The source of the messages.", enforced_from(level::published)));
}

/// A backend's response to an upload.
struct upload_receipt {
  std::string trajectory_id{};
  additional_members additional{};
  friend bool operator==(const upload_receipt&, const upload_receipt&) = default;
};
BOOST_DESCRIBE_STRUCT(upload_receipt, (), (trajectory_id, additional))

template <class T = upload_receipt>
consteval auto rules_of(const upload_receipt*) {
  return rules(
      described_as("Upload receipt", "The response to an upload."),
      all_enforced_from(level::reference),
      field<&T::trajectory_id>("The backend's id of the stored trajectory.", min_length(1)));
}

/// Returns the id in the response to an upload. Returns nothing if the response is not a JSON
/// object whose `trajectory_id` is a non-empty string.
template <class Receipt = upload_receipt>
std::optional<std::string> trajectory_id_of(std::string_view response) {
  Receipt receipt;
  if (!validator<Receipt>().read(response, receipt)) return std::nullopt;
  return std::move(receipt.trajectory_id);
}

} // namespace assay::trajectory
