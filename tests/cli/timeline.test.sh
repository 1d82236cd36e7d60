#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# `assay timeline`: ordered sessions, their irregularities, and the trees of their spans.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

# in_span SEQ SPAN PARENT PAYLOAD: prints a state change; PARENT is JSON.
in_span() {
  event state_change "$4" "$1" | sed 's/}$//'
  printf ',"span_id":"%s","parent_id":%s}\n' "$2" "$3"
}

# of SESSION: prints the lines of standard input as lines of SESSION
of() { sed "s|\"session_id\":\"s\"|\"session_id\":\"$1\"|"; }

{
  message 0 | of z
  in_span 1 outer null '{"name":"span_start","span_name":"plan"}'
  event session_end '{"status":"completed"}' 6 && printf '\n'
  in_span 4 inner '"outer"' '{"name":"span_end","duration_ms":250}'
  printf 'x\n'
  in_span 2 inner '"outer"' '{"name":"span_start","span_name":"se\u0061rch"}'
  message 2 | sed 's/s:n:2/s:other:2/' # a conflict
  in_span 5 outer null '{"name":"span_end","duration_ms":1000}'
  message 0 0 8
} >events

run 1 timeline events
expect err <<<"events:5:1: (event): invalid JSON: expected a JSON object [invalid_syntax]"
expect out <<'EOF'
session s: 8 events, 2 spans
  instances: 2 (seq 0-8, 2)
  gaps: 2 (seq 3, 7)
  duplicates: 1 (seq 0)
  conflicts: 1 (seq 2)
  after the end: 1 (seq 8)
  1.00 s  ####################  2 events  1-5  plan
  250 ms  #####                 2 events  2-4    search
                                4 events  0-8  (no span)

session z: 1 event, 0 spans, no end
  1 event   0  (no span)
EOF

run 1 timeline --format json events
expect err <<<"events:5:1: (event): invalid JSON: expected a JSON object [invalid_syntax]"
expect out <<'EOF'
{"session_id":"s","tree":[{"span_id":"outer","parent_id":null,"name":"plan","start_seq":1,"end_seq":5,"duration_ms":1000.0,"event_seqs":[1,5],"children":[{"span_id":"inner","parent_id":"outer","name":"search","start_seq":2,"end_seq":4,"duration_ms":250.0,"event_seqs":[2,4],"children":[]}]},{"span_id":null,"parent_id":null,"name":null,"start_seq":null,"end_seq":null,"duration_ms":null,"event_seqs":[0,2,6,8],"children":[]}]}
{"session_id":"z","tree":[{"span_id":null,"parent_id":null,"name":null,"start_seq":null,"end_seq":null,"duration_ms":null,"event_seqs":[0],"children":[]}]}
EOF

run 1 timeline --session z --events events
expect out <<'EOF'
session z: 1 event, 0 spans, no end
  1 event   0  (no span)
                 0 user_message
EOF
cp out wanted_z
grep -v '^x' events >valid
run 0 timeline --events --session z valid
expect_empty err
cmp out wanted_z || fail "$(last_run): the session differs from that of the input with a rejected line"

# --- One session ------------------------------------------------------------------------------------------------------

run 2 timeline --session y valid
expect_empty out
expect err <<<"assay: no accepted event belongs to the session 'y'"
run 2 timeline --session '' valid
{ message 3 | of 'a\\u002fb' && message 4 | of 'a/b'; } >escaped
run 0 timeline --format json --session a/b escaped
expect out <<'EOF'
{"session_id":"a/b","tree":[{"span_id":null,"parent_id":null,"name":null,"start_seq":null,"end_seq":null,"duration_ms":null,"event_seqs":[3,4],"children":[]}]}
EOF
# A session is the same alone and among others. Sessions are sorted by id and may be spread over several files.
for s in c a b; do message 1 2 | of $s >"$s.ndjson"; done
run 0 timeline --format json c.ndjson a.ndjson b.ndjson
cp out together
for s in a b c; do
  run 0 timeline --format json --session $s c.ndjson a.ndjson - <b.ndjson
  cat out >>each
done
cmp together each || fail "single sessions differ from those in the full output"

# --- The sample that the project ships --------------------------------------------------------------------------------

run 1 timeline "$examples/sample.ndjson"
expect out <<'EOF'
session 01K2F7XW3NQ8T5ZB6M9RJ4VDHC: 22 events, 1 span
  gaps: 4 (seq 10, 17-18, 20, 22)
                                15 events  0-26  (no span)
  2.21 s  ####################   7 events  2-8   search_flights
EOF
run 1 timeline --format json "$examples/sample.ndjson"
expect out <<'EOF'
{"session_id":"01K2F7XW3NQ8T5ZB6M9RJ4VDHC","tree":[{"span_id":null,"parent_id":null,"name":null,"start_seq":null,"end_seq":null,"duration_ms":null,"event_seqs":[0,1,9,11,12,13,14,15,16,19,21,23,24,25,26],"children":[]},{"span_id":"span_4d0c2a9e71b84f6f93a5e8d1c07b2f64","parent_id":null,"name":"search_flights","start_seq":2,"end_seq":8,"duration_ms":2210.0,"event_seqs":[2,3,4,5,6,7,8],"children":[]}]}
EOF
# Late lines are put in their places.
cp out wanted_tree
{ tail -n +2 "$examples/sample.ndjson" && head -n 1 "$examples/sample.ndjson"; } | run 1 timeline --format json
cmp out wanted_tree || fail "$(last_run): the tree differs when the first line comes last"
# The level decides which events are accepted.
run 1 timeline --level published "$examples/sample.ndjson"
expect_line out "session 01K2F7XW3NQ8T5ZB6M9RJ4VDHC: 20 events, 1 span"

# --- Empty, missing and hostile input ---------------------------------------------------------------------------------

run 0 timeline </dev/null
expect out <<<"no sessions"
run 0 timeline --format json </dev/null
expect_empty out
head -c 3000 "$tool" | run 1 timeline
expect out <<<"no sessions"
run 2 timeline a.ndjson missing
expect err <<<"assay: missing: cannot open: No such file or directory"
expect_line out "session a: 2 events, 0 spans, no end"
# Control characters of an event do not reach the terminal.
in_span 1 'a\u001b[2J' null '{"name":"span_start","span_name":"\u001b[31m\nsession t: 9 events"}' >hostile
run 0 timeline hostile
expect out <<'EOF'
session s: 1 event, 1 span, no end
  gaps: 1 (seq 0)
  1 event   1   [31m session t: 9 events  [no end]
EOF

# --- Other systems ----------------------------------------------------------------------------------------------------

batch='{"events":[{"event_name":"answer","event_type":"chain","event_id":"e1","session_id":"s1","inputs":{},"start_time":1781254800000,'
batch+='"duration":2000},{"event_name":"search","event_type":"tool","event_id":"e2","session_id":"s1","parent_id":"e1","inputs":{},'
batch+='"start_time":1781254800500,"end_time":1781254801000}]}'
printf '%s\n<xml/>\n{"events":[{"session_id":"s2","inputs":{},"event_type":"tool","start_time":0}]}\n' "$batch" >batches
run 1 timeline --as honeyhive --dialect v1 --route /v1/events/batch batches
expect out <<'END'
session s1: 4 events, 2 spans, no end
  2.00 s  ####################  2 events  0-3  answer
  500 ms  #####                 2 events  1-2    search

session s2: 2 events, 0 spans, no end
  2 events  0-1  (no span)
END
expect err <<<'batches:2:1: (event): invalid JSON: expected a JSON object [invalid_syntax]'
run 1 timeline --as honeyhive.event_batch --dialect v1 --session s2 batches
expect_line out "session s2: 2 events, 0 spans, no end"
grep -q "s1" out && fail "$(last_run): a different session is shown"
# One event that does not fit removes its whole batch from the timeline, and a message reports this.
sed -n '1s/"chain"/"chains"/p' batches >misfit
run 1 timeline --as honeyhive.event_batch --dialect v1 misfit
expect out <<<'no sessions'
run 0 timeline --as honeyhive.event_batch --dialect v1 --level reference misfit
expect out <<<'no sessions'
grep -qxF 'misfit:1: left out of the timeline: members that do not fit the schema, with the rest of the same array (--level published rejects the object)' err ||
  fail "$(last_run): not reported: $(cat err)"
# The message also appears if violations are not listed, because then it is unknown whether they are harmless.
run 0 timeline --as honeyhive.event_batch --dialect v1 --level reference --max-violations 0 misfit
expect out <<<'no sessions'
expect err <<'END'
misfit:1: more violations were not shown
misfit:1: possibly left out of the timeline: members that do not fit the schema, with the rest of the same array (--level published rejects the object)
END
run 2 timeline --as honeyhive.event_response --dialect v1 batches
expect err <<<"assay: --as: expected an object that contains events, found event_response (see assay timeline --help)"

finish
