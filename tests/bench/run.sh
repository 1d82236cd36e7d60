#!/usr/bin/env bash
# Measures, and writes what was found into docs/performance.md and docs/performance.svg; installs what that needs.
#
#   bash tests/bench/run.sh [--quick] [--huge] [PART...]
#
# --quick   a few rounds over short streams; only prints
# --huge    streams of up to 1 GB instead of 256 MB
# PART      contenders, portable, rejected, scaling, chunking, ordering, systems, tool, compilation; all of them when none is named
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
  contenders | portable | rejected | scaling | chunking | ordering | systems | tool | compilation) parts+=("$argument") ;;
  *)
    say "usage: bash tests/bench/run.sh [--quick] [--huge] [contenders|portable|rejected|scaling|chunking|ordering|systems|tool|compilation]..."
    exit 2
    ;;
  esac
done
[[ ${#parts[@]} -gt 0 ]] || parts=(contenders portable rejected scaling chunking ordering systems tool compilation)

need g++ cmake ninja-build libboost1.81-dev libboost-json1.81-dev libcli11-dev libsimdjson-dev rapidjson-dev nlohmann-json3-dev
build bench --target assay_bench assay_bench_portable assay_cli

results=build/bench/results
mkdir -p "$results"
$quick || options+=(--output "$results")
for part in "${parts[@]}"; do
  program=assay_bench
  [[ $part == portable ]] && program=assay_bench_portable
  "build/bench/tests/bench/$program" "${options[@]}" --tool build/bench/examples/assay "$part"
done
$quick && exit

# The machine and the versions, which are part of every result.
version_of() {
  local name=$1 header=$2
  shift 2
  printf '%s %s' "$name" "$(printf '%s\n' "#include <$header>" "$*" | "${CXX:-g++}" -std=c++20 -E -P -x c++ - | tail -n 1 | tr -d '"' | tr '_ ' ..)"
}
{
  printf '%s, ' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc) processors" \
    "$("${CXX:-g++}" --version | head -n 1)" \
    "$(version_of Boost boost/version.hpp BOOST_LIB_VERSION)" \
    "$(version_of simdjson simdjson.h SIMDJSON_VERSION)" \
    "$(version_of RapidJSON rapidjson/rapidjson.h RAPIDJSON_MAJOR_VERSION RAPIDJSON_MINOR_VERSION RAPIDJSON_PATCH_VERSION)"
  version_of nlohmann/json nlohmann/json.hpp NLOHMANN_JSON_VERSION_MAJOR NLOHMANN_JSON_VERSION_MINOR NLOHMANN_JSON_VERSION_PATCH
  printf '.\n'
} >"$results/machine.md"

# Each result stands between <!-- measured: NAME --> and <!-- /measured -->; what was not measured now stays.
awk -v results="$results" '
  skipping && /^<!-- \/measured -->$/ { skipping = 0 }
  skipping { next }
  { print }
  match($0, /^<!-- measured: [a-z_]+ -->$/) {
    file = results "/" substr($0, 16, length($0) - 19) ".md"
    if ((getline line < file) > 0) {
      print ""
      do print line; while ((getline line < file) > 0)
      print ""
      close(file)
      skipping = 1
    }
  }
' docs/performance.md >build/bench/performance.md
cp build/bench/performance.md docs/performance.md
[[ ! -e $results/performance.svg ]] || cp "$results/performance.svg" docs/performance.svg
say "docs/performance.md has the results"
