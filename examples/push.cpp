// SPDX-License-Identifier: BSL-1.0

// Pushes events in requests, retries failed requests, and collects the events that could not be
// pushed. The backend is a function that fails at first.
#include <assay/batch/push.hpp>
#include <assay/promptetheus.hpp>

#include <chrono>
#include <iostream>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using assay::promptetheus::event;

std::vector<event> measurements() {
  std::vector<event> out;
  for (unsigned i = 0; i < 2500; ++i)
    out.push_back({.session_id = "ses_1",
                   .timestamp = "2026-06-12T12:34:56Z",
                   .seq = i,
                   .idempotency_key = "ses_1:0a1b2c3d:" + std::to_string(i),
                   .payload = assay::promptetheus::metric{.name = "rows", .value = i}});
  out[7].idempotency_key.clear(); // invalid
  return out;
}

/// What an HTTP client returns.
struct http_response {
  int status = 0; ///< 0: no connection, or an incomplete response
  std::string retry_after{};
  std::string body{};
};

/// Sends nothing: rejects the first request once, and then one event of it.
http_response post(std::string_view body) {
  static int calls = 0;
  std::cout << "request " << ++calls << ": " << body.size() << " bytes\n";
  if (calls == 1) return {429, "0"};
  if (calls == 2)
    return {200, "", R"({"accepted":999,"rejected":[{"index":3,"reason":"/payload: too sad"}]})"};
  return {404};
}

} // namespace

int main() {
  const std::vector<event> events = measurements();
  // [push]
  assay::push_options options; // 1000 events and 1 MiB a request, 3 retries
  options.retry.base_delay = std::chrono::milliseconds(20);
  options.responses = assay::response_format::acceptance; // {"accepted":n,"rejected":[...]}
  options.organization_id = "org_1";                      // for your log; it is not sent

  const auto transport = [](std::string_view body) -> assay::push_response {
    const http_response a = post(body); // your HTTP client
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return {a.status, assay::parse_retry_after(a.retry_after, now), a.body};
  };
  const auto sleep = [](std::chrono::milliseconds delay) { std::this_thread::sleep_for(delay); };
  std::mt19937_64 engine(std::random_device{}());
  const auto random = [&] { return std::uniform_real_distribution<double>()(engine); };

  const assay::push_result result = assay::push(events, options, transport, sleep, random);
  std::cout << result.organization_id << ": " << result.pushed << " pushed, " << result.duplicates
            << " duplicates\n";
  for (const assay::push_error& e : result.errors) // invalid, and not sent
    std::cerr << "event " << e.index << ": " << e.message << '\n';
  std::vector<event> later;
  for (const assay::event_rejection& e : result.rejected) {
    std::cerr << "event " << e.index << " was rejected: " << e.reason << '\n';
    if (!e.is_permanent) later.push_back(events[e.index]); // such as a busy server
  }
  for (const assay::unpushed_event& e : result.unpushed)
    later.push_back(events[e.index]); // e.status is the reason
  // [/push]
  return result.pushed == 999 && result.skipped == 1 && result.rejected.size() == 1 &&
                 result.rejected[0].index == 3 && later.size() == 1499 && later[0].seq == 1001
             ? 0
             : 1;
}
