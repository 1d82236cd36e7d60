#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Checks the laws that connect checker, tables, writer and generators with generated events; 10,000,000 take a night. Starts
# one process per processor, each with different seeds.
#
#   bash tests/laws.sh [EVENTS [FIRST_SEED]]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tests/support/toolchain.sh

case ${1-} in
-h | --help) sed -n '3,6s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" && exit 0 ;;
esac
events=${1:-10000000}
first_seed=${2:-1000000}

need g++ cmake ninja-build libboost1.81-dev libboost-json1.81-dev libcli11-dev catch2
build release --target assay_laws
processes=$(nproc)
pids=()
for ((i = 0; i < processes; ++i)); do
  build/release/tests/assay_laws $((events / processes)) $((first_seed + i * events)) >"build/release/laws-$i.log" 2>&1 &
  pids+=($!)
done
status=0
for ((i = 0; i < processes; ++i)); do
  wait "${pids[i]}" || status=1
  cat "build/release/laws-$i.log"
done
exit "$status"
