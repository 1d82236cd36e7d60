// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace gateway_test {

/// The bodies of one session, each with the same number of new events of about 250 bytes. Only
/// numbers differ between bodies. They overwrite the old ones, so that making a body costs nothing
/// compared with sending it.
class event_bodies {
 public:
  event_bodies(std::string session, std::size_t events);

  const std::string& session() const { return session_; }
  std::size_t events() const { return events_; }
  /// Returns the next body, which is valid until the next call.
  const std::string& next();

 private:
  void append_event();

  std::string session_;
  std::size_t events_;
  std::string body_;
  std::vector<std::size_t> places_;      ///< of the digits: two numbers for each event
  std::uint64_t number_ = 1'000'000'000; ///< every number has ten digits
};

} // namespace gateway_test
