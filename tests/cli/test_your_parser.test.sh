#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# examples/test_your_parser: the kit finds each planted fault of the parsers in C++, Python and JavaScript, and reports
# nothing for the same parsers without faults.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"
cp -r "$examples/test_your_parser" parsers
cd parsers || exit 1
export PYTHONDONTWRITEBYTECODE=1

# judged STATUS MENDED COMMAND...: writes each reported kind once to the file kinds.
judged() {
  local wanted=$1 mended=$2 status=0
  shift 2
  MENDED=$mended "$@" >out 2>&1 || status=$?
  [[ $status == "$wanted" ]] || fail "$*, mended '$mended': status $status: $(head -c 1000 out)"
  grep -oE '(accepted|rejected), but (in)?valid( \[[a-z_0-9]+\])?|written as another value' out | sort -u >kinds
}

# tested COMMAND FAULT KIND [FAULT KIND]...: COMMAND is one text of several words.
tested() {
  local command faults='' fault
  read -r -a command <<<"$1"
  shift
  local -A kind_of
  while (($# > 0)); do
    kind_of[$1]=$2
    faults+=" $1"
    shift 2
  done
  judged 0 "$faults" "${command[@]}"
  grep -qE '^1500 texts.* 0 disagreements$' out || fail "${command[0]}, all mended: $(head -c 1000 out)"
  judged 1 '' "${command[@]}"
  printf '%s\n' "${kind_of[@]}" | sort | diff - kinds >&2 || fail "${command[0]}, none mended: unexpected findings"
  for fault in $faults; do
    judged 1 "${faults/ $fault/}" "${command[@]}"
    [[ $(cat kinds) == "${kind_of[$fault]}" ]] || fail "${command[0]}, with only the fault $fault: $(head -c 1000 out)"
  done
}

if [[ -n ${PARSER-} ]]; then
  tested "$PARSER" twice 'accepted, but invalid [duplicate_member]' null 'accepted, but invalid [type_mismatch]' \
    double 'written as another value'
  judged 1 'twice double' "$PARSER"
  grep -qE '^  [0-9]+ bytes, reduced to 36:$' out || fail "no reduced text: $(head -c 1000 out)"
else
  skip "the parser in C++: \$PARSER is not set"
fi
if has_python "the parser in Python"; then
  tested "python3 test_parser.py $tool" nan 'accepted, but invalid [nonfinite_number]' \
    twice 'accepted, but invalid [duplicate_member]' null 'accepted, but invalid [type_mismatch]'
fi
if command -v node >/dev/null; then
  tested "node test_parser.mjs $tool" utf8 'accepted, but invalid [invalid_utf8]' \
    surrogate 'accepted, but invalid [lone_surrogate]' array 'accepted, but invalid [type_mismatch]'
else
  skip "the parser in JavaScript: node is missing"
fi

# All parsers at once, as a user runs them.
if [[ -n ${PARSER-} ]]; then
  judged 1 '' bash run.sh "$tool"
  [[ $(grep -c '^--- ' out) == 3 ]] || fail "run.sh: $(head -c 1000 out)"
fi

finish
