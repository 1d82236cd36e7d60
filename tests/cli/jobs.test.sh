#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Many blocks, checked by one thread or by several: the same output.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

# Some MB of lines of all kinds, so that their ends and the blocks' fall differently.
{
  cat "$examples/sample.ndjson"
  printf '\n\r\n  \nx\n{"type":\n'
  event tool_result '{"call_id":7,"error":7}' && printf '\n'
  event user_message "{\"content\":\"$(head -c 3001 /dev/zero | tr '\0' a)\"}" && printf '\r\n'
} >some
for ((i = 0; i < 160; ++i)); do
  cat some
  printf '%*s\n' $((i * 31)) ''
done >many
{ cat many && head -c 700000 /dev/zero | tr '\0' y && printf '\n' && cat many && printf 'the end'; } >all
[[ $(wc -c <all) -gt 3000000 ]] || fail "the input is smaller than some blocks"

without_throughput() { sed '/ MB\/s, /d' out; }

for arguments in "validate" "validate --format json" "validate --level strict --max-violations 1" "roundtrip" \
  "coverage" "coverage --format json --level strict"; do
  # shellcheck disable=SC2086 # several arguments
  run 1 $arguments --jobs 1 all some
  without_throughput >one.out
  cp err one.err
  for jobs in 2 3 0; do
    # shellcheck disable=SC2086
    run 1 $arguments --jobs $jobs all some
    without_throughput >several.out
    cmp one.out several.out || fail "$(last_run): other output than with one thread"
    cmp one.err err || fail "$(last_run): other standard error than with one thread"
  done
  # Through a pipe blocks are cut elsewhere.
  # shellcheck disable=SC2002,SC2086
  cat all | run 1 $arguments --jobs 3 - some
  without_throughput | sed -e 's/^<stdin>:/all:/' -e 's/^{"file":"<stdin>"/{"file":"all"/' >several.out
  sed -i 's/^<stdin>:/all:/' err
  cmp one.out several.out || fail "$(last_run): other output than from a file"
  cmp one.err err || fail "$(last_run): other standard error than from a file"
done

# Line numbers are right: every bad line is told by its own number.
run 1 validate --format json --jobs 3 all
sed -nE 's/^\{"file":"[^"]*","line":([0-9]+),.*/\1/p' out >numbers
grep -nvE $'^[ \t\r]*$' all | cut -d: -f1 >wanted_numbers
cmp wanted_numbers numbers || fail "$(last_run): other lines than those that are not blank"

finish
