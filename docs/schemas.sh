#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Writes the JSON Schema of every object at every level to a directory, or holds those that are there against the code.
#
#   bash docs/schemas.sh TOOL DIRECTORY           writes them
#   bash docs/schemas.sh --check TOOL DIRECTORY   ends with 1 where one is not what the code says; the sentence says what to do
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
    "$tool" schema diff "$directory/$level" "$into/$level" >&2 || true # what that means for writers and readers
  done
  echo "$directory is not what the code says. If the change is meant, renew it: bash docs/generate.sh" >&2
  exit 1
}
