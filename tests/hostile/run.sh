#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Hostile inputs: how every public operation that takes input grows on them, measured by doubling, and events in which every
# single byte is cut off or changed. Exits with 1 when something grows worse than n log n, or ways of reading disagree.
#
#   bash tests/hostile/run.sh [OPTION...] [growth] [mutations]
#
# --help tells the options. --all and --json FILE tell more, --big takes minutes and 6 GB of memory.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/support/toolchain.sh

need g++ cmake ninja-build libboost1.81-dev libboost-json1.81-dev libcli11-dev catch2
build release --target assay_hostile
build/release/tests/hostile/assay_hostile "$@"
