// SPDX-License-Identifier: BSL-1.0

// Ids, keys and timestamps by themselves, without an event.
#include <assay/identity/derived_event_id.hpp>
#include <assay/identity/idempotency_key.hpp>
#include <assay/identity/instant.hpp>
#include <assay/identity/system_source.hpp>

#include <iostream>

int main() {
  // [keys]
  const std::string key =
      assay::derive_idempotency_key("ses:1", "0a1b2c3d", 7); // "ses:1:0a1b2c3d:7"
  if (const auto parts = assay::parse_idempotency_key(key))
    std::cout << parts->session_id << " at " << parts->seq << '\n';
  // [/keys]

  // [event_id]
  const auto orders = assay::event_id_namespace("orders.example.com");
  const auto id =
      assay::derive_event_id(orders, "4711"); // always the same 32 digits: a retry is detected
  // [/event_id]
  if (id != assay::derive_event_id(orders, "4711")) return 1;

  // [timestamps]
  const auto then =
      assay::parse_rfc3339("2026-06-12T14:34:56.789012+02:00"); // nothing if it is not a date-time
  if (then)
    std::cout << assay::format_rfc3339(then->time())->view() << '\n'; // 2026-06-12T12:34:56.789012Z
  // [/timestamps]

  // [system]
  assay::ulid_sequence ids; // each is greater than the previous one
  const auto first = ids.next(std::chrono::floor<std::chrono::milliseconds>(assay::system_now()),
                              assay::system_random<10>());
  // [/system]
  return first && then ? 0 : 1;
}
