// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/common/record.hpp"
#include "assay/timeline/event_log.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace assay::common {
namespace detail {

/// A record, or one end of a span, before it is added to the log.
struct timeline_point {
  const record* of;
  std::chrono::sys_time<std::chrono::microseconds> time;
  timeline::role role;
  std::uint64_t order;
};

template <class = void>
timeline::role role_of(const record& r) noexcept {
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

/// Returns the order of points with the same time: first starts, then events within, then ends.
template <class = void>
int rank_of(timeline::role r) noexcept {
  return r == timeline::role::span_start ? 0 : r == timeline::role::event ? 1 : 2;
}

/// Returns whether the point is the end of a whole span, whose id belongs to the start.
template <class = void>
bool is_own_end(const timeline_point& p) noexcept {
  return p.of->role == role::span && p.role == timeline::role::span_end;
}

/// Returns the end of the record's span, or its start if the end is unknown. Later times count as
/// the greatest time.
template <class = void>
std::chrono::sys_time<std::chrono::microseconds>
end_of(const record& r, std::chrono::sys_time<std::chrono::microseconds> start) noexcept {
  constexpr double greatest = 1e14; // milliseconds; about 3000 years
  if (!r.duration_ms || !(*r.duration_ms > 0)) return start;
  const std::chrono::microseconds duration(
      static_cast<std::int64_t>(std::min(*r.duration_ms, greatest) * 1000));
  constexpr auto last = std::chrono::sys_time<std::chrono::microseconds>::max();
  return start > last - duration ? last : start + duration;
}

/// Adds the records of one session or trace, given in their order of arrival.
///
/// A duplicate, identified by its id, has the position of the first record, so that numbering
/// leaves no gap for it. A record whose parent is the session is at the top, unless the session is
/// itself a record.
template <class = void>
bool add_group(timeline::event_log& log, std::span<const record* const> records,
               std::vector<timeline_point>& points) {
  const bool is_ordered = std::all_of(records.begin(), records.end(), [](const record* r) {
    return r->order && r->role != role::span;
  });
  points.clear();
  bool has_session = false;
  std::set<std::string_view> ids;
  std::chrono::sys_time<std::chrono::microseconds> now =
      std::chrono::sys_time<std::chrono::microseconds>::min();
  for (const record* r : records) {
    if (r->time) now = *r->time; // a record without a time has that of the previous one
    points.push_back({r, now, role_of(*r), r->order.value_or(0)});
    has_session |= r->span == group_of(*r);
    const bool is_duplicate = !r->id.empty() && !ids.insert(r->id).second;
    if (r->role == role::span && !is_duplicate)
      points.push_back({r, end_of(*r, now), timeline::role::span_end, 0});
  }
  if (!is_ordered) {
    // Records are in the order of their addresses.
    std::sort(points.begin(), points.end(), [](const timeline_point& a, const timeline_point& b) {
      return std::tuple(a.time, rank_of(a.role), a.of) < std::tuple(b.time, rank_of(b.role), b.of);
    });
    std::map<std::string_view, std::uint64_t> places;
    std::uint64_t next = 0;
    for (timeline_point& p : points) {
      const bool has_id = !p.of->id.empty() && !is_own_end(p);
      const auto [first, is_new] =
          has_id ? places.try_emplace(p.of->id, next) : std::pair(places.end(), true);
      p.order = is_new ? next++ : first->second;
    }
  }
  for (const timeline_point& p : points) {
    const record& r = *p.of;
    const bool is_marker =
        p.role == timeline::role::span_start || p.role == timeline::role::span_end;
    if (!log.add(
            {.session = group_of(r),
             .seq = p.order,
             .key = is_own_end(p) ? std::string_view() : r.id,
             .span = r.span,
             .parent = !has_session && r.parent == group_of(r) ? std::string_view()
                                                               : std::string_view(r.parent),
             .label = r.kind,
             .role = p.role,
             .name = is_marker ? std::string_view(r.name) : std::string_view(),
             .duration_ms = p.role == timeline::role::span_end ? r.duration_ms : std::nullopt}))
      return false;
  }
  return true;
}

} // namespace detail

/// Adds records to a log of the timeline. Returns false, with some records not added, if the log is
/// full. If it throws `std::bad_alloc`, some records may not have been added either.
///
/// If all records of a session have a position, and none is a whole span, these positions are used.
/// Otherwise the records are numbered by time, and by arrival at the same time, so all records of a
/// session must be given in one call. A record without a time has the time of the record of its
/// session that arrived before it. A whole span becomes two events, its start and its end. Records
/// are grouped by `group_of`. Takes n log n time for n records.
template <class = void>
bool add(timeline::event_log& log, std::span<const record> records) {
  std::vector<const record*> by_group;
  by_group.reserve(records.size());
  for (const record& r : records) by_group.push_back(&r);
  std::sort(by_group.begin(), by_group.end(), [](const record* a, const record* b) {
    return std::tuple(group_of(*a), a) < std::tuple(group_of(*b), b);
  });
  std::vector<detail::timeline_point> points;
  for (std::size_t begin = 0, end = 0; begin < by_group.size(); begin = end) {
    while (end < by_group.size() && group_of(*by_group[end]) == group_of(*by_group[begin])) ++end;
    if (!detail::add_group(log, std::span(by_group).subspan(begin, end - begin), points))
      return false;
  }
  return true;
}

} // namespace assay::common
