#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Prints a page in which every code block marked `console` shows the output of its commands:
#
#   bash docs/consoles.sh PAGE TOOL
#
# A line that begins with "$ " is a command, the other lines are its output. The commands run one after another in an empty
# folder with a link to examples/; `assay` is TOOL. Times and speeds that `assay validate` prints become dots.
set -euo pipefail
export LC_ALL=C.UTF-8
page=$(realpath "$1") tool=$(realpath "$2") examples=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../examples")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/run"
ln -s "$tool" "$work/bin/assay"
ln -s "$examples" "$work/run/examples"
PATH="$work/bin:$PATH"
cd "$work/run"

run() { bash -c "$1" 2>&1 </dev/null || true; } # a command may fail, and the page shows its error
without_times() { sed -E 's/^([0-9]+ bytes in) [0-9.]+ s: [0-9.]+ MB\/s, [0-9]+ ([a-z]+\/s)$/\1 ... s: ... MB\/s, ... \2/'; }

inside=false
while IFS= read -r line; do
  [[ $line != '```' ]] || inside=false
  if ! $inside; then
    printf '%s\n' "$line"
    [[ $line != '```console' ]] || inside=true
  elif [[ $line == '$ '* ]]; then
    printf '%s\n' "$line"
    run "${line#\$ }" | without_times
  fi
done <"$page"
