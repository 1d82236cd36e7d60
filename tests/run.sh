#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Builds and runs the tests; installs what that needs.
#
#   bash tests/run.sh [--all] [CTEST ARGUMENT...]     such as: bash tests/run.sh -R json/
#
# Without --all it leaves out what takes longest and seldom finds what the rest does not. It says so at its end, and .ci/run
# runs all:
#
#   every header compiled by itself, and the examples, but for those whose output docs/own-objects.md shows
#   once more: JSON on the path without vector instructions (portable/), what the other compiler says of code that must not
#     compile, the conformance set in other parsers, the test kit under GoogleTest
#   longer: the laws of generated events, what fuzzers start from and have found (fuzz/), hostile inputs, the schemas in the
#     tools of other languages
#   the library, installed or fetched, in a project of its user's (consume/)
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
Left out: $left_out tests, and that every header compiles by itself: bash tests/run.sh --all runs these, too. What they are about
stands at the beginning of that file."
exit "$status"
