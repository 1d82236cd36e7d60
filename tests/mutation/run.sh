#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Changes the headers in thousands of ways, and reports whether the tests notice: bash tests/mutation/run.sh --help
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/support/toolchain.sh

need g++ python3 clang-14 lld-14 libboost1.81-dev libboost-json1.81-dev catch2
exec python3 tests/mutation/run.py "$@"
