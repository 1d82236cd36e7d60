#pragma once

#include "assay/analysis/events.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace assay::analysis {

/// Names that follow one another, without others between them.
struct sequence {
  std::vector<std::string_view> names;
  std::size_t traces = 0; ///< how many traces have it
  std::size_t count = 0;  ///< how often it occurs in all
  friend bool operator==(const sequence&, const sequence&) = default;
};

/// Which sequences to look for.
struct sequence_options {
  std::size_t shortest = 2; ///< names, 1 at least
  std::size_t longest = 4;  ///< names; time and memory grow with it
  std::size_t least_traces = 2;
};

/// The sequences of event names that so many traces have in common: those of the most traces first, then the most frequent ones, the longer
/// ones, and by name.
///
/// Events of a trace are taken in the order of their times. Linear in the events times `longest`, but for their sorting; memory likewise.
inline std::vector<sequence> common_sequences(std::span<const event_record> events, const sequence_options& o = {}) {
  std::unordered_map<std::string_view, std::uint32_t> numbers; // of names
  std::vector<std::string_view> names;
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> traces;
  for (const std::size_t i : timeline_of(events)) {
    const auto [name, is_new] = numbers.try_emplace(events[i].name, static_cast<std::uint32_t>(names.size()));
    if (is_new) names.push_back(events[i].name);
    traces[events[i].trace].push_back(name->second);
  }

  // A sequence of n names is one of n - 1, by its number, and a name: so each step looks up a pair, however long the sequence.
  struct found {
    std::size_t traces = 0, count = 0;
    const void* last_trace = nullptr;
    std::uint32_t shorter = 0, name = 0, length = 0;
  };
  std::vector<found> all(1); // 0 is the empty sequence
  std::unordered_map<std::uint64_t, std::uint32_t> longer;
  for (const auto& [trace, numbered] : traces)
    for (std::size_t from = 0; from < numbered.size(); ++from) {
      std::uint32_t at = 0;
      for (std::size_t i = from; i < numbered.size() && i - from < o.longest; ++i) {
        const auto [next, is_new] = longer.try_emplace(std::uint64_t{at} << 32 | numbered[i], static_cast<std::uint32_t>(all.size()));
        if (is_new) all.push_back({.shorter = at, .name = numbered[i], .length = all[at].length + 1});
        at = next->second;
        found& f = all[at];
        ++f.count;
        f.traces += f.last_trace != &numbered;
        f.last_trace = &numbered;
      }
    }

  std::vector<sequence> out;
  for (const found& f : all) {
    if (f.length < std::max<std::size_t>(o.shortest, 1) || f.traces < o.least_traces) continue;
    sequence& s = out.emplace_back();
    s.traces = f.traces;
    s.count = f.count;
    for (const found* part = &f; part->length != 0; part = &all[part->shorter]) s.names.push_back(names[part->name]);
    std::reverse(s.names.begin(), s.names.end());
  }
  std::sort(out.begin(), out.end(), [](const sequence& a, const sequence& b) {
    return std::tuple(b.traces, b.count, b.names.size(), a.names) < std::tuple(a.traces, a.count, a.names.size(), b.names);
  });
  return out;
}

} // namespace assay::analysis
