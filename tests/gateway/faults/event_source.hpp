// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "gateway/faults/account.hpp"
#include "gateway/support/dice.hpp"

#include <assay/promptetheus/session.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace gateway_test {

/// The size limits of an event at each component, in ascending order.
struct size_limits {
  std::size_t proxy = std::size_t{24} << 10;
  std::size_t gateway = std::size_t{32} << 10;
  std::size_t producer = std::size_t{48} << 10;
};

/// The events of one session. Most are small and valid. Others are long, exceed one of the limits,
/// are valid for the producer but not for the gateway, are duplicates, or have the number of
/// another event.
class event_source {
 public:
  event_source(std::string id, dice& random, const size_limits& limits);

  /// Returns the body that opens the session.
  std::string about() const;
  const std::string& id() const { return id_; }
  /// Appends up to `n` events.
  void make(std::size_t n, std::vector<sent_event>& to);

 private:
  assay::promptetheus::payload payload();
  std::string words(std::size_t size);
  sent_event stamped(assay::promptetheus::payload p);

  std::string id_;
  dice& dice_;
  size_limits limits_;
  assay::promptetheus::session session_;
};

} // namespace gateway_test
