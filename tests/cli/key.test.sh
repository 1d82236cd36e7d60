#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# `assay key`: derives keys, parses them, and checks those of events.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

# --- One key ----------------------------------------------------------------------------------------------------------

run 0 key derive ses:1 0a1b2c3d 18446744073709551615
expect out <<<"ses:1:0a1b2c3d:18446744073709551615"
run 0 key parse ses:1:0a1b2c3d:18446744073709551615
expect out <<'EOF'
session_id: ses:1
nonce: 0a1b2c3d
seq: 18446744073709551615
EOF
run 0 key parse --format json $'s"\u00e9\n:n:0'
expect out <<<'{"session_id":"s\"é\n","nonce":"n","seq":0}'
# Texts that look like options or commands are accepted.
run 0 key derive -- -s -n 7
expect out <<<"-s:-n:7"
run 0 key derive check -- --help 7
expect out <<<"check:--help:7"
run 0 key parse --format json -- ./-s:-n:7
expect out <<<'{"session_id":"./-s","nonce":"-n","seq":7}'
for key in '' s s:1 s:n: s:n:x s:n:01 s:n:-1 s::1 s:n:18446744073709551616; do
  run 1 key parse "$key"
  expect_empty out
  expect err <<<"assay: the key does not have the form <session_id>:<nonce>:<seq>"
done

# --- The keys of events -----------------------------------------------------------------------------------------------

{
  message 1
  message 2 | sed 's/s:n:2/s:n:3/'
  event tool_result '{"call_id":7}' 3 # its warning is ignored
  printf '\nx\n'
  message 4 | sed 's/s:n:4/\\u0073:other:4/'
  message 5 | sed 's/s:n:5/t:n:5/'
  message 6 | sed 's/s:n:6/6f1c2a/'
} >events
run 1 key check events
expect_empty err
expect out <<'EOF'
events:2:102: /idempotency_key: expected <session_id>:<nonce>:<seq> of this event [key_disagrees]
events:4:1: (event): invalid JSON: expected a JSON object [invalid_syntax]
events:6:102: /idempotency_key: expected <session_id>:<nonce>:<seq> of this event [key_disagrees]
events:7:102: /idempotency_key: expected <session_id>:<nonce>:<seq> of this event [key_disagrees]
7 events: keys of 3 agree, keys of 3 disagree, 1 invalid
EOF
cp out wanted_out
run 1 key check --jobs 2 - <events
sed -i 's/^<stdin>:/events:/' out
cmp out wanted_out || fail "$(last_run): the output differs from that of one thread"
run 1 key check --format json events
sed -n '2,4p' out >some
expect some <<'EOF'
{"file":"events","line":2,"accepted":false,"type":"user_message","violations":[{"code":"key_disagrees","severity":"error","path":"/idempotency_key","message":"expected <session_id>:<nonce>:<seq> of this event","offset":101,"column":102}]}
{"file":"events","line":3,"accepted":true,"type":"tool_result","violations":[]}
{"file":"events","line":4,"accepted":false,"type":null,"violations":[{"code":"invalid_syntax","severity":"error","path":"","message":"invalid JSON: expected a JSON object","offset":0,"column":1}]}
EOF
# Level `strict` reports the same keys.
"$tool" validate --level strict events | grep '\[key_disagrees\]' | cut -d: -f1-3 >at_strict
grep '\[key_disagrees\]' wanted_out | cut -d: -f1-3 | cmp - at_strict || fail "level strict reports different keys"

message 1 2 >good
run 0 key check good
expect out <<<"2 events: keys of 2 agree, keys of 0 disagree, 0 invalid"
run 0 key check </dev/null
expect out <<<"0 events: keys of 0 agree, keys of 0 disagree, 0 invalid"
run 1 key check "$examples/sample.ndjson"
expect_line out "27 events: keys of 22 agree, keys of 0 disagree, 5 invalid"
head -c 3000 "$tool" | run 1 key check

finish
