#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Builds and tests the gateway (examples/gateway/): unit tests, real clients, its page in a browser, faults and load. Installs
# what it needs.
#
#   bash tests/gateway/run.sh [--only PART]
#
# PART: unit, clients, page, faults, load. Exits with status 0, or 1 if a part fails. A part that cannot run here prints
# SKIPPED: REASON.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/support/toolchain.sh

parts=(unit clients page faults load)
only=""
case $#:${1-} in
0:) ;;
2:--only) only=$2 ;;
*) sed -n '3,9s/^# \{0,1\}//p' tests/gateway/run.sh && exit 2 ;;
esac
[[ -z $only || " ${parts[*]} " == *" $only "* ]] || { say "Unknown part '$only': expected one of ${parts[*]}." && exit 2; }

# skip REASON: reports why a part cannot run here, also in its line of the summary.
skip() {
  echo "SKIPPED: $1"
  result="passed, SKIPPED: $1"
}

is_asked_for() { [[ -z $only || $only == "$1" ]]; }

# test_script SCRIPT: runs a Python test, which prints a line only for each failed test. Leaves no
# caches beside the scripts.
test_script() {
  say "-- ${1#tests/gateway/}"
  timeout --kill-after 10 300 python3 -B "$1"
}

unit() {
  if [[ ! -f build/gateway/tests/gateway/CTestTestfile.cmake ]]; then
    skip "the gateway has no tests of its own"
    return
  fi
  run_tests gateway
}

# Installs HoneyHive's SDK at the versions of package-lock.json. Returns false if the npm registry
# cannot be reached.
fetch_honeyhive() {
  export ASSAY_HONEYHIVE=$PWD/build/gateway-clients/honeyhive
  mkdir -p "$ASSAY_HONEYHIVE"
  cp tests/gateway/clients/honeyhive/{package.json,package-lock.json,client.mjs} "$ASSAY_HONEYHIVE"
  cmp -s "$ASSAY_HONEYHIVE"/{package-lock.json,installed.json} || {
    need nodejs npm
    quietly npm --prefix "$ASSAY_HONEYHIVE" ci --no-audit --no-fund --ignore-scripts || return
    cp "$ASSAY_HONEYHIVE"/{package-lock.json,installed.json}
  }
}

clients() {
  local script status=0
  need python3 curl
  for script in tests/gateway/clients/*.test.py; do
    if [[ $script == */honeyhive.test.py ]] && ! fetch_honeyhive; then
      skip "HoneyHive's SDK cannot be fetched from npm's registry"
      continue
    fi
    test_script "$script" || status=1
  done
  return "$status"
}

page() {
  need python3 chromium chromium-driver fonts-dejavu-core
  test_script tests/gateway/page.test.py
}

# The tests with real clients. ASSAY_GATEWAY names the program.
faults() { bash tests/gateway/faults.sh; }
load() { bash tests/gateway/load.sh --short; }

need g++ cmake ninja-build libboost1.81-dev libboost-json1.81-dev libcli11-dev libsqlite3-dev zlib1g-dev catch2
build gateway
export ASSAY_GATEWAY=$PWD/build/gateway/examples/gateway/assay-gateway

summary=() failed=0
for part in "${parts[@]}"; do
  is_asked_for "$part" || continue
  printf '\n=== gateway: %s\n' "$part"
  start=$SECONDS result=passed
  "$part" || { result=FAILED failed=1; }
  summary+=("$(printf '%-8s %s, %d s' "$part" "$result" $((SECONDS - start)))")
  echo "${summary[-1]}"
done
printf '\n=== gateway: summary\n'
printf '%s\n' "${summary[@]}"
exit "$failed"
