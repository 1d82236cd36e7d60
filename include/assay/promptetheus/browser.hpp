// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <vector>

namespace assay::promptetheus {

/// An action in a browser, such as a click, a form entry, a navigation or a submission.
struct browser_action {
  std::string action{};
  std::optional<std::string> target{};
  optional_or_null<std::string> url{};
  std::optional<raw_object> metadata{};
  additional_members additional{};
  friend bool operator==(const browser_action&, const browser_action&) = default;
};
BOOST_DESCRIBE_STRUCT(browser_action, (), (action, target, url, metadata, additional))

template <class T = browser_action>
consteval auto rules_of(const browser_action*) {
  return rules(
      described_as(
          "Browser action",
          "An action in a browser, such as a click, a form entry, a navigation or a submission."),
      field<&T::action>("The action."),
      field<&T::target>("The element that the action applies to, usually a selector."),
      field<&T::url>("The URL of the page. Producers send null if there is none."),
      field<&T::metadata>("Free-form data that the producer attached to the event."));
}

/// The content of a page in a browser.
struct dom_snapshot {
  std::string url{};
  std::string visible_text{};
  std::optional<raw_object> selected_values{};
  std::optional<std::vector<std::string>> warnings{};
  std::optional<raw_object> metadata{};
  additional_members additional{};
  friend bool operator==(const dom_snapshot&, const dom_snapshot&) = default;
};
BOOST_DESCRIBE_STRUCT(dom_snapshot, (),
                      (url, visible_text, selected_values, warnings, metadata, additional))

template <class T = dom_snapshot>
consteval auto rules_of(const dom_snapshot*) {
  return rules(described_as("DOM snapshot", "The content of a page in a browser."),
               field<&T::url>("The URL of the page."),
               field<&T::visible_text>("The text that a person would see."),
               field<&T::selected_values>("The values of form fields and selections, by name."),
               field<&T::warnings>("Warnings of the page or the browser."),
               field<&T::metadata>("Free-form data that the producer attached to the event."));
}

} // namespace assay::promptetheus
