#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Measures the gateway next to a server that does nothing, and whether its memory stays constant. Installs what it needs.
#
#   bash tests/gateway/load.sh [--short] [OPTION...]
#
# --short   half a minute: two rounds of two seconds, and 400,000 events. Without it: five rounds, and the 3,600,000 events of
#           an hour, which take 2 GB of disk in $TMPDIR
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/support/toolchain.sh

options=()
if [[ ${1-} == --short ]]; then
  shift
  options=(--rounds 2 --seconds 2 --hour 400000 --warm-up 200000)
fi
need g++ cmake ninja-build libboost1.81-dev libboost-json1.81-dev libcli11-dev libsqlite3-dev zlib1g-dev catch2
build gateway --target assay_gateway gateway_load echo_server
build/gateway/tests/gateway/load/gateway_load --gateway build/gateway/examples/gateway/assay-gateway \
  --echo build/gateway/tests/gateway/load/echo_server ${options[@]+"${options[@]}"} "$@"
