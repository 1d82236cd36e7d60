// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

#include <concepts>
#include <optional>
#include <string>

namespace assay::promptetheus {

/// The invocation of a tool.
struct tool_call {
  std::string tool_name{};
  raw_object arguments{};
  std::optional<std::string> call_id{};
  std::optional<raw_object> metadata{};
  additional_members additional{};
  friend bool operator==(const tool_call&, const tool_call&) = default;
};
BOOST_DESCRIBE_STRUCT(tool_call, (), (tool_name, arguments, call_id, metadata, additional))

template <class T = tool_call>
consteval auto rules_of(const tool_call*) {
  return rules(described_as("Tool call", "The invocation of a tool."),
               field<&T::tool_name>("The tool's name."),
               field<&T::arguments>("The arguments of the call."),
               field<&T::call_id>("The id that joins the call with its result."),
               field<&T::metadata>("Free-form data that the producer attached to the event."));
}

/// The result or the error of a tool call.
struct tool_result {
  std::string call_id{};
  optional_or_null<raw_json> result{};
  optional_or_null<std::string> error{};
  std::optional<raw_object> metadata{};
  additional_members additional{};
  friend bool operator==(const tool_result&, const tool_result&) = default;
};
BOOST_DESCRIBE_STRUCT(tool_result, (), (call_id, result, error, metadata, additional))

template <class T = tool_result>
consteval auto rules_of(const tool_result*) {
  return rules(described_as("Tool result", "The result or the error of a tool call."),
               field<&T::call_id>("The id of the call that this is the result of."),
               field<&T::result>("The tool's result. Producers send null if the call failed."),
               field<&T::error>("The error. Producers send null if the call succeeded."),
               field<&T::metadata>("Free-form data that the producer attached to the event."));
}

} // namespace assay::promptetheus
