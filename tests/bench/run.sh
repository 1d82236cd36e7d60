#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Measures, writes the results to docs/performance.md and docs/performance.svg, and installs the needed packages.
#
#   bash tests/bench/run.sh [--quick] [--huge] [-DASSAY_BENCH_SIMDJSON=DIR] [-DASSAY_BENCH_YYJSON=DIR] [PART...]
#
# --quick   a few rounds over short streams; only prints
# --huge    streams of up to 1 GB instead of 256 MB
# -D...     libraries that the system does not have: a second simdjson (its sources, its single header, or a prefix with a static
#           library), and yyjson (its sources, or a prefix)
# PART      contenders, portable, rejected, scaling, chunking, ordering, systems, tool, compilation; the default is all of them
#
# The page keeps the tables of other kinds of processors.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/support/toolchain.sh

quick=false
options=()
parts=()
for argument; do
  case $argument in
  --quick) quick=true options+=("$argument") ;;
  --huge) options+=("$argument") ;;
  -DASSAY_BENCH_SIMDJSON=* | -DASSAY_BENCH_YYJSON=*) export "${argument#-D}" ;; # the preset reads these
  contenders | portable | rejected | scaling | chunking | ordering | systems | tool | compilation) parts+=("$argument") ;;
  *)
    say "usage: bash tests/bench/run.sh [--quick] [--huge] [-DASSAY_BENCH_SIMDJSON=DIR] [-DASSAY_BENCH_YYJSON=DIR]" \
      "[contenders|portable|rejected|scaling|chunking|ordering|systems|tool|compilation]..."
    exit 2
    ;;
  esac
done
[[ ${#parts[@]} -gt 0 ]] || parts=(contenders portable rejected scaling chunking ordering systems tool compilation)

need g++ cmake ninja-build libboost1.81-dev libboost-json1.81-dev libcli11-dev libsimdjson-dev rapidjson-dev nlohmann-json3-dev
targets=(assay_bench)
for part in "${parts[@]}"; do
  [[ $part != portable ]] || targets+=(assay_bench_portable)
  [[ $part != tool ]] || targets+=(assay_cli)
done
build bench --target "${targets[@]}"

results=build/bench/results
rm -rf "$results" && mkdir -p "$results" # files from another run may come from another processor
$quick || options+=(--output "$results")
for part in machine "${parts[@]}"; do
  program=assay_bench
  [[ $part != portable ]] || program=assay_bench_portable
  "build/bench/tests/bench/$program" "${options[@]}" --tool build/bench/examples/assay "$part"
done
$quick && exit

bash tests/bench/place_results.sh docs/performance.md "$results" "$(build/bench/tests/bench/assay_bench --processor)" \
  >build/bench/performance.md
cp build/bench/performance.md docs/performance.md
[[ ! -e $results/performance.svg ]] || cp "$results/performance.svg" docs/performance.svg
say "docs/performance.md has the results"
