#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# `assay verdict`: the exact response to one request.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

{
  printf '{\n "events" : [\n'
  message 1
  printf ',\n'
  event user_message '{"content":7,"metadata":7}' 2
  printf ', 7,'
  message 1 # a duplicate
  printf ','
  message 1 | sed 's/s:n:1/s:other:1/' # a conflict
  printf ']}\n'
} >body

run 1 verdict body
expect_empty err
expect out <<'EOF'
{"accepted":2,"rejected":[{"index":1,"idempotency_key":"s:n:2","reason":"/payload/content: expected string, found number [type_mismatch]"},{"index":2,"reason":"(event): expected object, found number [type_mismatch]"},{"index":4,"idempotency_key":"s:other:1","reason":"/seq: another event of the session has this sequence number [sequence_conflict]"}]}
EOF
run 1 verdict --format multi-status - <body
expect_empty err
expect out <<'EOF'
{"results":[{"index":0,"status":200},{"index":1,"status":422,"idempotency_key":"s:n:2","reason":"/payload/content: expected string, found number [type_mismatch]"},{"index":2,"status":422,"reason":"(event): expected object, found number [type_mismatch]"},{"index":3,"status":200},{"index":4,"status":409,"idempotency_key":"s:other:1","reason":"/seq: another event of the session has this sequence number [sequence_conflict]"}]}
EOF
run 1 verdict --format otlp body
expect out <<'EOF'
{"partialSuccess":{"rejectedLogRecords":"3","errorMessage":"event 1: /payload/content: expected string, found number [type_mismatch]; 2 more were rejected"}}
EOF

# All violations with their positions in the body.
run 1 verdict --verbose --format otlp body
expect err <<'EOF'
body:5:131: /events/1/payload/content: expected string, found number [type_mismatch]
body:5:144: /events/1/payload/metadata: expected object, found number [type_mismatch]
body:5:149: /events/2: expected object, found number [type_mismatch]
body:6:83: /events/4/seq: another event of the session has this sequence number [sequence_conflict]
HTTP status 200
EOF
run 1 verdict --verbose --max-violations 1 body
expect_line err "body:5:1: /events/1: more violations were not shown"
run 1 verdict --verbose --format multi-status body
expect_line err "HTTP status 207"

# answer STATUS BODY RESPONSE ERROR...: expects the exit status for the body, the response, and the lines on standard
# error with --verbose.
answer() {
  printf '%s' "$2" | run "$1" verdict --verbose
  expect out <<<"$3"
  printf '%s\n' "${@:4}" | expect err
}
empty='{"accepted":0,"rejected":[]}'
answer 0 '' "$empty" "HTTP status 200"
answer 0 '{}' "$empty" "HTTP status 200"
answer 0 '{"events":[]}' "$empty" "HTTP status 200"
answer 0 "$(message 1)" '{"accepted":1,"rejected":[]}' "HTTP status 200"
answer 0 "{\"events\":$(message 1)}" '{"accepted":1,"rejected":[]}' "HTTP status 200"
answer 1 '7' '{"detail":"(body): expected object, found number [type_mismatch]"}' \
  "<stdin>:1:1: (body): expected object, found number [type_mismatch]" "HTTP status 400"
answer 1 '{"events":[' '{"detail":"/events/0: the text ends before the event is complete [unterminated]"}' \
  "<stdin>:1:12: /events/0: the text ends before the event is complete [unterminated]" "HTTP status 400"
answer 1 '{"events": 7}' '{"accepted":0,"rejected":[{"index":0,"reason":"(event): expected object, found number [type_mismatch]"}]}' \
  "<stdin>:1:12: /events: expected object, found number [type_mismatch]" "HTTP status 200"
answer 1 '{"events":[],"events":[]}' \
  '{"detail":"/events: duplicate member; first occurrence at byte 1 [duplicate_member]"}' \
  "<stdin>:1:14: /events: duplicate member; first occurrence at byte 1 [duplicate_member]" "HTTP status 400"
answer 1 '{"events":[],"x":NaN}' '{"detail":"/x: NaN and Infinity are not JSON numbers [nonfinite_number]"}' \
  "<stdin>:1:18: /x: NaN and Infinity are not JSON numbers [nonfinite_number]" "HTTP status 400"
answer 1 '{"events":[],"\ud800":1}' '{"detail":"(body): this surrogate escape lacks its other half [lone_surrogate]"}' \
  "<stdin>:1:15: (body): this surrogate escape lacks its other half [lone_surrogate]" "HTTP status 400"
answer 1 "$(event user_message '{"content":7}')" '{"detail":"/payload/content: expected string, found number [type_mismatch]"}' \
  "<stdin>:1:131: /payload/content: expected string, found number [type_mismatch]" "HTTP status 422"
answer 1 $'\n{"type":7' '{"detail":"/type: the text ends before the event is complete [unterminated]"}' \
  "<stdin>:2:10: /type: the text ends before the event is complete [unterminated]" "HTTP status 400"

# --- Levels, policies, and the session of the path --------------------------------------------------------------------

event tool_result '{"call_id":7}' >mistyped
run 1 verdict mistyped
run 0 verdict --level reference mistyped
expect out <<<'{"accepted":1,"rejected":[]}'
event handover '{}' >unknown_type
run 1 verdict --level reference unknown_type
run 0 verdict --keep-unknown-types unknown_type
# Without --session, the events belong to two sessions.
printf '{"events":[%s,%s]}' "$(message 1)" "$(message 1 | sed 's/"session_id":"s"/"session_id":"t"/; s/s:n:1/t:n:1/')" >two_sessions
run 0 verdict two_sessions
run 1 verdict --session u two_sessions
expect out <<'EOF'
{"accepted":1,"rejected":[{"index":1,"idempotency_key":"t:n:1","reason":"/seq: another event of the session has this sequence number [sequence_conflict]"}]}
EOF

run 1 verdict --session s --reject-foreign-sessions --verbose two_sessions
expect out <<'EOF'
{"accepted":1,"rejected":[{"index":1,"idempotency_key":"t:n:1","reason":"/session_id: expected the session that the request is for [members_disagree]"}]}
EOF
grep -q ': /events/1/session_id: expected the session that the request is for \[members_disagree\]$' err || fail "$(last_run): the position is missing"
run 1 verdict --level reference --session s --reject-foreign-sessions two_sessions

# One key with two contents. Differences in white space do not count as different content.
{
  printf '{"events":['
  message 1
  printf ', '
  message 1 | sed 's/:/: /'
  printf ','
  event user_message '{"content":"other"}' 1
  printf ']}'
} >two_contents
run 0 verdict two_contents
expect out <<<'{"accepted":3,"rejected":[]}'
run 1 verdict --reject-key-conflicts --verbose two_contents
expect out <<'EOF'
{"accepted":2,"rejected":[{"index":2,"idempotency_key":"s:n:1","reason":"/idempotency_key: another event of the session has this idempotency key but different content [key_conflict]"}]}
EOF
grep -q ': /events/2/idempotency_key: another event .* \[key_conflict\]$' err || fail "$(last_run): the position is missing"
run 1 verdict --reject-key-conflicts --format multi-status two_contents
grep -q '"index":2,"status":409,"idempotency_key":"s:n:1"' out || fail "$(last_run): no conflict"

# --- The output of `chunk` is a valid body ----------------------------------------------------------------------------

message {1..120} >many
"$tool" chunk --max-events 60 -o bodies many 2>/dev/null
for body in bodies/*; do
  run 0 verdict "$body"
  expect out <<<'{"accepted":60,"rejected":[]}'
done

# --- Output and memory ------------------------------------------------------------------------------------------------

head -c 3000 "$tool" | run 1 verdict
expect_empty err
[[ $(wc -l <out) == 1 ]] || fail "$(last_run): not one line"
if ! { (ulimit -v 500000 && "$tool" --version); } >/dev/null 2>&1; then
  skip "bounded memory: the tool does not start with 500 MB of address space; a sanitizer takes more"
else
  # The tool does not read beyond the maximum size of a body.
  (ulimit -v 900000 && head -c 2000000000 /dev/zero | run 1 verdict --verbose)
  expect out <<<'{"detail":"(body): expected at most 268435456 bytes [document_too_large]"}'
  expect_line err "HTTP status 413"
fi

finish
