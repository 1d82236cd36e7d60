// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace gateway_test {

/// A fault of a request on its way, or of its response.
enum class fault : std::uint8_t {
  none,
  dropped_before, ///< the connection ends, and the request does not arrive
  dropped_after,  ///< the request is stored, but the connection ends before the response
  cut_request,    ///< a part of the body arrives, and then the connection ends
  delayed,        ///< the request and its response are slow
  late,           ///< the request arrives after its sender has given up
  cut_head,       ///< the response ends inside its header
  cut_body,       ///< the body of the response ends before its `Content-Length`
  shortened,      ///< a part of the response body, with the `Content-Length` of that part
  answered_twice, ///< the response arrives twice, on a kept connection
  of_another,     ///< the response to another request, with the `X-Request-Id` of that request
  misplaced,      ///< the same without an id, if the contents differ
  sent_twice,     ///< the request arrives twice, and one of the responses is returned
  too_many,       ///< 429
  unavailable,    ///< 503
  failed,         ///< 500 or 502
  a_page,         ///< 200 and an HTML page
  empty,          ///< 200 and an empty body
  empty_object,   ///< 200, and `{}`
  wrong_counts,   ///< 200 and counts that do not add up to the number of events
};

/// The name of a fault and its share among all faults.
struct fault_kind {
  fault what;
  std::string_view name;
  unsigned share;
};

inline constexpr std::array fault_kinds{
    fault_kind{fault::dropped_before, "dropped_before", 8},
    fault_kind{fault::dropped_after, "dropped_after", 20},
    fault_kind{fault::cut_request, "cut_request", 8},
    fault_kind{fault::delayed, "delayed", 10},
    fault_kind{fault::late, "late", 1},
    fault_kind{fault::cut_head, "cut_head", 6},
    fault_kind{fault::cut_body, "cut_body", 6},
    fault_kind{fault::shortened, "shortened", 6},
    fault_kind{fault::answered_twice, "answered_twice", 8},
    fault_kind{fault::of_another, "of_another", 8},
    fault_kind{fault::misplaced, "misplaced", 8},
    fault_kind{fault::sent_twice, "sent_twice", 10},
    fault_kind{fault::too_many, "too_many", 8},
    fault_kind{fault::unavailable, "unavailable", 8},
    fault_kind{fault::failed, "failed", 8},
    fault_kind{fault::a_page, "a_page", 5},
    fault_kind{fault::empty, "empty", 5},
    fault_kind{fault::empty_object, "empty_object", 5},
    fault_kind{fault::wrong_counts, "wrong_counts", 5},
};

constexpr std::string_view name_of(fault f) noexcept {
  for (const fault_kind& k : fault_kinds)
    if (k.what == f) return k.name;
  return "none";
}

constexpr std::optional<fault> fault_named(std::string_view name) noexcept {
  for (const fault_kind& k : fault_kinds)
    if (k.name == name) return k.what;
  return std::nullopt;
}

/// Returns the fault at a place from 0 to `all_shares()` - 1.
constexpr unsigned all_shares() noexcept {
  unsigned sum = 0;
  for (const fault_kind& k : fault_kinds) sum += k.share;
  return sum;
}
constexpr fault fault_at(std::size_t place) noexcept {
  for (const fault_kind& k : fault_kinds) {
    if (place < k.share) return k.what;
    place -= k.share;
  }
  return fault::none;
}

} // namespace gateway_test
