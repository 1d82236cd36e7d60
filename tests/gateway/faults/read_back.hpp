// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "gateway/faults/account.hpp"

#include <span>
#include <string>
#include <vector>

namespace gateway_test {

/// Reads each session back from the gateway, page by page, and compares it with the results. Every
/// event that was reported as stored must occur once, in the order of the numbers, with its
/// original bytes.
std::vector<difference> read_back(unsigned short port, const std::string& key,
                                  std::span<const sent_event> sent);

} // namespace gateway_test
