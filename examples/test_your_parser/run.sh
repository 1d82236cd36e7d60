#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Compares the parsers of this directory with assay: bash run.sh [ASSAY], where ASSAY is the command-line tool. Each parser
# has three faults, which the kit reports. MENDED names the faults that are fixed, such as "twice null" (see each parser).
# The parser in C++ is $PARSER if it is set; otherwise it is compiled here.
set -uo pipefail
assay=${1:-assay}
[[ $assay != */* ]] || assay=$(realpath "$assay")
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 2

echo "--- C++"
if [[ -z ${PARSER-} ]]; then
  made=$(mktemp -d)
  trap 'rm -rf "$made"' EXIT
  PARSER=$made/parser
  "${CXX:-c++}" -std=c++20 -I../../include parser.cpp -o "$PARSER" -lboost_json || exit 2
fi
status=0
"$PARSER" || status=1

export PYTHONDONTWRITEBYTECODE=1
for command in "python3 test_parser.py" "node test_parser.mjs"; do
  echo "--- ${command%% *}"
  if command -v "${command%% *}" >/dev/null; then
    # shellcheck disable=SC2086 # one argument per word
    $command "$assay" || status=1
  else
    echo "skipped: there is no ${command%% *}" >&2
  fi
done
exit "$status"
