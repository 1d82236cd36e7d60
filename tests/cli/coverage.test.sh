#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# `assay coverage`: the parts of the schema that the accepted events of a stream use.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

spans() {
  cat <<'END'
{"span_id":"a","trace_id":"t","name":"search","start_time":"2026-06-12T09:00:00Z","status":"ok","events":[{"name":"e","timestamp":"2026-06-12T09:00:00Z"}]}

{"parent_span_id":null,"span_id":"b","tr\u0061ce_id":"t","name":"search","start_time":"2026-06-12T09:00:00Z","status":"ok","\u001b[2J":1,"kind":1}
{"span_id":"c","trace_id":"t","name":"search","start_time":"2026-06-12T09:00:00Z","status":"fine"}
not JSON
END
}
spans >spans.ndjson

# --- The exact text ---------------------------------------------------------------------------------------------------

run 1 coverage --as noveum.span spans.ndjson
expect_empty err
expect out <<'END'
4 spans at level published: 2 accepted, 2 rejected
seen: 9 of 22 members, 1 of 5 choices

span              2
  span_id         2
  trace_id        2
  parent_span_id  1  1 null
  name            2
  start_time      2
  status          2
    = ok          2
  events          1
span_event        1
  name            1
  timestamp       1

unknown members
  span. [2J  1
  span.kind  1

errors and warnings
  (event): invalid_syntax  1  error
  span.status: not_one_of  1  error

never seen
  span.end_time
  span.duration_ms
  span.status: unset
  span.status: error
  span.status: timeout
  span.status: cancelled
  span.status_message
  span.attributes
  span.links
  span.exception
  span_event.attributes
  span_link
  exception
END
cp out wanted_text

# Several files, standard input and several threads give the same text.
head -n 2 spans.ndjson >first
tail -n +3 spans.ndjson | run 1 coverage --as noveum.span --jobs 3 first -
cmp out wanted_text || fail "$(last_run): the text differs from that of one file"

# --- JSON
# ---------------------------------------------------------------------------------------------------------------

run 1 coverage --as noveum.span --format json spans.ndjson
expect_empty err
[[ $(wc -l <out) == 1 ]] || fail "$(last_run): not one line"
if has_python "the JSON"; then
  python3 - >counts <<'END'
import json
found = json.load(open("out"))
span = found["objects"][0]
print(found["accepted"], found["rejected"], found["members"], found["choices"])
print({m["name"]: (m["count"], m["nulls"]) for m in span["members"] if m["count"]})
print(span["unknown"], [(f["object"], f["member"], f["code"]) for f in found["findings"]])
END
  expect counts <<'END'
2 2 {'seen': 9, 'all': 22} {'seen': 1, 'all': 5}
{'span_id': (2, 0), 'trace_id': (2, 0), 'parent_span_id': (1, 1), 'name': (2, 0), 'start_time': (2, 0), 'status': (2, 0), 'events': (1, 0)}
[{'name': '\x1b[2J', 'count': 1}, {'name': 'kind', 'count': 1}] [(None, None, 'invalid_syntax'), ('span', 'status', 'not_one_of')]
END
fi

# --- Other objects, levels and routes
# -------------------------------------------------------------------------------------

message 1 2 | run 0 coverage
expect_line out "2 events at level published: 2 accepted, 0 rejected"
expect_line out "    : user_message  2"
event tool_call '{"call_id":"c"}' >incomplete
run 0 coverage incomplete
expect_line out "  tool_call.tool_name: missing_member  1  warning"
run 1 coverage --level strict incomplete
expect_line out "  tool_call.tool_name: missing_member  1  error"
event new_type '{"a":1}' >unknown
run 0 coverage --keep-unknown-types unknown
expect_line out "    : another      1"
printf '{"events":[{"event_type":"tool","inputs":{}}]}\n' |
  run 0 coverage --as honeyhive --dialect v1 --route /v1/events/batch
expect_line out "    = tool    1"

# --- Empty and missing input, long lines ------------------------------------------------------------------------------

run 0 coverage </dev/null
expect_line out "0 events at level published: 0 accepted, 0 rejected"
run 0 coverage --format json </dev/null
head -c 3000 "$tool" | run 1 coverage
expect_line out "seen: 0 of 93 members, 0 of 19 alternatives, 0 of 7 choices"
run 2 coverage missing
expect_empty out
expect err <<<"assay: missing: cannot open: No such file or directory"
message 1 >one
run 2 coverage one missing
expect_line out "1 event at level published: 1 accepted, 0 rejected"
run 2 coverage --as noveum.spam one
expect_empty out
# A line that is too long to be checked is counted.
{ message 1 && printf '{"a":"%s"}\n' "$(head -c 300000 /dev/zero | tr '\0' a)"; } >long
run 1 coverage long
expect_line out "2 events at level published: 1 accepted, 1 rejected"

finish
