#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Lines and sources of input.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

bom=$'\xEF\xBB\xBF'

# json_lines: prints the line numbers and verdicts of the JSON format
json_lines() { sed -E 's/^\{"file":"[^"]*","line":([0-9]+),"accepted":(true|false),.*/\1 \2/' out; }

# --- Standard input ---------------------------------------------------------------------------------------------------

message 1 2 >two
run 0 validate <two
expect_line out "2 events at level published: 2 accepted, 0 rejected"
run 0 validate - <two
expect_line out "2 events at level published: 2 accepted, 0 rejected"
printf 'x\n' | run 1 validate
expect_line out "<stdin>:1:1: (event): invalid JSON: expected a JSON object [invalid_syntax]"
run 0 validate --format json </dev/null
expect_empty out
run 0 validate </dev/null
expect_line out "0 events at level published: 0 accepted, 0 rejected"

# Standard input among files. Each file has its own line numbers.
printf '\n\nx' >first
printf 'x\n' >./-second
printf '\nx\n' | run 1 validate first - -- -second
grep '^[^ ]*:[0-9]*:[0-9]*: ' out | cut -d' ' -f1 >places
expect places <<'EOF'
first:3:1:
<stdin>:2:1:
./-second:1:1:
EOF

# A line gets its verdict before the next line arrives: the pipe stays open until the first verdict is printed.
mkfifo pipe
"$tool" validate --jobs 2 --format json <pipe >verdicts &
exec 3>pipe
message 1 >&3
for ((i = 0; i < 200; ++i)); do [[ -s verdicts ]] || sleep 0.05; done
[[ -s verdicts ]] || fail "a line got no verdict before the next line came"
message 2 >&3
exec 3>&-
wait $! || fail "status $? of reading from a pipe"
[[ $(wc -l <verdicts) == 2 ]] || fail "expected two verdicts for two lines through a pipe"

# --- Lines ------------------------------------------------------------------------------------------------------------

{
  printf '\n  \t\n'
  message 1 | tr '\n' '\r'
  printf '\n\r\n'
  printf ' \t' && message 2
  message 3 | tr '\n' ' ' && printf '\t\r\n'
  printf 'x\r\n'
  message 4 | tr -d '\n'
} >lines
run 1 validate --format json lines
json_lines >seen
expect seen <<'EOF'
3 true
5 true
6 true
7 false
8 true
EOF

# A last line without a newline that is cut off or is not an event.
for end in '{"type":"error"' '{"type":"err' 'x' '{' '"' '{}x'; do
  { message 1 && printf '%s' "$end"; } >cut_off
  run 1 validate --format json cut_off
  json_lines >seen
  expect seen <<<$'1 true\n2 false'
done

# Two events on one line are rejected.
{ event user_message '{"content":"a"}' && event user_message '{"content":"b"}'; } >twice
run 1 validate twice
grep -q 'trailing_content' out || fail "two events on one line: no trailing_content"

# --- The byte order mark ----------------------------------------------------------------------------------------------

{ printf '%s' "$bom" && message 1 && printf 'x\n'; } >marked
run 1 validate --format json marked
json_lines >seen
expect seen <<<$'1 true\n2 false'
# It is skipped only at the start of each file.
{ message 1 && printf '%s' "$bom" && message 2; } >inside
run 1 validate --format json marked marked inside
json_lines >seen
expect seen <<<$'1 true\n2 false\n1 true\n2 false\n1 true\n2 false'
{ printf '\n%s' "$bom" && message 1; } >later
run 1 validate later
# Columns count from after the mark.
printf '%sx' "$bom" >bad
run 1 validate --format json bad
grep -q '"offset":0,"column":1}' out || fail "the mark counts as a column: $(cat out)"
printf '%s' "$bom" >only
run 0 validate only

finish
