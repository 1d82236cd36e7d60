#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Writes the JSON Schema of every object at every level to a directory, or compares the directory with the code.
#
#   bash docs/schemas.sh TOOL DIRECTORY           writes them
#   bash docs/schemas.sh --check TOOL DIRECTORY   exits with 1 if a schema is out of date, and prints what to do
set -euo pipefail

check=false
[[ ${1-} != --check ]] || { check=true && shift; }
[[ $# == 2 ]] || { sed -n '3,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2 && exit 2; }
tool=$1 directory=$2
into=$directory
if $check; then
  into=$(mktemp -d)
  trap 'rm -rf "$into"' EXIT
fi

for level in reference published strict; do
  rm -rf "${into:?}/$level"
  "$tool" schema --level "$level" -o "$into/$level"
done
! $check || diff -ru "$directory" "$into" || {
  for level in reference published strict; do
    "$tool" schema diff "$directory/$level" "$into/$level" >&2 || true # what the difference means for writers and readers
  done
  echo "$directory does not match the code. If the change is intended, update it: bash docs/generate.sh" >&2
  exit 1
}
