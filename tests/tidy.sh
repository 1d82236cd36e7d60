#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Runs clang-tidy on the headers and the command-line tool: bash tests/tidy.sh. It fails if there is a finding.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tests/support/toolchain.sh
need clang-tidy-19 g++ libboost1.81-dev libboost-json1.81-dev libcli11-dev

directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT

# Each group of files is compiled as one unit, because most of the time is spent in templates that they share.
includes() { printf '#include "%s"\n' "$@"; }
includes assay/assay.hpp assay/export.hpp assay/testing.hpp >"$directory/headers.cpp"
includes examples/cli/main.cpp examples/cli/{commands,io,print,stream}/*.cpp >"$directory/tool.cpp"

status=0
for group in headers tool; do
  say "clang-tidy: $group"
  clang-tidy-19 --quiet --config-file=.clang-tidy --header-filter="$PWD/(include/assay|examples/cli)/.*" "$directory/$group.cpp" -- \
    -std=c++20 -Iinclude -Iexamples/cli -I. 2>"$directory/log" || status=1
  # Leave out the lines about the number of findings, and about findings in other libraries.
  grep -vE '^[0-9]+ warnings? (generated|treated)|^Suppressed |^Use -header-filter' "$directory/log" >&2 || true
done
exit "$status"
