#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Prints a table: the number of instructions per event on a 64-bit ARM processor, on the path that assay uses there.
# qemu's user mode counts them, so no ARM processor is needed, and the result is the same on every machine.
#
#   tests/bench/instructions/run.sh [INCLUDE]...   also measures these copies of include/, such as that of another commit
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../../support/toolchain.sh"
need gcc g++-aarch64-linux-gnu qemu-user libboost1.81-dev

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gcc -shared -fPIC -O1 -o "$work/plugin.so" "$here/plugin.c"

programs=()
# program NAME FLAGS...
program() {
  aarch64-linux-gnu-g++ -std=c++20 -O3 -static "${@:2}" -o "$work/$1" "$here/work.cpp"
  programs+=("$1")
}
number=1
for include in "$here/../../../include" "$@"; do
  program "words $number" -DASSAY_NO_SIMD -I "$include"
  program "NEON $number" -I "$include"
  number=$((number + 1))
done

# executed PROGRAM OPERATION STREAM TIMES
executed() { qemu-aarch64 -plugin "$work/plugin.so" "$work/$1" "${@:2}" 2>&1; }

{
  printf '| instructions per event |'
  printf ' %s |' "${programs[@]}"
  printf '\n|---|'
  printf -- '---:|%.0s' "${programs[@]}"
  for stream in mixed small; do
    for operation in check strict documents read write; do
      printf '\n| %s, %s |' "$operation" "$stream"
      for name in "${programs[@]}"; do
        once=$(executed "$name" "$operation" "$stream" 1)
        twice=$(executed "$name" "$operation" "$stream" 2)
        printf ' %d |' $(((twice - once) / 500)) # without startup and exit
      done
    done
  done
  printf '\n'
}
