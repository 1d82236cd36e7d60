// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/chunk.hpp"

#include "support/catch.hpp"

#include <optional>
#include <istream>
#include <iterator>
#include <string>
#include <vector>

namespace assay_test {

/// A copy of a chunk or of a rejection.
struct kept_step {
  std::vector<std::string> events{};
  std::vector<std::size_t> indices{};
  std::string session{};
  std::size_t size = 0;
  std::string body{};
  std::optional<assay::refused_event> refused{};
  friend bool operator==(const kept_step&, const kept_step&) = default;
};

inline kept_step keep(const assay::chunk_step& step) {
  kept_step out{.refused = step.refused};
  CHECK((step.complete == nullptr || !step.refused));
  if (step.complete == nullptr) return out;
  const assay::chunk& c = *step.complete;
  out.events.assign(c.events().begin(), c.events().end());
  out.indices.assign(c.indices().begin(), c.indices().end());
  out.session = c.session();
  out.size = c.body_size();
  assay::text_buffer body;
  c.append_body(body);
  out.body = body.view();
  return out;
}

/// Returns whether a step produced a chunk or a rejection.
inline bool happened(const assay::chunk_step& s) { return s.complete != nullptr || s.refused; }

/// The words of a stream. Each overwrites the previous one in memory.
struct words_of {
  std::istream& in;
  auto begin() const { return std::istream_iterator<std::string>(in); }
  auto end() const { return std::istream_iterator<std::string>(); }
};

} // namespace assay_test
