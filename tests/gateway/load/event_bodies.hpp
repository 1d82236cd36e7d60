// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace gateway_test {

/// The bodies of one session, one after another, each with the same number of new events. An event
/// has some 250 bytes. Only numbers differ from body to body, which are written over the old ones,
/// so that making a body costs nothing beside sending it.
class event_bodies {
 public:
  event_bodies(std::string session, std::size_t events);

  const std::string& session() const { return session_; }
  std::size_t events() const { return events_; }
  /// The next body. Valid until the next call.
  const std::string& next();

 private:
  void append_event();

  std::string session_;
  std::size_t events_;
  std::string body_;
  std::vector<std::size_t> places_;      ///< of the numbers' digits: two of each event
  std::uint64_t number_ = 1'000'000'000; ///< all have ten digits
};

} // namespace gateway_test
