#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Tests that every event is stored exactly once or reported to its producer, with a faulty proxy and a gateway that is killed
# at random moments. Then runs hostile clients. Installs what it needs.
#
#   bash tests/gateway/faults.sh [SEEDS] [EVENTS]   default: 20 seeds with 100000 events each
#
# FIRST=N sets the first seed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/support/toolchain.sh

seeds=${1:-20} events=${2:-100000} first=${FIRST:-1}
need g++ cmake ninja-build libboost1.81-dev libboost-json1.81-dev libcli11-dev libsqlite3-dev zlib1g-dev catch2 python3
build gateway --target assay_gateway fault_test
gateway=build/gateway/examples/gateway/assay-gateway
fault_test=build/gateway/tests/gateway/faults/fault_test

"$fault_test" --self-test
failed=0
for ((seed = first; seed < first + seeds; ++seed)); do
  "$fault_test" --gateway "$gateway" --seed "$seed" --events "$events" || failed=$((failed + 1))
done
python3 tests/gateway/hostile_clients.py "$gateway" || failed=$((failed + 1))
((failed == 0)) || say "$failed of $seeds seeds and the hostile clients failed"
((failed == 0))
