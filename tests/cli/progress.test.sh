#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Progress is shown only on a terminal and only during long work, and is removed afterwards.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

if ! script -qec true /dev/null >/dev/null 2>&1; then
  skip "progress: script(1), which provides a terminal, is missing"
  finish
fi

cat >slowly.sh <<EOF
{ cat '$work/events' && sleep 2 && cat '$work/events'; } | '$tool' validate --format json >'$work/out'
EOF
message 1 >events
script -qec "bash '$work/slowly.sh'" /dev/null </dev/null >terminal 2>&1 || fail "status $?"
grep -q $'\r\e\\[K[0-9.]* bytes, [0-9.]* bytes/s, 2 accepted, 0 rejected\r\e\\[K$' terminal || fail "unexpected progress: $(cat -v terminal)"
[[ $(wc -l <out) == 2 ]] || fail "progress in the output"

# Quick work, and output that is not a terminal, show no progress.
script -qec "'$tool' validate --format json '$work/events' >/dev/null" /dev/null </dev/null >terminal 2>&1 || fail "status $?"
expect_empty terminal
bash slowly.sh 2>err
expect_empty err

finish
