// SPDX-License-Identifier: BSL-1.0

// What reuse saves: counts the allocations of checking, reading and writing events.

// [program]
#include <assay/promptetheus.hpp>

#include <cstdlib>
#include <iostream>
#include <new>
#include <string>

using assay::promptetheus::event;

static std::size_t allocations = 0;

void* operator new(std::size_t size) {
  ++allocations;
  if (void* p = std::malloc(size)) return p;
  throw std::bad_alloc();
}
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }

/// Runs the task twice, and counts the allocations of the second run, which reuses memory.
template <class Task>
void count(const char* what, Task task) {
  task();
  allocations = 0;
  task();
  std::cout << what << ": " << allocations << " allocations for 1000 events\n";
}

int main() {
  std::string stream;
  for (int i = 0; i < 1000; ++i)
    stream += R"({"type":"tool_call","session_id":"01K2F7XW3NQ8T5ZB6M9RJ4VDHC",)"
              R"("timestamp":"2026-06-12T12:34:56Z","seq":)" +
              std::to_string(i) + R"(,"idempotency_key":"01K2F7XW3NQ8T5ZB6M9RJ4VDHC:5e1f09ab:)" +
              std::to_string(i) +
              R"(","payload":{"tool_name":"search_flights","arguments":{"to":"OSL","seats":2}}})"
              "\n";

  assay::line_reader<event> lines(stream);
  event e;
  assay::text_buffer out;
  bool ok = true;
  count("check", [&] {
    lines.restart(stream, 1);
    while (lines.next()) ok = ok && lines.accepted();
  });
  count("read into the same event", [&] {
    lines.restart(stream, 1);
    while (lines.next(e)) ok = ok && lines.accepted();
  });
  count("write into the same buffer", [&] {
    for (int i = 0; i < 1000; ++i) {
      out.clear();
      ok = ok && assay::write(e, out);
    }
  });
  count("read into a new event each time", [&] {
    lines.restart(stream, 1);
    for (bool more = true; more;) {
      event fresh;
      more = lines.next(fresh);
      ok = ok && (!more || lines.accepted());
    }
  });
  return ok ? 0 : 1;
}
// [/program]
