// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "gateway/faults/account.hpp"
#include "gateway/support/dice.hpp"

#include <assay/promptetheus/session.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace gateway_test {

/// The sizes beyond which an event is refused, and by whom; each is below the next.
struct size_limits {
  std::size_t proxy = std::size_t{24} << 10;
  std::size_t gateway = std::size_t{32} << 10;
  std::size_t producer = std::size_t{48} << 10;
};

/// The events of one session: mostly small and valid; some long, some too long for one of the
/// limits, some that the producer takes for valid and the gateway does not, some that come twice,
/// some whose number another one has.
class event_source {
 public:
  event_source(std::string id, dice& random, const size_limits& limits);

  /// The body that opens the session.
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
