#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# `assay roundtrip`: writes the same values, one output line per input line.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

# --- Alignment --------------------------------------------------------------------------------------------------------

{
  printf '\n'
  message 1
  printf 'x\r\n  \t\n\r\n'
  message 6
  printf '{"type":"error","session_id":"s","timestamp":""}\n'
  message 8
  printf '\n   '
} >events
run 1 roundtrip events
{
  printf '\n'
  message 1
  printf '\n\n\n'
  message 6
  printf '\n'
  message 8
  printf '\n\n'
} | expect out
expect err <<'EOF'
events:3:1: (event): invalid JSON: expected a JSON object [invalid_syntax]
events:7:1: /seq: the member is missing: expected integer >= 0 [missing_member]
events:7:1: /idempotency_key: the member is missing: expected non-empty string [missing_member]
events:7:1: /payload: the member is missing: expected object [missing_member]
EOF

# A last line without a newline gets one; a byte order mark is removed.
{ printf '\xEF\xBB\xBF' && message 1 | tr -d '\n'; } | run 0 roundtrip
message 1 | expect out
run 0 roundtrip </dev/null
expect_empty out

# The default level is `reference`.
event tool_result '{"call_id":7}' >mistyped
run 0 roundtrip mistyped
expect_empty err
run 1 roundtrip --level published mistyped

# --- Values -----------------------------------------------------------------------------------------------------------

{
  sed -e '21d' -e '11d' "$examples/sample.ndjson" | grep -v '"prompt":\|"payment"' | grep '}$'
  event tool_call '{"arguments":{"n":[18446744073709551617,1.10,1e400,-0,0.10e-7],"a":1,"a":2,"\u00e9\ud83d\ude00\/":"\u0000\u007f"}}'
  printf '\n'
  event tool_call '{"tool_name":"a","arguments":{},"call_id":null,"extra":{"x":[]},"metadata":{}}'
  printf '\n'
  event score '{"name":"a","value":1.0}'
  printf '\n'
  event score '{"value":12345678901234567890.5,"name":"\"\\\b\f\n\r\t"}'
  printf '\n'
  printf '{"payload":{"result":null,"error":null,"call_id":"c"},"seq":18446744073709551615,"type":"tool_result","session_id":"s",'
  printf '"timestamp":"","idempotency_key":"k","parent_id":null,"metadata":7,"more":{"b":1,"a":[1,2.50]}}\n'
} >values
run 0 roundtrip values
cp out again
run 0 roundtrip again
cmp again out || fail "the second round trip changes the text"
if has_python "equality of the values"; then
  python3 - values out <<'EOF' || fail "the values differ from the input"
import json, sys

def members(pairs):
    out = {}
    for name, value in pairs:
        out.setdefault(name, []).append(value)
    return out

def values(file):
    for line in open(file, "rb").read().split(b"\n")[:-1]:
        yield json.loads(line, parse_int=str, parse_float=str, object_pairs_hook=members)

for number, (before, after) in enumerate(zip(values(sys.argv[1]), values(sys.argv[2]), strict=True), 1):
    assert before == after, f"line {number}: {before} became {after}"
EOF
fi

# --- Options ----------------------------------------------------------------------------------------------------------

event handover '{"to":"é"}' >unknown_type
run 1 roundtrip unknown_type
run 0 roundtrip --keep-unknown-types unknown_type
cat unknown_type <(echo) | expect out
event user_message '{"content":"\ud83d","more":{"\ude00":"\ud83d"}}' >surrogate
run 1 roundtrip surrogate
run 0 roundtrip --replace-lone-surrogates surrogate
{ event user_message $'{"content":"\uFFFD","more":{"\\ufffd":"\\ufffd"}}' && echo; } | expect out
event user_message '{"content":"\u0000","more":{"\u0000":"\\u0000"}}' >null
run 0 roundtrip --null-characters replace null
{ event user_message $'{"content":"\uFFFD","more":{"\\ufffd":"\\\\u0000"}}' && echo; } | expect out

finish
