// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/analysis/event_record.hpp"
#include "assay/json/text_index.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <set>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace assay::analysis {

/// Returns the positions of the events in the order of their times. Events with the same time keep
/// their order, and so do those without a time, which come last. Takes n log n time for n events.
template <class = void>
std::vector<std::size_t> timeline_of(std::span<const event_record> events) {
  std::vector<std::size_t> order(events.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (events[a].time.has_value() != events[b].time.has_value()) return events[a].time.has_value();
    return std::tie(events[a].time, a) < std::tie(events[b].time, b);
  });
  return order;
}

/// A text and its number of occurrences.
struct frequency {
  std::string_view what; ///< the text
  std::size_t count = 0; ///< the number of occurrences
  /// Compares all members.
  friend bool operator==(const frequency&, const frequency&) = default;
};

namespace detail {

template <std::string_view event_record::*Member>
std::vector<frequency> frequencies(std::span<const event_record> events) {
  text_index<> index;
  std::vector<frequency> out(1); // by the texts' numbers
  for (const event_record& e : events) {
    const std::uint32_t number = index.number_of(e.*Member);
    if (number == out.size()) out.push_back({e.*Member});
    ++out[number].count;
  }
  if (out[0].count == 0) out.erase(out.begin()); // no text was empty
  std::sort(out.begin(), out.end(), [](const frequency& a, const frequency& b) {
    return std::tuple(b.count, a.what) < std::tuple(a.count, b.what);
  });
  return out;
}

} // namespace detail

/// Returns how often each name occurred, the most frequent first, then by name. Linear in the
/// events, n log n in the names. If names were constructed to collide in a hash table, n log n in
/// the events too.
template <class = void>
std::vector<frequency> frequency_by_name(std::span<const event_record> events) {
  return detail::frequencies<&event_record::name>(events);
}

/// Returns how often each kind occurred, as `frequency_by_name` does for names.
template <class = void>
std::vector<frequency> frequency_by_kind(std::span<const event_record> events) {
  return detail::frequencies<&event_record::kind>(events);
}

/// Returns the positions of the events with this name. Linear.
template <class = void>
std::vector<std::size_t> events_named(std::span<const event_record> events, std::string_view name) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < events.size(); ++i)
    if (events[i].name == name) out.push_back(i);
  return out;
}

/// Errors with the same type and message.
struct error_group {
  std::string_view type,  ///< the type of the errors
      message;            ///< the message of the errors
  std::size_t count = 0;  ///< the number of errors
  std::size_t traces = 0; ///< the number of traces with the error
  std::size_t first =
      0; ///< the position of the earliest one by time; without times, of the first one
  std::size_t last = 0; ///< the position of the latest one
  /// Compares all members.
  friend bool operator==(const error_group&, const error_group&) = default;
};

/// Returns the errors by type and message, the most frequent first, then by type and message. Takes
/// n log n time for n events.
template <class = void>
std::vector<error_group> errors_of(std::span<const event_record> events) {
  struct members {
    error_group group;
    std::set<std::string_view> traces;
  };
  std::map<std::pair<std::string_view, std::string_view>, members> groups;
  for (const std::size_t i : timeline_of(events)) {
    const event_record& e = events[i];
    if (!e.is_error) continue;
    members& m = groups[{e.error_type, e.error_message}];
    if (m.group.count++ == 0)
      m.group.type = e.error_type, m.group.message = e.error_message, m.group.first = i;
    m.group.last = i;
    m.traces.insert(e.trace);
  }
  std::vector<error_group> out;
  for (auto& [key, m] : groups) {
    m.group.traces = m.traces.size();
    out.push_back(m.group);
  }
  std::sort(out.begin(), out.end(), [](const error_group& a, const error_group& b) {
    return std::tie(b.count, a.type, a.message) < std::tie(a.count, b.type, b.message);
  });
  return out;
}

} // namespace assay::analysis
