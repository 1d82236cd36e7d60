// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/timeline/instance.hpp"
#include "assay/timeline/ordering.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace assay::detail {

/// Finds a session's instances: events whose keys have the same prefix, `<session_id>:<nonce>:`.
template <class = void>
class instances {
 public:
  explicit instances(const timeline::ordered_session& s) : session_(s) {
    find_runs();
    if (runs_.size() > 1) unite_runs();
    for (const run& r : runs_)
      if (const std::string_view nonce = nonce_of(r.prefix); !nonce.empty())
        found_.push_back({nonce, r.first, r.last, r.events});
    std::sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) {
      return std::tie(a.first_seq, a.nonce) < std::tie(b.first_seq, b.nonce);
    });
  }

  std::vector<timeline::instance> take() noexcept { return std::move(found_); }

 private:
  /// Consecutive events with the same prefix, or all events with that prefix.
  struct run {
    std::uint32_t prefix;
    std::uint64_t first, last;
    std::size_t events;
  };

  void find_runs() {
    for (const timeline::event_index e : session_.events()) {
      const auto& row = session_.log().row(e);
      if (row.key_number != row.seq) continue;
      if (runs_.empty() || runs_.back().prefix != row.key_prefix)
        runs_.push_back({row.key_prefix, row.seq, row.seq, 0});
      runs_.back().last = row.seq;
      ++runs_.back().events;
    }
  }

  void unite_runs() {
    std::sort(runs_.begin(), runs_.end(), [](const run& a, const run& b) {
      return std::tuple(a.prefix, a.first) < std::tuple(b.prefix, b.first);
    });
    std::size_t size = 0;
    for (const run& r : runs_) {
      if (size != 0 && runs_[size - 1].prefix == r.prefix) {
        runs_[size - 1].last = r.last;
        runs_[size - 1].events += r.events;
      } else {
        runs_[size++] = r;
      }
    }
    runs_.erase(runs_.begin() + static_cast<std::ptrdiff_t>(size), runs_.end());
  }

  /// Returns the nonce; empty if the prefix has another form or belongs to another session.
  std::string_view nonce_of(std::uint32_t prefix) const {
    const std::string_view text = session_.log().text(prefix);
    const std::string_view id = session_.id();
    if (text.size() < id.size() + 2 || !text.starts_with(id) || text[id.size()] != ':' ||
        text.back() != ':')
      return {};
    const std::string_view nonce = text.substr(id.size() + 1, text.size() - id.size() - 2);
    return nonce.find(':') == nonce.npos ? nonce : std::string_view();
  }

  const timeline::ordered_session& session_;
  std::vector<run> runs_;
  std::vector<timeline::instance> found_;
};

} // namespace assay::detail
