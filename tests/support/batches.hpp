// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/verdict.hpp"

#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay_test {

/// Keeps the text until the program ends: verdicts are views into bodies.
inline std::string_view kept(std::string text) {
  static std::deque<std::string> all;
  return all.emplace_back(std::move(text));
}

/// A metric with these JSON texts as key, sequence number and session. It is valid if they are.
inline std::string metric_event(std::string_view key, std::string_view seq,
                                std::string_view session = "\"s\"") {
  std::string out = R"({"type":"metric","session_id":)";
  return out.append(session)
      .append(R"(,"timestamp":"t","seq":)")
      .append(seq)
      .append(R"(,"idempotency_key":)")
      .append(key)
      .append(R"(,"payload":{"name":"m","value":1}})");
}

/// Returns the body that consists of one such event.
inline std::string_view bare_event(std::string_view key, std::string_view seq) {
  return kept(metric_event(key, seq));
}

/// Returns the body of a batch of these events.
inline std::string_view wrapped(const std::vector<std::string>& events) {
  std::string out = R"({"events":[)";
  for (const std::string& e : events) out += (out.back() == '[' ? "" : ",") + e;
  return kept(out + "]}");
}

/// Returns one letter per event: accepted, duplicate, rejected.
inline std::string outcomes(const assay::batch_verdict& v) {
  std::string out;
  for (const assay::checked_event& e : v.events()) out += "arx"[static_cast<int>(e.what)];
  return out;
}

} // namespace assay_test
