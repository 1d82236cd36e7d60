#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Builds and runs the tests; installs the needed packages.
#
#   bash tests/run.sh [--all] [CTEST ARGUMENT...]     such as: bash tests/run.sh -R json/
#
# Without --all it leaves out the slowest tests, which rarely find faults that the others miss. At its end it prints how many
# tests it left out. .ci/run runs all of these:
#
#   every header compiled by itself; the examples, and the pages that show their output or are made by docs/generate.sh
#   other builds: JSON on the path without vector instructions (portable/), code that must not compile (compile_fail/), the
#     conformance set in other parsers, the test kit under GoogleTest
#   long tests: the test kit (testing/), the walk of values, failed allocations, the laws of generated events, the seeds and
#     findings of fuzzing (fuzz/), hostile inputs, the schemas in tools of other languages
#   the library, installed or fetched, in a user's project (consume/)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tests/support/toolchain.sh

need g++ cmake ninja-build libboost1.81-dev libboost-json1.81-dev libcli11-dev catch2 libgtest-dev libsimdjson-dev \
  rapidjson-dev
if [[ ${1-} == --all ]]; then
  shift
  build tests
  run_tests tests "$@"
  exit
fi
build tests --target assay_quick
status=0
run_tests tests --label-exclude '^only_all$' "$@" || status=$?
left_out=$(ctest --preset tests --show-only --label-regex '^only_all$' 2>/dev/null | sed -n 's/^Total Tests: //p')
say "
Left out: $left_out tests, and the check that every header compiles by itself: bash tests/run.sh --all runs these too. The
beginning of tests/run.sh describes them."
exit "$status"
