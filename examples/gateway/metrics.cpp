// SPDX-License-Identifier: BSL-1.0
#include "metrics.hpp"

#include <algorithm>
#include <cstdio>

namespace gateway {
namespace {

constexpr std::string_view quarantine = "quarantine"; ///< counted like a system

void append_header(std::string& out, std::string_view name, std::string_view type,
                   std::string_view help) {
  out.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ");
  out.append(name).append(" ").append(type).append("\n");
}

void append_value(std::string& out, std::string_view name, std::string_view type,
                  std::string_view help, std::int64_t value) {
  append_header(out, name, type, help);
  out.append(name).append(" ").append(std::to_string(value)).append("\n");
}

std::string text_of(double d) {
  char room[32];
  std::snprintf(room, sizeof room, "%.6g", d);
  return room;
}

} // namespace

void metrics::add_request(std::string_view route, int status, std::size_t bytes) {
  const std::lock_guard lock(mutex_);
  ++requests_[{std::string(route), status}];
  bytes_ += bytes;
}

void metrics::add(const outcome_counts& counts) {
  const std::lock_guard lock(mutex_);
  for (const auto& [name, n] : counts) outcomes_[name] += n;
}

void metrics::add_commit(std::chrono::steady_clock::duration d) {
  const double seconds = std::chrono::duration<double>(d).count();
  const auto bound = std::lower_bound(commit_bounds.begin(), commit_bounds.end(), seconds);
  const std::lock_guard lock(mutex_);
  ++commits_[static_cast<std::size_t>(bound - commit_bounds.begin())];
  commit_seconds_ += seconds;
}

std::string metrics::text(std::size_t waiting, std::int64_t quarantine_rows) const {
  std::string out;
  const std::lock_guard lock(mutex_);
  append_header(out, "assay_requests_total", "counter", "Requests by route and status.");
  for (const auto& [name, n] : requests_)
    out.append("assay_requests_total{route=\"")
        .append(name.first)
        .append("\",status=\"")
        .append(std::to_string(name.second))
        .append("\"} ")
        .append(std::to_string(n))
        .append("\n");
  append_header(out, "assay_events_total", "counter",
                "Events by system, outcome and, for rejected events, error code.");
  for (const auto& [name, n] : outcomes_) {
    const auto& [system, outcome, code] = name;
    if (system == quarantine) continue;
    out.append("assay_events_total{system=\"")
        .append(system)
        .append("\",outcome=\"")
        .append(outcome)
        .append("\",code=\"")
        .append(code)
        .append("\"} ")
        .append(std::to_string(n))
        .append("\n");
  }
  append_value(out, "assay_body_bytes_total", "counter", "Bytes of bodies, decoded.",
               static_cast<std::int64_t>(bytes_));
  append_value(out, "assay_queue_requests", "gauge", "Requests that wait for the writer.",
               static_cast<std::int64_t>(waiting));
  append_value(out, "assay_connections", "gauge", "Open connections.", connections);
  const auto evicted = outcomes_.find({std::string(quarantine), "evicted", ""});
  append_header(out, "assay_quarantine_evicted_total", "counter",
                "Entries deleted because the quarantine was full.");
  out.append("assay_quarantine_evicted_total ")
      .append(std::to_string(evicted == outcomes_.end() ? 0 : evicted->second))
      .append("\n");
  append_value(out, "assay_quarantine_rows", "gauge", "Rejected events in quarantine.",
               quarantine_rows);
  append_header(out, "assay_commit_seconds", "histogram", "Duration of transactions.");
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < commits_.size(); ++i) {
    sum += commits_[i];
    out.append("assay_commit_seconds_bucket{le=\"")
        .append(i < commit_bounds.size() ? text_of(commit_bounds[i]) : "+Inf")
        .append("\"} ")
        .append(std::to_string(sum))
        .append("\n");
  }
  out.append("assay_commit_seconds_sum ").append(text_of(commit_seconds_)).append("\n");
  out.append("assay_commit_seconds_count ").append(std::to_string(sum)).append("\n");
  return out;
}

} // namespace gateway
