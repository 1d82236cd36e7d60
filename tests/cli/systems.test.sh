#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# The objects that `--as`, `--route`, `--method` and `--dialect` select, and those that `assay list` shows.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

refused() { # SENTENCE ARGUMENT...: expects a usage error with this sentence
  local sentence=$1
  shift
  run 2 "$@" </dev/null
  expect_empty out
  expect err <<<"assay: $sentence (see assay $1 --help)"
}

# --- The default object, and objects by name --------------------------------------------------------------------------

message 1 2 >events
for as in promptetheus promptetheus.event; do
  run 0 validate --as $as events
  expect_line out "2 events at level published: 2 accepted, 0 rejected"
  expect_line out "  user_message                  2          0"
  run 0 roundtrip --as $as events
  cmp -s out events || fail "$(last_run): unexpected events"
done

cat >traces <<'END'
{"id":"ses_1","agent":"a","user_goal":null,"project_id":null,"environment":null,"metadata":{"n":1e400},"tags":["x"],"more":[1.0]}

{"id":"","tags":"x"}
{"agent":null}
END
run 1 validate --as promptetheus.trace traces
sed -i '/ MB\/s, /s/.*/(throughput)/' out
expect out <<'END'
traces:3:7: /id: expected non-empty string, found string of 0 bytes [too_short]
traces:3:17: /tags: expected array, found string of 1 byte [type_mismatch]

3 objects at level published: 2 accepted, 1 rejected

by code                    errors   warnings
  type_mismatch                 1          0
  too_short                     1          0

(throughput)
END
run 1 validate --as promptetheus.trace --format json --level strict traces
expect_line out '{"file":"traces","line":4,"accepted":false,"type":null,"violations":[{"code":"missing_member","severity":"error","path":"/id","message":"the member is missing: expected non-empty string","offset":0,"column":1},{"code":"missing_member","severity":"error","path":"/user_goal","message":"the member is missing: expected string","offset":0,"column":1},{"code":"type_mismatch","severity":"error","path":"/agent","message":"expected string, found null","offset":9,"column":10}]}'
run 0 validate --as promptetheus.trace --level reference traces
run 0 roundtrip --as promptetheus.trace traces
cmp -s out traces || fail "$(last_run): unexpected traces"
run 1 validate traces # traces are not events
run 1 validate --as promptetheus.trace --jobs 2 - <traces

# --- By route ---------------------------------------------------------------------------------------------------------

for route in /api/traces /api/traces/ 'https://example.org/api/traces?x=/y#z'; do
  run 1 validate --route "$route" traces
  expect_line out "3 objects at level published: 2 accepted, 1 rejected"
done
run 1 validate --as promptetheus --route /api/traces --method post traces
refused "--route: expected /api/traces, found '/api/trace'; did you mean /api/traces?" validate --route /api/trace
refused "--route: expected /api/traces, found '/x/api/traces'; did you mean /api/traces?" validate --route /x/api/traces
refused "--method: expected POST, found 'PUT'" validate --route /api/traces --method PUT
refused "--method requires --route" validate --method POST
refused "--route requires a system without an object: remove the object from --as promptetheus.trace" \
  validate --as promptetheus.trace --route /api/traces

# --- Dialects ---------------------------------------------------------------------------------------------------------

batch='{"events":[{"project_id":"p","event_name":"n","event_type":"tool","inputs":{},"error":null,"duration":1.0}]}'
printf '%s\n' "$batch" '{"events":[{"event_type":"planet","inputs":{}}]}' '{"events":[{"event_type":"tool","inputs":{},"project":"p"}]}' >batches
hive=(--as honeyhive --route /v1/events/batch)
for dialect in data-plane v1; do
  run 1 validate "${hive[@]}" --dialect $dialect --format json batches
  cut -d, -f 2,3 out >verdicts
  [[ $(tr -d '\n' <verdicts) == '"line":1,"accepted":true"line":2,"accepted":false"line":3,"accepted":false' ]] ||
    fail "$(last_run): unexpected verdicts: $(cat verdicts)"
  grep -q '"code":"not_one_of","severity":"error","path":"/events/0/event_type"' out || fail "$(last_run): no not_one_of"
  grep -q '"path":"/events/0/project"' out || fail "$(last_run): the unknown member is accepted"
done
run 0 validate --as honeyhive.event_batch --dialect legacy --level reference batches
run 0 roundtrip "${hive[@]}" --dialect data-plane --level reference <<<"$batch"
expect out <<<"$batch"
run 1 validate --as honeyhive --dialect v0 --route /events/batch batches
run 0 validate --as honeyhive --dialect data-plane --route /v1/sessions/7/events/batch <<<"$batch"
run 0 validate --as honeyhive.session_traces <<<'{"logs":[]}' # an object of one dialect
run 0 validate "${hive[@]}" <<<"$batch"                        # a route of one dialect
put=(--as honeyhive --route https://api.example.org/v1/events/abc --method put)
run 0 validate "${put[@]}" <<<'{"metadata":{}}'

refused "--dialect: expected v0, public, data-plane, legacy or v1, found 'v2'" validate --as honeyhive.event --dialect v2
refused "--dialect is missing: expected v0, public, legacy or v1; honeyhive.event differs between them" validate --as honeyhive.event
refused "--dialect: expected legacy or v1, found 'data-plane': honeyhive.event differs between them" \
  validate --as honeyhive.event --dialect data-plane
refused "--dialect: expected legacy for honeyhive.session_traces, found 'v0'" validate --as honeyhive.session_traces --dialect v0
refused "--dialect is missing: expected v0, public or legacy; the body differs between them" \
  validate --as honeyhive --route /events/batch
refused "--method is missing: expected POST or PUT" validate --as honeyhive --dialect v0 --route /events
run 2 validate --as honeyhive --dialect v0 --route /v1/events
grep -qF "assay: --route: expected /session/start, /events, /events/batch, /events/model or /events/model/batch, found '/v1/events'; did you mean /events? (" err ||
  fail "$(last_run): $(cat err)"
run 2 validate --as honeyhive
grep -qE "^assay: --as: expected an object of honeyhive: honeyhive.event, .* or honeyhive\.[a-z_]+, or the system with --route \(" err ||
  fail "$(last_run): $(cat err)"

# --- The other systems ------------------------------------------------------------------------------------------------

event='{"event_name":"feature.used","event_type":"usage","client_id":"c","session_id":"s","timestamp":"2026-06-12T09:01:00+00:00","properties":{"n":1.0}}'
printf '{"events":[%s]}\n{"events":[%s]}\n{"events":{}}\n' "$event" "${event/usage/use}" >flushes
for path in /ingest /api/ingest https://api.example.org/v2/api/ingest; do
  run 1 validate --as producttelemetry --route $path --level strict --format json flushes
  cut -d, -f 2,3 out >verdicts
  [[ $(tr -d '\n' <verdicts) == '"line":1,"accepted":true"line":2,"accepted":false"line":3,"accepted":false' ]] ||
    fail "$(last_run): unexpected verdicts: $(cat verdicts)"
  grep -q '"code":"not_one_of","severity":"error","path":"/events/0/event_type"' out || fail "$(last_run): no not_one_of"
done
head -n 2 flushes >sent # the real client sends these types
run 0 validate --as producttelemetry --route /ingest sent
head -n 1 flushes >flush
run 0 roundtrip --as producttelemetry --route /ingest flush
cmp -s out flush || fail "$(last_run): unexpected flush"
run 0 validate --as producttelemetry <<<"$event"
expect_line out "1 event at level published: 1 accepted, 0 rejected"
run 0 validate --as producttelemetry --route /api/identify --method POST <<<'{"client_id":"c","user_id":"u"}'
run 1 validate --as producttelemetry --route /api/gdpr/delete-self --method delete <<<'{"user_id":"u"}'
refused "--method: expected DELETE, found 'POST'" validate --as producttelemetry --route /gdpr/delete-self --method POST
refused "--route: expected /ingest, /identify or /gdpr/delete-self, found '/api/ingested'" \
  validate --as producttelemetry --route /api/ingested
refused "--route: expected /ingest, /identify or /gdpr/delete-self, found '/xingest'; did you mean /ingest?" validate --as producttelemetry --route /xingest

telemetry='{"event_type":"user.accept","session_id":"s","properties":{"n":18446744073709551617},"user_id":null}'
for as in trajectory trajectory.event; do
  run 0 roundtrip --as $as <<<"$telemetry"
  expect out <<<"$telemetry"
done
run 1 validate --as trajectory.event <<<'{"event_type":"","session_id":"s"}'
expect_line out "<stdin>:1:15: /event_type: expected non-empty string, found string of 0 bytes [too_short]"
refused "--route: trajectory has no routes" validate --as trajectory --route /events

span='{"span_id":"a","trace_id":"t","name":"n","start_time":"2026-06-12T09:01:00+00:00","duration_ms":959.5500000000001,"status":"ok","events":[]}'
trace='{"trace_id":"t","name":"n","start_time":"2026-06-12T09:01:00+00:00","end_time":null,"spans":['$span']}'
run 0 roundtrip --as noveum.span <<<"$span"
expect out <<<"$span"
run 0 roundtrip --as noveum.trace <<<"$trace"
expect out <<<"$trace"
run 1 validate --as noveum.span <<<"${span/ok/fine}"
grep -qE '^<stdin>:1:[0-9]+: /status: expected "unset", "ok", "error", "timeout" or "cancelled"' out || fail "$(last_run): $(cat out)"
run 1 validate --as noveum.trace <<<"${trace/ok/fine}"
grep -qE '^<stdin>:1:[0-9]+: /spans/0/status: ' out || fail "$(last_run): $(cat out)"
run 0 validate --as noveum --route /api/v1/traces <<<'{"traces":['$trace'],"timestamp":1781254800.5}'
expect_line out "1 object at level published: 1 accepted, 0 rejected"
refused "--as: expected an object of noveum: noveum.trace, noveum.span, noveum.span_event or noveum.export_request, or the system with --route" \
  validate --as noveum

# --- Errors -----------------------------------------------------------------------------------------------------------

refused "--as: expected promptetheus.event or promptetheus.trace, found 'promptetheus.events'; did you mean promptetheus.event?" roundtrip --as promptetheus.events
refused "--as: expected promptetheus.event or promptetheus.trace, found 'promptetheus.'; did you mean promptetheus.event?" validate --as promptetheus.
refused "--dialect: promptetheus has no dialects" validate --dialect v0
refused "--dialect: expected v0, public, data-plane, legacy or v1, found 'dataplane'; did you mean data-plane?" \
  validate --as honeyhive.event --dialect dataplane
refused "--as: expected promptetheus, honeyhive, trajectory, producttelemetry or noveum, found 'span_event'; did you mean noveum.span_event?" \
  validate --as span_event
refused "--as: expected promptetheus, honeyhive, trajectory, producttelemetry or noveum, found 'nov'; did you mean noveum?" timeline --as nov
refused "--as: expected noveum.trace, noveum.span, noveum.span_event or noveum.export_request, found 'noveum.spna'; did you mean noveum.span?" \
  roundtrip --as noveum.spna
refused "--method: expected DELETE, found 'DELTE'; did you mean DELETE?" \
  validate --as producttelemetry --route /gdpr/delete-self --method delte
run 2 validate --as prometheus
grep -qE "^assay: --as: expected promptetheus.*, found 'prometheus'; did you mean promptetheus\? \(see assay validate --help\)$" err || fail "$(last_run): $(cat err)"

# --- The list of all objects ------------------------------------------------------------------------------------------

run 0 list
expect_line out "promptetheus: a stream of events of 16 types"
expect_line out "  promptetheus.event  One event of a session (default)"
expect_line out "  promptetheus.trace  The body that opens a trace: the data of a session"
expect_line out "  POST /api/traces    promptetheus.trace"
run 0 list --format json
expect_line out '{"system":"promptetheus","about":"a stream of events of 16 types","dialects":[],"objects":[{"object":"promptetheus.event","about":"One event of a session","dialects":[],"standard":true},{"object":"promptetheus.trace","about":"The body that opens a trace: the data of a session","dialects":[],"standard":false}],"routes":[{"method":"POST","path":"/api/traces","object":"promptetheus.trace","dialects":[]}]}'
run 2 list more

# Everything that is listed can be selected.
if has_python "choice of what is listed"; then
  python3 - out <<'END' >choices || fail "$(last_run): not JSON"
import json, sys
for line in open(sys.argv[1]):
    system = json.loads(line)
    for o in system["objects"]:
        for dialect in o["dialects"] or [""]:
            print("--as", o["object"], *(["--dialect", dialect] if dialect else []))
    for r in system["routes"]:
        for dialect in r["dialects"] or [""]:
            print("--as", system["system"], "--route", r["path"], "--method", r["method"], *(["--dialect", dialect] if dialect else []))
END
  while IFS= read -r choice; do
    read -ra words <<<"$choice"
    run 0 validate "${words[@]}" </dev/null
    run 1 validate "${words[@]}" <<<'<xml/>'
    run 1 roundtrip "${words[@]}" <<<'"a string"'
  done <choices
fi

finish
