// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <assay/timeline/event_log.hpp>
#include <assay/timeline/ordering.hpp>
#include <assay/timeline/span_tree.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace assay_test {

using assay::timeline::record;
using assay::timeline::role;

/// An event of session "s" with the usual key.
struct sample {
  std::uint64_t seq = 0;
  std::string span{};
  std::string parent{};
  assay::timeline::role role = assay::timeline::role::event;
  std::string name{};
  std::optional<double> duration_ms{};
  std::string key{}; ///< empty: s:n:<seq>
  std::string session = "s";
  std::string label = "metric";
};

inline void add_to(assay::timeline::event_log& log, const sample& e) {
  const std::string key = e.key.empty() ? e.session + ":n:" + std::to_string(e.seq) : e.key;
  log.add({.session = e.session,
           .seq = e.seq,
           .key = key,
           .span = e.span,
           .parent = e.parent,
           .label = e.label,
           .role = e.role,
           .name = e.name,
           .duration_ms = e.duration_ms});
}

inline assay::timeline::event_log log_of(const std::vector<sample>& events) {
  assay::timeline::event_log log;
  for (const sample& e : events) add_to(log, e);
  return log;
}

inline sample start_of(std::uint64_t seq, std::string span, std::string parent = "",
                       std::string name = "") {
  return {.seq = seq,
          .span = std::move(span),
          .parent = std::move(parent),
          .role = role::span_start,
          .name = std::move(name)};
}
inline sample end_of(std::uint64_t seq, std::string span, std::optional<double> duration_ms = {},
                     std::string parent = "", std::string name = "") {
  return {.seq = seq,
          .span = std::move(span),
          .parent = std::move(parent),
          .role = role::span_end,
          .name = std::move(name),
          .duration_ms = duration_ms};
}

/// Pseudorandom numbers, the same in every run.
class random_numbers {
 public:
  explicit random_numbers(unsigned seed) : engine_(seed) {}
  /// Returns a number from 0 to n - 1.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
  template <class T>
  void shuffle(std::vector<T>& v) {
    std::shuffle(v.begin(), v.end(), engine_);
  }

 private:
  std::mt19937_64 engine_;
};

} // namespace assay_test
