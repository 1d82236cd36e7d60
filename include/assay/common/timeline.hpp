#pragma once

#include "assay/common/record.hpp"
#include "assay/timeline/event_log.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay::common {
namespace detail {

/// A record, or one end of a span, on its way to the log.
struct timeline_point {
  const record* of;
  std::chrono::sys_time<std::chrono::microseconds> time;
  timeline::role role;
  std::uint64_t order;
};

inline timeline::role role_of(const record& r) noexcept {
  switch (r.role) {
  case role::span:
  case role::span_start: return timeline::role::span_start;
  case role::span_end: return timeline::role::span_end;
  case role::session_end: return timeline::role::session_end;
  case role::event:
  case role::session: break;
  }
  return timeline::role::event;
}

/// Where what happened at the same time stands: what begins, then what is within it, then what ends.
inline int rank_of(timeline::role r) noexcept { return r == timeline::role::span_start ? 0 : r == timeline::role::event ? 1 : 2; }

/// When the span that the record is was over; when it began, where that is not told.
inline std::chrono::sys_time<std::chrono::microseconds> end_of(const record& r,
                                                               std::chrono::sys_time<std::chrono::microseconds> start) noexcept {
  constexpr double greatest = 1e14; // milliseconds; some 3000 years
  if (!r.duration_ms || !(*r.duration_ms > 0)) return start;
  return start + std::chrono::microseconds(static_cast<std::int64_t>(std::min(*r.duration_ms, greatest) * 1000));
}

/// Adds the records of one session or trace, given in the order of their arrival.
inline bool add_group(timeline::event_log& log, std::span<const record* const> records, std::vector<timeline_point>& points) {
  const bool is_ordered = std::all_of(records.begin(), records.end(), [](const record* r) { return r->order && r->role != role::span; });
  points.clear();
  std::chrono::sys_time<std::chrono::microseconds> now = std::chrono::sys_time<std::chrono::microseconds>::min();
  for (const record* r : records) {
    if (r->time) now = *r->time; // without a time it happened with the one before
    points.push_back({r, now, role_of(*r), r->order.value_or(0)});
    if (r->role == role::span) points.push_back({r, end_of(*r, now), timeline::role::span_end, 0});
  }
  if (!is_ordered) {
    std::stable_sort(points.begin(), points.end(), [](const timeline_point& a, const timeline_point& b) {
      return a.time != b.time ? a.time < b.time : rank_of(a.role) < rank_of(b.role);
    });
    for (std::size_t i = 0; i < points.size(); ++i) points[i].order = i;
  }
  for (const timeline_point& p : points) {
    const record& r = *p.of;
    const bool is_own_end = r.role == role::span && p.role == timeline::role::span_end; // its start has the id
    const bool is_marker = p.role == timeline::role::span_start || p.role == timeline::role::span_end;
    if (!log.add({.session = group_of(r),
                  .seq = p.order,
                  .key = is_own_end ? std::string_view() : r.id,
                  .span = r.span,
                  .parent = r.parent,
                  .label = r.kind,
                  .role = p.role,
                  .name = is_marker ? std::string_view(r.name) : std::string_view(),
                  .duration_ms = p.role == timeline::role::span_end ? r.duration_ms : std::nullopt}))
      return false;
  }
  return true;
}

} // namespace detail

/// Adds records to a log, from which the timeline is made. False, and not all added, when the log is full.
///
/// A session whose records all say their place in it keeps these; the others' are numbered anew by time, and at the same time by
/// arrival, so all of a session's records must be given at once. A record without a time stands with the one that arrived before it. A
/// whole span becomes two events, its start and its end. Sessions are those of `group_of`. n log n.
inline bool add(timeline::event_log& log, std::span<const record> records) {
  std::vector<const record*> by_group;
  by_group.reserve(records.size());
  for (const record& r : records) by_group.push_back(&r);
  std::stable_sort(by_group.begin(), by_group.end(), [](const record* a, const record* b) { return group_of(*a) < group_of(*b); });
  std::vector<detail::timeline_point> points;
  for (std::size_t begin = 0, end = 0; begin < by_group.size(); begin = end) {
    while (end < by_group.size() && group_of(*by_group[end]) == group_of(*by_group[begin])) ++end;
    if (!detail::add_group(log, std::span(by_group).subspan(begin, end - begin), points)) return false;
  }
  return true;
}

} // namespace assay::common
