#!/usr/bin/env bash
# examples/test_your_parser: the kit finds each of the faults that are planted in parsers in C++, Python and JavaScript, and
# nothing in the same parsers without them.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"
cp "$examples"/test_your_parser/*.{py,mjs} .

# tested LANGUAGE "COMMAND..." "FAULT..." "FOUND BY MENDING ALL OTHERS..."
tested() {
  local language=$1 command=$2 faults=$3 status fault others
  shift 3
  # shellcheck disable=SC2086 # a word each
  {
    status=0
    MENDED=$faults $command "$tool" >mended 2>&1 || status=$?
    [[ $status == 0 && $(cat mended) == "3000 texts, 0 disagreements" ]] || fail "$language, mended: $(head -c 1000 mended)"
    status=0
    $command "$tool" >found 2>&1 || status=$?
    [[ $status == 1 ]] || fail "$language: status $status: $(head -c 1000 found)"
    for fault in $faults; do
      others=" $faults "
      status=0
      MENDED=${others/ $fault / } $command "$tool" >alone 2>&1 || status=$?
      [[ $status == 1 && $(grep -oE '^(accepted|rejected), but [^:]*' alone) == "$1" ]] ||
        fail "$language, with the fault $fault alone: $(head -c 1000 alone)"
      grep -qF "$1: " found || fail "$language, with all faults: no '$1' in $(head -c 1000 found)"
      shift
    done
  }
}

if has_python "the parser in Python"; then
  tested Python "python3 test_parser.py" "nan twice null" 'accepted, but invalid [nonfinite_number]' \
    'accepted, but invalid [duplicate_member]' 'accepted, but invalid [type_mismatch]'
fi
if command -v node >/dev/null; then
  tested JavaScript "node test_parser.mjs" "utf8 surrogate array" 'accepted, but invalid [invalid_utf8]' \
    'accepted, but invalid [lone_surrogate]' 'accepted, but invalid [type_mismatch]'
else
  skip "the parser in JavaScript: there is no node"
fi

# The one in C++ is told what to do by an argument, and shows the smallest texts.
if [[ -n ${CPP_PARSER-} ]]; then
  "$CPP_PARSER" --mended >mended || fail "C++, mended: $(head -c 1000 mended)"
  grep -qE '^3000 texts: both accept [0-9]+ and reject [0-9]+; 0 disagreements$' mended || fail "C++, mended: $(head -c 1000 mended)"
  status=0
  "$CPP_PARSER" >found || status=$?
  [[ $status == 1 ]] || fail "C++: status $status"
  grep -E '^[0-9]+\. ' found | sed -E 's/^[0-9]+\. (.*), in [0-9]+ texts?$/\1/' | sort >kinds
fi

finish
