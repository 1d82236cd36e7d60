// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/event_id.hpp"
#include "assay/identity/nonce.hpp"
#include "assay/identity/span_id.hpp"
#include "assay/identity/ulid.hpp"
#include "assay/identity/uuid.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>

/// Functions that take the time and random bytes from the operating system. No other header does;
/// everything else takes them from its caller. The functions that use random bytes throw as
/// `system_random` does.

namespace assay {

/// Returns the time of the system's clock.
inline std::chrono::sys_time<std::chrono::microseconds> system_now() noexcept {
  return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

/// Returns N random bytes from `std::random_device`. Several threads may call it at once.
///
/// @throws std::exception as `std::random_device` does if the system has no source of randomness.
template <std::size_t N>
random_bytes<N> system_random() {
  std::random_device device;
  random_bytes<N> bytes;
  std::uint32_t word = 0;
  for (std::size_t i = 0; i < N; ++i, word >>= 8) {
    if (i % sizeof word == 0) word = device();
    bytes[i] = static_cast<std::uint8_t>(word);
  }
  return bytes;
}

/// Returns a random number in [0, 1), for delays such as `retry_schedule::fail`.
inline double system_fraction() {
  std::uint64_t bits = 0;
  for (const std::uint8_t byte : system_random<7>()) bits = bits << 8 | byte;
  return static_cast<double>(bits >> 3) * 0x1p-53;
}

/// Calls `make_nonce` with random bytes of the system.
inline fixed_text<8> make_nonce() { return make_nonce(system_random<4>()); }

/// Calls `make_span_id` with random bytes of the system.
inline fixed_text<37> make_span_id() { return make_span_id(system_random<16>()); }

/// Calls `random_event_id` with random bytes of the system.
inline fixed_text<32> random_event_id() { return random_event_id(system_random<16>()); }

/// Calls `random_uuid` with random bytes of the system.
inline fixed_text<36> random_uuid() { return random_uuid(system_random<16>()); }

/// Calls `make_ulid` with the system's time and random bytes. Empty if the clock is before 1970.
inline std::optional<ulid> make_ulid() {
  return make_ulid(std::chrono::floor<std::chrono::milliseconds>(system_now()),
                   system_random<10>());
}

} // namespace assay
