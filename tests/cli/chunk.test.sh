#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# `assay chunk`: bodies stay within their limits and contain every accepted event unchanged.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

# of SESSION N...: prints lines of a session
of() {
  local session=$1
  shift
  message "$@" | sed "s/\"session_id\":\"s\"/\"session_id\":\"$session\"/"
}

# events_in: prints the events of the bodies on standard input, one per line. The separator occurs only between the
# events of `message`.
events_in() { sed -e 's/^{"events":\[//' -e 's/\]}$//' -e 's/},{"type"/}\n{"type"/g'; }

# --- Counts and bytes -------------------------------------------------------------------------------------------------

message 1 2 3 >three
run 0 chunk --max-events 2 three
expect err <<<"2 chunks, 3 events, 0 rejected"
expect out <<EOF
{"events":[$(message 1),$(message 2)]}
{"events":[$(message 3)]}
EOF

one=$(message 1 | head -c -1 | wc -c)
alone=$((one + 13)) # {"events":[]}
run 0 chunk --max-bytes $((2 * one + 14)) three
[[ $(wc -l <out) == 2 && $(head -n 1 out | head -c -1 | wc -c) == $((2 * one + 14)) ]] || fail "$(last_run): expected two events in the first body"
run 0 chunk --max-bytes $((2 * one + 13)) three
expect err <<<"3 chunks, 3 events, 0 rejected"
run 0 chunk --max-bytes $alone three
expect err <<<"3 chunks, 3 events, 0 rejected"
run 1 chunk --max-bytes $((alone - 1)) three
expect_empty out
expect err <<EOF
three:1:1: (event): expected a body of at most $((alone - 1)) bytes, found $alone bytes with this event only [document_too_large]
three:2:1: (event): expected a body of at most $((alone - 1)) bytes, found $alone bytes with this event only [document_too_large]
three:3:1: (event): expected a body of at most $((alone - 1)) bytes, found $alone bytes with this event only [document_too_large]
0 chunks, 0 events, 3 rejected
EOF

# Sizes accept units of 1024 or 1000 bytes.
event user_message "{\"content\":\"$(head -c 1100000 /dev/zero | tr '\0' a)\"}" >huge
# shellcheck disable=SC2162 # the backslash keeps a space
while read bytes sizes; do
  for size in $sizes; do
    run 1 chunk --max-bytes "$size" huge
    grep -qF "huge:1:1: (event): expected a body of at most $bytes, found " err || fail "$(last_run): $(cat err)"
  done
done <<'EOF'
1\ byte 1 1B 1b 0001
65536\ bytes 65536 64K 64k 64KiB 64kib 64KIB
64000\ bytes 64000 64KB 64kB 64kb
1048576\ bytes 1M 1m 1MiB 1mib 1024K 1024KiB
1000000\ bytes 1MB 1000KB
EOF
for size in 1G 1GB 1GiB 1T 1TB 1TiB 8388607T 9223372036854775807 9223372036854775807B 9007199254740991KiB 9223372TB; do
  run 0 chunk --max-bytes "$size" huge
done

# The defaults are those of the reference client.
message {1..120} >many
run 0 chunk many
expect err <<<"3 chunks, 120 events, 0 rejected"
events_in <out | cmp - many || fail "$(last_run): the events differ from the input"
{ for ((i = 0; i < 3; ++i)); do event user_message "{\"content\":\"$(head -c 400000 /dev/zero | tr '\0' a)\"}" $i && printf '\n'; done; } >big
run 0 chunk big
expect err <<<"2 chunks, 3 events, 0 rejected"

# --- Rejected events are reported in the order of the lines, and no other event is lost -------------------------------

{
  printf '\xEF\xBB\xBF \t'
  message 1 | head -c -1
  printf ' \r\n\r\nx\n'
  event user_message "{\"content\":\"$(head -c 300 /dev/zero | tr '\0' a)\"}" 2
  printf '\n{"type":"error"\n'
  message 3 | head -c -1
} >mixed
run 1 chunk --max-bytes 400 mixed three
expect out <<EOF
{"events":[$(message 1),$(message 3)]}
{"events":[$(message 1),$(message 2)]}
{"events":[$(message 3)]}
EOF
expect err <<'EOF'
mixed:3:1: (event): invalid JSON: expected a JSON object [invalid_syntax]
mixed:4:1: (event): expected a body of at most 400 bytes, found 447 bytes with this event only [document_too_large]
mixed:5:16: /type: the text ends before the event is complete [unterminated]
3 chunks, 5 events, 3 rejected
EOF
run 1 chunk --max-events 3 "$examples/sample.ndjson"
[[ $(tail -n 1 err) == "7 chunks, 20 events, 7 rejected" ]] || fail "$(last_run): $(tail -n 1 err)"
"$tool" validate --format json "$examples/sample.ndjson" | sed -nE 's/^\{"file":"[^"]*","line":([0-9]+),"accepted":true,.*/\1p/p' >numbers
sed -n -f numbers "$examples/sample.ndjson" >accepted
"$tool" chunk --max-events 1 "$examples/sample.ndjson" 2>/dev/null | sed -e 's/^{"events":\[//' -e 's/\]}$//' >chunked
cmp accepted chunked || fail "the chunks change the events of the sample"

# The levels and options are those of `validate`.
event tool_result '{"call_id":7}' >mistyped
run 0 chunk --level reference mistyped
run 1 chunk mistyped
event user_message '{"content":"\\ud83d \ud83d \ud83d\ude00 \uDE00"}' >surrogates
run 1 chunk surrogates
run 0 chunk --replace-lone-surrogates surrogates
expect out <<<"{\"events\":[$(event user_message '{"content":"\\ud83d \ufffd \ud83d\ude00 \ufffd"}')]}"
event user_message '{"content":"\u0000 \\u0000"}' >nulls
run 0 chunk --null-characters replace nulls
expect out <<<"{\"events\":[$(event user_message '{"content":"\ufffd \\u0000"}')]}"

# --- Sessions ---------------------------------------------------------------------------------------------------------

{ of a 1 && of b 1 && of a 2 && of b 2 3 && of '\\u0061' 3; } >interleaved
run 0 chunk interleaved
expect err <<<"1 chunk, 6 events, 0 rejected"
run 0 chunk --by-session interleaved
expect err <<<"2 chunks, 6 events, 0 rejected"
expect out <<EOF
{"events":[$(of b 1),$(of b 2),$(of b 3)]}
{"events":[$(of a 1),$(of a 2),$(of '\\u0061' 3)]}
EOF
# With more sessions than open chunks, each body still holds one session, and the events of a session keep their order.
message {1..5} | awk '{ for (s = 1; s <= 100; ++s) { line = $0; sub(/"session_id":"s"/, "\"session_id\":\"s" s "\"", line); print line } }' >crowd
run 0 chunk --by-session --max-events 2 crowd
awk '{
  split("", seen); n = 0
  while (match($0, /"session_id":"[^"]*"/)) {
    n += !(substr($0, RSTART, RLENGTH) in seen); seen[substr($0, RSTART, RLENGTH)]
    $0 = substr($0, RSTART + RLENGTH)
  }
  if (n != 1) exit 1
}' out || fail "$(last_run): a body contains events of several sessions"
events_in <out | sort -s -t'"' -k8,8 >chunked
sort -s -t'"' -k8,8 crowd | cmp - chunked || fail "$(last_run): events of a session are lost or out of order"

# --- One file per body ------------------------------------------------------------------------------------------------

run 0 chunk --max-events 50 -o new/bodies many
expect_empty out
expect err <<<"3 chunks, 120 events, 0 rejected"
ls new/bodies >names
expect names <<'EOF'
chunk-0000000001.json
chunk-0000000002.json
chunk-0000000003.json
EOF
run 0 chunk --max-events 50 many
for body in new/bodies/*; do cat "$body" && printf '\n'; done | cmp - out || fail "the files differ from the lines"

cp -r new kept
run 2 chunk -o new/bodies three
expect_empty out
grep -qxE 'assay: the directory new/bodies already contains chunks, such as chunk-000000000[123].json \(see assay chunk --help\)' err ||
  fail "$(last_run): $(cat err)"
diff -r new kept || fail "$(last_run): a file was overwritten"
mkdir used
touch used/notes.txt
run 0 chunk --output used three
[[ -f used/chunk-0000000001.json && -f used/notes.txt ]] || fail "$(last_run): the chunk or the other file is missing"
run 0 chunk -o nothing </dev/null
expect err <<<"0 chunks, 0 events, 0 rejected"
[[ -d nothing && -z $(ls nothing) ]] || fail "$(last_run): expected an empty directory"
run 2 chunk -o three three
expect err <<<"assay: three: cannot create the directory: Not a directory"
run 2 chunk -o '' three

# A file that cannot be written completely is removed.
(
  ulimit -f 1 # blocks of 1024 bytes
  trap '' XFSZ
  run 2 chunk --max-events 50 -o full many
)
expect err <<<"assay: full/chunk-0000000001.json: cannot write: File too large"
[[ -z $(ls full) ]] || fail "a partial body is left"

# --- Empty input, several files, pipes and memory ---------------------------------------------------------------------

run 0 chunk </dev/null
expect_empty out
expect err <<<"0 chunks, 0 events, 0 rejected"
run 0 chunk - <three
expect err <<<"1 chunk, 3 events, 0 rejected"
head -c 3000 "$tool" | run 1 chunk
expect_empty out
run 2 chunk three missing
expect out <<<"{\"events\":[$(message 1),$(message 2),$(message 3)]}"
expect err <<'EOF'
assay: missing: cannot open: No such file or directory
1 chunk, 3 events, 0 rejected
EOF

# A full body is written before the input ends.
mkfifo pipe
"$tool" chunk --max-events 1 <pipe >bodies 2>/dev/null &
exec 3>pipe
message 1 >&3
for ((i = 0; i < 200; ++i)); do [[ -s bodies ]] || sleep 0.05; done
[[ -s bodies ]] || fail "a full body is not written until the next event"
exec 3>&-
wait $! || fail "status $? of reading from a pipe"

if ! { (ulimit -v 500000 && "$tool" --version); } >/dev/null 2>&1; then
  skip "bounded memory: the tool does not start with 500 MB of address space; a sanitizer takes more"
else
  for ((i = 0; i < 20; ++i)); do cat many; done >some
  for ((i = 0; i < 80; ++i)); do cat some; done >stream # 27 MB
  for arguments in "" "--by-session" "--max-events 1000000"; do
    # shellcheck disable=SC2086 # several arguments
    (ulimit -v 30000 && run 0 chunk $arguments stream)
    [[ $(tail -n 1 err) == *"chunks, 192000 events, 0 rejected" ]] || fail "$(last_run): $(tail -n 1 err)"
    events_in <out | cmp - stream || fail "$(last_run): the events differ from the input"
  done
fi

finish
