#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Reports the lines and branches of include/ that the tests reach: prints a table and writes docs/coverage.md. Installs the needed
# packages; takes a quarter of an hour. Exits with 1 below 98 % of lines or 90 % of branches, or if gaps.txt does not explain a line
# that is not reached.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/support/toolchain.sh

need g++ cmake ninja-build libboost1.81-dev libboost-json1.81-dev catch2 gcovr python3
build coverage --target assay_tests assay_tests_long assay_allocation_tests
find build/coverage -name '*.gcda' -delete # from earlier runs
for program in assay_tests assay_tests_long assay_allocation_tests; do quietly "build/coverage/tests/$program"; done

# gcovr's own numbers, and the same with each template counted once (count.py).
gcovr --root . --filter include/ --exclude include/assay/testing/ --exclude-throw-branches --exclude-unreachable-branches \
  --json-summary build/coverage/summary.json build/coverage
python3 tests/coverage/page.py build/coverage build/coverage/summary.json
