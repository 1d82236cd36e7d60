// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/analysis/events.hpp"
#include "assay/json/text_index.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace assay::analysis {

/// Consecutive names of events in a trace.
struct sequence {
  std::vector<std::string_view> names; ///< the names, in order
  std::size_t traces = 0;              ///< the number of traces with the sequence
  std::size_t count = 0;               ///< the total number of occurrences
  /// Compares all members.
  friend bool operator==(const sequence&, const sequence&) = default;
};

/// Limits of the search for sequences.
struct sequence_options {
  std::size_t shortest = 2;   ///< the minimum number of names; at least 1
  std::size_t longest = 4;    ///< the maximum number of names; the time grows with it
  std::size_t min_traces = 2; ///< the minimum number of traces with the sequence
};

namespace detail {

/// The events of all traces, trace by trace, each in the order of time. Names are numbered in
/// alphabetical order.
template <class = void>
struct numbered_events {
  struct event {
    std::size_t name, trace;
  };
  std::vector<event> events;
  std::vector<std::string_view> names; ///< by their numbers

  /// Takes n log n time for n events.
  explicit numbered_events(std::span<const event_record> records) : events(records.size()) {
    text_index<> name_index, trace_index;
    std::vector<event> as_they_came(records.size());
    std::vector<std::size_t>
        next; // for each trace, first its number of events, then the position of its next event
    for (std::size_t i = 0; i < records.size(); ++i) {
      as_they_came[i] = {name_index.number_of(records[i].name),
                         trace_index.number_of(records[i].trace)};
      next.resize(trace_index.size());
      ++next[as_they_came[i].trace];
    }
    std::exclusive_scan(next.begin(), next.end(), next.begin(), std::size_t{0});

    names.resize(name_index.size());
    for (std::uint32_t i = 0; i < names.size(); ++i) names[i] = name_index.text(i);
    std::sort(names.begin(), names.end());
    std::vector<std::size_t> number(names.size()); // of the names, by their numbers in the index
    for (std::size_t i = 0; i < names.size(); ++i) number[name_index.number_of(names[i])] = i;
    for (const std::size_t i : timeline_of(records)) {
      const auto [name, trace] = as_they_came[i];
      events[next[trace]++] = {number[name], trace};
    }
  }
};

} // namespace detail

/// Returns the sequences of event names that at least `min_traces` traces have in common. They are
/// sorted by the number of traces, frequency and length, each descending, then by name.
///
/// Events of a trace are ordered by time. Takes n log n time in the events for each length up to
/// `longest`, and in the results. Memory is linear in the events, apart from the result, which has
/// at most as many sequences of each length as there are events.
template <class = void>
std::vector<sequence> common_sequences(std::span<const event_record> records,
                                       const sequence_options& o = {}) {
  const detail::numbered_events<> all(records);
  const auto& events = all.events;
  struct found {
    std::size_t traces, count, length;
    std::size_t place; ///< of its first event at its first occurrence
    std::size_t order; ///< among all sequences found: by length, then by name
  };
  std::vector<found> common;
  // The places where sequences of one length begin. Equal sequences are adjacent, in the order of
  // their names. Sequences in too few traces are dropped, because a longer sequence cannot be in
  // more traces.
  struct start {
    std::size_t last_name, place;
    auto operator<=>(const start&) const = default;
  };
  std::vector<start> starts(events.size()), longer;
  std::vector<std::size_t> ends{0, starts.size()},
      longer_ends; // of the sequences among the starts; preceded by 0
  for (std::size_t i = 0; i < starts.size(); ++i) starts[i].place = i;
  for (std::size_t length = 1; length <= o.longest && !starts.empty(); ++length) {
    longer.clear();
    longer_ends.assign(1, 0);
    for (std::size_t group = 1; group < ends.size();
         ++group) { // sequences that differ only in the last name
      const std::size_t from = longer.size();
      for (std::size_t i = ends[group - 1]; i < ends[group]; ++i) {
        const std::size_t first = starts[i].place, last = first + length - 1;
        if (last < events.size() && events[last].trace == events[first].trace)
          longer.push_back({events[last].name, first});
      }
      std::sort(longer.begin() + static_cast<std::ptrdiff_t>(from), longer.end());
      std::size_t kept = from;
      for (std::size_t i = from, end = from; i < longer.size(); i = end) {
        std::size_t traces = 0;
        for (; end < longer.size() && longer[end].last_name == longer[i].last_name; ++end)
          traces +=
              end == i || events[longer[end].place].trace != events[longer[end - 1].place].trace;
        if (traces < o.min_traces) continue;
        if (length >= o.shortest)
          common.push_back({traces, end - i, length, longer[i].place, common.size()});
        std::move(longer.begin() + static_cast<std::ptrdiff_t>(i),
                  longer.begin() + static_cast<std::ptrdiff_t>(end),
                  longer.begin() + static_cast<std::ptrdiff_t>(kept));
        kept += end - i;
        longer_ends.push_back(kept);
      }
      longer.resize(kept);
    }
    starts.swap(longer);
    ends.swap(longer_ends);
  }

  std::sort(common.begin(), common.end(), [](const found& a, const found& b) {
    return std::tie(b.traces, b.count, b.length, a.order) <
           std::tie(a.traces, a.count, a.length, b.order);
  });
  std::vector<sequence> out;
  out.reserve(common.size());
  for (const found& f : common) {
    sequence& s = out.emplace_back();
    s.traces = f.traces;
    s.count = f.count;
    s.names.reserve(f.length);
    for (std::size_t i = 0; i < f.length; ++i)
      s.names.push_back(all.names[events[f.place + i].name]);
  }
  return out;
}

} // namespace assay::analysis
