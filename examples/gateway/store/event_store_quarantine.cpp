// SPDX-License-Identifier: BSL-1.0

// The functions of the store for the quarantine and for counts.

#include "store/event_store.hpp"

namespace gateway {
namespace {

constexpr std::string_view rejected = "rejected", retried = "retried";

} // namespace

void event_store::quarantine(const rejected_row& r) {
  if (is_retrying) return;
  const std::string_view digest = digest_of(r.body);
  keep_
      .bind(now_, r.system, r.session, r.client, method_, target_, source_, r.status, r.violations,
            r.prefix, blob{r.body}, r.suffix, blob{digest}, r.is_cut ? 1 : 0)
      .run();
  bound_quarantine();
}

void event_store::bound_quarantine() {
  for (;;) {
    size_.bind();
    const bool is_there = size_.step();
    const std::int64_t rows = is_there ? size_.integer(0) : 0, bytes = size_.integer(1);
    size_.reset();
    const bool is_within = rows <= static_cast<std::int64_t>(limits_.quarantine_rows) &&
                           bytes <= static_cast<std::int64_t>(limits_.quarantine_bytes);
    if (is_within || rows <= 1) return;
    evict_.bind().run();
    count("quarantine", "evicted", "");
  }
}

void event_store::count(std::string_view system, std::string_view outcome, std::string_view code,
                        std::uint64_t n) {
  if (is_retrying && outcome == rejected) outcome = retried; // it was counted on arrival
  request_counts_[{std::string(system), std::string(outcome), std::string(code)}] += n;
}

std::int64_t event_store::quarantine_rows() {
  size_.bind();
  const std::int64_t rows = size_.step() ? size_.integer(0) : 0;
  size_.reset();
  return rows;
}

std::uint64_t event_store::rejected_count() const {
  std::uint64_t n = 0;
  for (const auto& [name, count] : request_counts_)
    if (std::get<1>(name) == rejected || std::get<1>(name) == retried) n += count;
  return n;
}

std::int64_t event_store::added_count() const {
  std::int64_t n = 0;
  for (const auto& [name, change] : request_changes_) n += change.events;
  return n;
}

} // namespace gateway
