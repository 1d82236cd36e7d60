#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# The exact output of `assay validate`.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

{
  message 1
  event tool_result '{"call_id":7,"result":null,"error":{}}' 2
  printf '\n'
  # Columns count characters; offsets count bytes.
  event agent_message '{"é€😀":"é€😀","content":false}' 3
  printf '\n'
  event tool_call '{"call_id":"c"}' 4
  printf '\n<xml/>\n'
  event "a\\u0062c\\u000a" '{}' 5
  printf '\n'
} >events

run 1 validate events
sed -i '/ MB\/s, /s/.*/(throughput)/' out
expect_empty err
expect out <<'EOF'
events:2:130: /payload/call_id: expected string, found number [type_mismatch]
events:2:154: /payload/error: expected string, found object [type_mismatch]
events:3:144: /payload/content: expected string, found boolean [type_mismatch]
events:4:117: /payload/tool_name: warning: the member is missing: expected string [missing_member]
events:4:117: /payload/arguments: warning: the member is missing: expected object [missing_member]
events:5:1: (event): invalid JSON: expected a JSON object [invalid_syntax]
events:6:9: /type: expected one of 16 known names, found string of 4 bytes [unknown_type]

6 events at level published: 2 accepted, 4 rejected

by type                  accepted   rejected
  user_message                  1          0
  agent_message                 0          1
  tool_call                     1          0
  tool_result                   0          1
  (unknown type)                0          1
  (no type)                     0          1

by code                    errors   warnings
  invalid_syntax                1          0
  type_mismatch                 3          0
  missing_member                0          2
  unknown_type                  1          0

(throughput)
EOF

run 1 validate --format json events
expect_empty err
expect out <<'EOF'
{"file":"events","line":1,"accepted":true,"type":"user_message","violations":[]}
{"file":"events","line":2,"accepted":false,"type":"tool_result","violations":[{"code":"type_mismatch","severity":"error","path":"/payload/call_id","message":"expected string, found number","offset":129,"column":130},{"code":"type_mismatch","severity":"error","path":"/payload/error","message":"expected string, found object","offset":153,"column":154}]}
{"file":"events","line":3,"accepted":false,"type":"agent_message","violations":[{"code":"type_mismatch","severity":"error","path":"/payload/content","message":"expected string, found boolean","offset":155,"column":144}]}
{"file":"events","line":4,"accepted":true,"type":"tool_call","violations":[{"code":"missing_member","severity":"warning","path":"/payload/tool_name","message":"the member is missing: expected string","offset":116,"column":117},{"code":"missing_member","severity":"warning","path":"/payload/arguments","message":"the member is missing: expected object","offset":116,"column":117}]}
{"file":"events","line":5,"accepted":false,"type":null,"violations":[{"code":"invalid_syntax","severity":"error","path":"","message":"invalid JSON: expected a JSON object","offset":0,"column":1}]}
{"file":"events","line":6,"accepted":false,"type":"abc\n","violations":[{"code":"unknown_type","severity":"error","path":"/type","message":"expected one of 16 known names, found string of 4 bytes","offset":8,"column":9}]}
EOF

# --- Without violations, only the summary is printed ------------------------------------------------------------------

message 1 >good
run 0 validate good
expect_line out "1 event at level published: 1 accepted, 0 rejected"
[[ $(head -n 1 out) == "1 event "* ]] || fail "the summary is not the first line"
grep -qE '^[0-9]+ bytes in [0-9.]+ s: [0-9.]+ MB/s, [0-9]+ events/s$' out || fail "no throughput"

# --- A long pointer is shortened so that the message stays readable ---------------------------------------------------

event user_message "{\"content\":\"\",\"metadata\":{\"a\":$(printf '[%.0s' {1..900})NaN" >deep
run 1 validate deep
grep -qE '^deep:1:[0-9]+: /payload/metadata/a(/0)+/…(/0)+: NaN and Infinity are not JSON numbers \[nonfinite_number\]$' out ||
  fail "a long pointer is not cut: $(head -c 500 out)"
[[ $(head -n 1 out | wc -c) -lt 350 ]] || fail "the line of a long pointer is too long"
run 1 validate --format json deep
grep -qE '"path":"/payload/metadata/a(/0)+/…(/0)+","path_is_cut":true,' out || fail "a shortened path is not marked: $(head -c 500 out)"
run 1 validate --format json events
grep -q path_is_cut out && fail "a short path is marked as shortened"

# --- Levels and options -----------------------------------------------------------------------------------------------

event tool_result '{"call_id":7}' >mistyped
run 0 validate --level reference mistyped
run 1 validate --level published mistyped
event tool_call '{}' >incomplete
run 0 validate --level published incomplete
run 1 validate --level=strict incomplete

event handover '{}' >unknown_type
run 1 validate unknown_type
run 0 validate --keep-unknown-types unknown_type

event user_message '{"content":"","mood":1}' >unknown_member
run 0 validate --level strict unknown_member
expect_line out "unknown_member:1:134: /payload/mood: warning: the member is not in the schema [unknown_member]"
run 1 validate --level strict --reject-unknown-members unknown_member

event user_message '{"content":"\ud83d"}' >surrogate
run 1 validate surrogate
expect_line out "surrogate:1:132: /payload/content: this surrogate escape lacks its other half [lone_surrogate]"
run 0 validate --replace-lone-surrogates surrogate

event user_message '{"content":"\u0000","n":1e400}' >null_and_number
run 0 validate null_and_number
expect_line out "1 event at level published: 1 accepted, 0 rejected"
run 0 validate --level strict null_and_number
expect_line out "null_and_number:1:132: /payload/content: warning: U+0000 in a string or name: many databases cannot store it [null_character]"
expect_line out "null_and_number:1:144: /payload/n: warning: expected a number within the range of a double [number_overflow]"
run 1 validate --null-characters reject null_and_number
run 0 validate --null-characters warn null_and_number
expect_line out "null_and_number:1:132: /payload/content: warning: U+0000 in a string or name: many databases cannot store it [null_character]"
run 0 validate --level strict --null-characters accept null_and_number
! grep -q null_character out || fail "an accepted U+0000 is reported"
run 1 validate --reject-number-overflow null_and_number
expect_line out "null_and_number:1:144: /payload/n: expected a number within the range of a double [number_overflow]"

# --- Many violations --------------------------------------------------------------------------------------------------

event tool_result '{"call_id":7,"error":7,"metadata":7}' >three
run 1 validate --max-violations 2 three
head -n 4 out >start
expect start <<'EOF'
three:1:130: /payload/call_id: expected string, found number [type_mismatch]
three:1:140: /payload/error: expected string, found number [type_mismatch]
three:1: more violations were not shown

EOF
run 1 validate --max-violations 2 --format json three
grep -q '}\],"truncated":true}$' out || fail "JSON does not report that violations were left out: $(cat out)"
run 1 validate --max-violations 0 --format json three
grep -q '"violations":\[\],"truncated":true}$' out || fail "JSON does not report that all violations were left out: $(cat out)"
run 1 validate --max-violations 3 --format json three
! grep -q truncated out || fail "JSON reports omitted violations although none was omitted"
run 1 validate --max-violations 3 three
[[ $(grep -c '^three:' out) == 3 ]] || fail "expected three lines for three violations"
run 1 validate --max-violations 0 three
expect_line out "three:1: more violations were not shown"
run 1 validate --max-violations 0 --format json three
expect out <<'EOF'
{"file":"three","line":1,"accepted":false,"type":"tool_result","violations":[],"truncated":true}
EOF

# --- The sample that the project ships --------------------------------------------------------------------------------

run 1 validate "$examples/sample.ndjson"
expect_line out "27 events at level published: 20 accepted, 7 rejected"
for code in type_mismatch missing_member unknown_type lone_surrogate unterminated not_one_of forbidden_member; do
  grep -q "\\[$code\\]\$" out || fail "the sample shows no $code"
done
[[ $(sed -n '/^by type/,/^$/p' out | grep -cE '^  [a-z_]+ +[1-9]') == 16 ]] || fail "the sample has no accepted event of some type"
[[ $(grep -c ': warning: ' out) == 1 ]] || fail "expected one warning in the sample"

# --- The JSON format is valid JSON for every input --------------------------------------------------------------------

if has_python "validity of the JSON format"; then
  {
    cat "$examples/sample.ndjson" events
    event user_message '{"content":"\ud83d"}' && printf '\n'
    event 'x\ud83d\\u0000\\u0007\\"\\\\/' '{}' && printf '\n'
    event retrieval '{"documents":[{"a~b/c\"\\\n":{"\ud800":1,"\u0000":1}}],"query":{"~/":0}}' && printf '\n'
    printf '{"\xff\xfe":1}\n"string"\n[[[[\n{"type":1}\n{"type":"error","type":"error"}\n{}{}\n\x01\x02\n{"a":"\xed\xa0\x80"}\n'
    printf '\xff\xfe{\x00}\x00\n{"payload":{"a\x07b":\n'
    head -c 20000 /bin/sh
  } >hostile
  for level in reference published strict; do
    run 1 validate --level $level --reject-unknown-members --format json hostile
    python3 - hostile out <<'EOF' || fail "$(last_run): the output differs from the documented form"
import json, sys
lines = open(sys.argv[1], "rb").read().split(b"\n")
wanted = [n for n, line in enumerate(lines, 1) if line.strip(b" \r\t")]
verdicts = [json.loads(line) for line in open(sys.argv[2], "rb").read().decode("utf-8").splitlines()]
assert all(v["file"] == "hostile" for v in verdicts), "another file"
assert [v["line"] for v in verdicts] == wanted, "other lines"
for v in verdicts:
    assert list(v) == ["file", "line", "accepted", "type", "violations"], v
    assert v["accepted"] is not any(x["severity"] == "error" for x in v["violations"]), v
    assert v["type"] is None or isinstance(v["type"], str), v
    for x in v["violations"]:
        assert list(x) == ["code", "severity", "path", "message", "offset", "column"], x
        assert x["severity"] in ("error", "warning") and isinstance(x["path"], str) and isinstance(x["message"], str), x
        assert 0 <= x["offset"] <= len(lines[v["line"] - 1]) and 1 <= x["column"] <= x["offset"] + 1, x
EOF
  done
fi

finish
