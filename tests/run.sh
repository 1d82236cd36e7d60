#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Builds and runs every test; installs what that needs. Arguments go to ctest: bash tests/run.sh -R json/
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tests/support/toolchain.sh

need g++ cmake ninja-build libboost1.81-dev libboost-json1.81-dev libcli11-dev catch2 libgtest-dev libsimdjson-dev \
  rapidjson-dev
build tests
run_tests tests "$@"
