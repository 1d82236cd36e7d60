#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Fuzzes all targets, or the named ones, two at a time, and prints a table of the results.
#
#   bash fuzz/run.sh [SECONDS] [TARGET...]     default: 60 seconds each
#
# A finding is an input in fuzz/regressions/, which the tests then replay. libFuzzer's output is in build/fuzz/TARGET.log. Corpora
# grow in build/fuzz/corpus/ from run to run; with FRESH=1 they start empty. Exits with 1 if there is a finding.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tests/support/toolchain.sh

usage() { sed -n '3,/^[^#]/s/^# \{0,1\}//p' fuzz/run.sh; }

seconds=60
case ${1-} in
-h | --help)
  usage
  exit
  ;;
*[!0-9]*) ;;
?*)
  seconds=$1
  shift
  ;;
esac
targets=("$@")
if [[ $# == 0 ]]; then
  for source in fuzz/*.fuzz.cpp; do targets+=("$(basename "$source" .fuzz.cpp)"); done
fi
for target in "${targets[@]}"; do
  [[ -f fuzz/$target.fuzz.cpp ]] || {
    say "fuzz/$target.fuzz.cpp does not exist."
    usage >&2
    exit 2
  }
done

# The object whose texts a target reads; nothing if its inputs are not texts of an object.
object_of() {
  if grep -q ASSAY_FUZZ_MUTATES "fuzz/$1.fuzz.cpp"; then
    if [[ -d fuzz/generated/$1 ]]; then echo "$1"; else echo promptetheus; fi
  fi
}

fuzz_one() {
  local target=$1 object corpus=build/fuzz/corpus/$1 seeds=(fuzz/seeds fuzz/regressions)
  object=$(object_of "$target")
  [[ -z ${FRESH-} ]] || rm -rf "$corpus"
  mkdir -p "$corpus"
  [[ -z $object ]] || seeds=("fuzz/generated/$object" "${seeds[@]}")
  # Long inputs take more time, and find no other faults than short ones.
  "build/fuzz/fuzz/$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -max_len=4096 -print_final_stats=1 \
    -dict="fuzz/generated/${object:-json}.dict" -artifact_prefix="fuzz/regressions/$target-" \
    "$corpus" "${seeds[@]}" >"build/fuzz/$target.log" 2>&1 || touch "build/fuzz/$target.found"
}

# row TARGET: prints the results from its log.
row() {
  local target=$1 log=build/fuzz/$1.log object accepted=- found=0 executions=0 rate=0 edges=0 corpus=0
  object=$(object_of "$target")
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  rate=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
  edges=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
  corpus=$(find "build/fuzz/corpus/$target" -type f | wc -l)
  [[ -z $object || $corpus == 0 ]] ||
    accepted=$(build/fuzz/fuzz/corpus_tool measure "$object" "build/fuzz/corpus/$target" 2>/dev/null |
      sed -n 's/.*(\([0-9]* %\)).*/\1/p')
  [[ ! -f build/fuzz/$target.found ]] || found=1
  printf '%-18s %12s %8s %8s %8s %9s %9s\n' "$target" "${executions:--}" "${rate:--}" "${edges:--}" "$corpus" "$accepted" "$found"
}

need clang-14 libclang-rt-14-dev cmake ninja-build libboost1.81-dev libboost-json1.81-dev libsimdjson-dev rapidjson-dev
wanted=()
for target in "${targets[@]}"; do wanted+=("assay_fuzz_$target"); done
build fuzz --target assay_corpus_tool "${wanted[@]}"
rm -f build/fuzz/*.found
mkdir -p fuzz/regressions

for target in "${targets[@]}"; do
  while (($(jobs -pr | wc -l) >= 2)); do wait -n; done
  fuzz_one "$target" &
done
wait

printf '%-18s %12s %8s %8s %8s %9s %9s\n' target executions exec/s edges corpus accepted findings
for target in "${targets[@]}"; do row "$target"; done

status=0
for target in "${targets[@]}"; do
  [[ -f build/fuzz/$target.found ]] || continue
  printf '\n=== %s: build/fuzz/%s.log ends in\n' "$target" "$target"
  tail -n 40 "build/fuzz/$target.log"
  status=1
done
exit "$status"
