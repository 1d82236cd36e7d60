// SPDX-License-Identifier: BSL-1.0

// Pushes asynchronously, by the same rules as `push`: a coroutine waits for its connection.
// boost::asio runs it; the backend is a function that is not available at first.
#include <assay/batch/push_machine.hpp>
#include <assay/identity/system_source.hpp>
#include <assay/promptetheus.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <exception>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

namespace asio = boost::asio;
using assay::promptetheus::event;

asio::awaitable<void> sleep_for(std::chrono::milliseconds time) {
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(asio::use_awaitable);
}

/// Replaces a request over a connection.
asio::awaitable<assay::push_response> post(std::string_view body) {
  static int calls = 0;
  std::cout << "request " << ++calls << ": " << body.size() << " bytes\n";
  co_await sleep_for(std::chrono::milliseconds(1));
  if (calls == 1) co_return assay::push_response{.status = 503};
  co_return assay::push_response{.status = 200, .body = R"({"accepted":2,"rejected":[]})"};
}

// [coroutine]
asio::awaitable<assay::push_result> push(std::vector<std::string> events, assay::push_options o) {
  assay::push_machine<event> machine(o);
  for (std::size_t next = 0;;) {
    switch (machine.next()) {
    case assay::push_action::feed:
      next < events.size() ? machine.add_view(events[next++]) : machine.finish();
      break;
    case assay::push_action::send:
      machine.receive(co_await post(machine.body()), assay::system_fraction());
      break;
    case assay::push_action::wait: co_await sleep_for(machine.delay()); break;
    case assay::push_action::done: co_return machine.take_result();
    }
  }
}
// [/coroutine]

std::string metric(int n) {
  const std::string number = std::to_string(n);
  return R"({"type":"metric","session_id":"ses_1","timestamp":"2026-06-12T12:34:56Z","seq":)" +
         number + R"(,"idempotency_key":"ses_1:0a1b2c3d:)" + number +
         R"(","payload":{"name":"rows","value":1}})";
}

} // namespace

int main() {
  asio::io_context io;
  assay::push_result result;
  asio::co_spawn(io, push({metric(0), metric(1)}, {}),
                 [&](std::exception_ptr failed, assay::push_result r) {
                   if (!failed) result = std::move(r);
                 });
  io.run();
  std::cout << result.pushed << " pushed\n";
  return result && result.pushed == 2 ? 0 : 1;
}
