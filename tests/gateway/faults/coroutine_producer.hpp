// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "gateway/faults/producer.hpp"

namespace gateway_test {

/// Does the same as `produce`, with an `assay::push_machine` that a coroutine drives.
std::vector<sent_event> produce_in_coroutine(const producer_options&);

} // namespace gateway_test
