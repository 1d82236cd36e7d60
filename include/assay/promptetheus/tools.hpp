#pragma once

#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

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

consteval auto rules_of(const tool_call*) {
  return rules(field<&tool_call::tool_name>("Which tool."),
               field<&tool_call::arguments>("What it was called with."),
               field<&tool_call::call_id>("Joins the call with its result."),
               field<&tool_call::metadata>("What the producer attached to the event."));
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

consteval auto rules_of(const tool_result*) {
  return rules(
      field<&tool_result::call_id>("The call that this is the result of."),
      field<&tool_result::result>("What the tool gave back. Producers send null when it failed."),
      field<&tool_result::error>("What went wrong. Producers send null when nothing did."),
      field<&tool_result::metadata>("What the producer attached to the event."));
}

} // namespace assay::promptetheus
