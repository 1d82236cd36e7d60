#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Many blocks give the same output with one thread and with several.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

# Several MB of different lines, so that blocks end at many places within lines.
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
[[ $(wc -c <all) -gt 3000000 ]] || fail "the input is too small for several blocks"

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
    cmp one.out several.out || fail "$(last_run): the output differs from that of one thread"
    cmp one.err err || fail "$(last_run): standard error differs from that of one thread"
  done
  # Blocks of a pipe end at other places.
  # shellcheck disable=SC2002,SC2086
  cat all | run 1 $arguments --jobs 3 - some
  without_throughput | sed -e 's/^<stdin>:/all:/' -e 's/^{"file":"<stdin>"/{"file":"all"/' >several.out
  sed -i 's/^<stdin>:/all:/' err
  cmp one.out several.out || fail "$(last_run): the output differs from that of a file"
  cmp one.err err || fail "$(last_run): standard error differs from that of a file"
done

# Every rejected line is reported with its number.
run 1 validate --format json --jobs 3 all
sed -nE 's/^\{"file":"[^"]*","line":([0-9]+),.*/\1/p' out >numbers
grep -nvE $'^[ \t\r]*$' all | cut -d: -f1 >wanted_numbers
cmp wanted_numbers numbers || fail "$(last_run): the lines differ from those that are not blank"

finish
