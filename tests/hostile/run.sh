#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Hostile inputs: measures how each public operation that takes input scales when the input doubles, and checks events in which
# every single byte is cut off or changed. Exits with 1 if an operation scales worse than n log n, or if ways of reading disagree.
#
#   bash tests/hostile/run.sh [OPTION...] [growth] [mutations]
#
# --help lists the options. --all and --json FILE print more. --big takes minutes and 6 GB of memory.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/support/toolchain.sh

need g++ cmake ninja-build libboost1.81-dev libboost-json1.81-dev libcli11-dev catch2
build release --target assay_hostile
build/release/tests/hostile/assay_hostile "$@"
