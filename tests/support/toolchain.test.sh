#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Tests the output of the scripts for long work without a terminal and for skipped tests.
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/toolchain.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
# expect NAME TEXT WANTED: expects that the whole text matches the pattern.
expect() {
  [[ $2 =~ ^$3$ ]] && return
  printf 'FAILED: %s: %s\ninstead of: %s\n' "$1" "$2" "$3" >&2
  failures=$((failures + 1))
}

# --- Long work --------------------------------------------------------------------------------------------------------

steps() { # NUMBER SECONDS STATUS
  local i
  for ((i = 1; i <= $1; ++i)); do printf '[%d/433] Building %d\n' "$i" "$i" && sleep "$2"; done
  printf 'unfinished' && sleep "$2" && printf ' line\n'
  printf 'error: no such thing' >&2
  return "$3"
}

expect "short work" "$(quietly steps 2 0 0 2>&1)" ""
shown=$(quietly steps 2 0 3 2>&1)
expect "the status of what fails" "$?" 3
expect "what fails" "$shown" $'unfinished line\nerror: no such thing'
only_progress() { printf '[ 12%%] Building\n' && return 1; }
expect "what fails without a word" "$(quietly only_progress 2>&1)" '\[ 12%\] Building'
progress_seconds=1 # used by toolchain.sh
expect "long work" "$(quietly steps 3 0.8 0 2>&1)" $'(  \\[[123]/433\\] [0-9]+ s\n?)+'
expect "silent work" "$(quietly sleep 2.6 2>&1)" $'(  [0-9]+ s\n?)+'
shown=$(quietly steps 1 1.2 1 2>&1)
expect "a line that comes in two parts" "$shown" $'(  (\\[1/433\\] )?[0-9]+ s\n)+unfinished line\nerror: no such thing'

# --- Skipped tests ----------------------------------------------------------------------------------------------------

cat >"$work/log" <<'END'
1/4 Testing: cli/errors
1/4 Test: cli/errors
Command: "/usr/bin/bash" "errors.test.sh" "SKIPPED: not this"
Output:
----------------------------------------------------------
SKIPPED: an unreadable file: this user may read everything
SKIPPED: there is no python3
<end of output>
2/4 Test: cli/input
SKIPPED: there is no python3
SKIPPED: there is no python3
3/4 Test: promptetheus/corpus
/x/corpus.hpp:38: warning:
  skipped: there is no corpus of recorded events (set ASSAY_CORPUS to its
  directory)

===============================================================================
4/4 Test: schema/rules
All tests passed; none was SKIPPED: really
END
expect "skipped" "$(show_skipped "$work/log")" $'
Skipped:
  an unreadable file: this user may read everything \\(cli/errors\\)
  there is no python3 \\(cli/errors, cli/input\\)
  there is no corpus of recorded events \\(set ASSAY_CORPUS to its directory\\) \\(promptetheus/corpus\\)'
: >"$work/log"
expect "nothing skipped" "$(show_skipped "$work/log")" ""

# The skipped tests of a preset are listed, whether the tests pass or fail.
cd "$work" || exit 1
ctest() {
  mkdir -p build/tests/Testing/Temporary
  printf '1/1 Test: agreement\nSKIPPED: there is no corpus\n' >build/tests/Testing/Temporary/LastTest.log
  printf '%s\n' "$*"
  return 8
}
shown=$(run_tests tests -R json/)
expect "the status of tests that fail" "$?" 8
expect "tests" "$shown" $'--preset tests --parallel [0-9]+ -R json/\n\nSkipped:\n  there is no corpus \\(agreement\\)'

exit $((failures != 0))
