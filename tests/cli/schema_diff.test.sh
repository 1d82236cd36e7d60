#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# `assay schema diff`: the changes between schemas, and whether they are compatible for writers and readers.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

refused() { # SENTENCE ARGUMENT...: expects a usage error with this sentence
  local sentence=$1
  shift
  run 2 schema diff "$@" </dev/null
  expect_empty out
  expect err <<<"assay: $sentence (see assay schema diff --help)"
}

# --- Files ------------------------------------------------------------------------------------------------------------

mkdir old new
cat >old/order.json <<'EOT'
{"title":"Order","type":"object","required":["id"],"properties":{
  "id":{"type":"string"},"seats":{"type":"integer","minimum":0},"buyer":{"$ref":"#/$defs/Buyer"}},
 "$defs":{"Buyer":{"type":"object","properties":{"name":{"type":"string"}}}}}
EOT
cat >new/order.json <<'EOT'
{"title":"An order","type":"object","required":["id"],"properties":{
  "id":{"type":"string"},"seats":{"type":"integer","minimum":1},"buyer":{"$ref":"#/$defs/Buyer"},"note":{"type":"string"}},
 "$defs":{"Buyer":{"type":"object","properties":{"name":{"type":["string","null"]}}}}}
EOT
run 1 schema diff old/order.json new/order.json
expect_empty err
expect out <<'EOT'
/seats: has a tighter bound (minimum: 0, now 1): old writers may send values beyond the new one [bound_tightened]
/note: is a new optional member (unknown, now string): compatible for writers and readers [member_added]
Buyer:
  /buyer/name: may now be null (string, now string or null): old readers do not expect null [null_accepted]
3 changes: 1 breaks writers, 1 breaks readers; 1 in documentation only (shown with --all)
EOT
cp out wanted_out
run 1 schema diff - new/order.json <old/order.json
cmp -s out wanted_out || fail "$(last_run): the output differs from that of a file"
run 1 schema diff old/order.json - <new/order.json
cmp -s out wanted_out || fail "$(last_run): the output differs from that of a file"
run 1 schema diff --all old/order.json new/order.json
expect_line out '(object): is described differently (title: "Order", now "An order"): compatible for writers and readers [text_changed]'
expect_line out "3 changes: 1 breaks writers, 1 breaks readers; 1 in documentation only"
run 1 schema diff --unnamed-members sent old/order.json new/order.json
expect_line out "/note: is a new optional member (unknown, now string): old writers may already send other values under this name, if unknown members are accepted [member_added]"
run 1 schema diff --format json old/order.json new/order.json
expect_empty err
[[ $(wc -l <out) == 1 ]] || fail "$(last_run): not one line"
grep -q '^{"schema":"","status":"changed","writers":false,"readers":false,"changes":\[{"code":"text_changed","writers":true,"readers":true,"path":"","when":"","object":"","keyword":"title",' out ||
  fail "$(last_run): $(head -c 300 out)"
if has_python "does the page name the members of the JSON?"; then
  python3 - "$examples/../docs/schema-changes.md" <<'EOT' || fail "$(last_run): docs/schema-changes.md names different members"
import json, re, sys
page = open(sys.argv[1], encoding="utf-8").read()
schema, change = re.search("<!-- fields: schema -->(.*)<!-- fields: change -->(.*)<!-- /fields -->", page, re.S).groups()
named = [re.findall(r"^\| `(\w+)`", part, re.M) for part in (schema, change)]
result = json.loads(open("out", encoding="utf-8").read())
sys.exit(named != [list(result), list(result["changes"][0])])
EOT
fi
run 0 schema diff old/order.json old/order.json
expect out <<<"0 changes"
run 0 schema diff --format json old/order.json old/order.json
expect out <<<'{"schema":"","status":"same","writers":true,"readers":true,"changes":[]}'

# --- Writers and readers ----------------------------------------------------------------------------------------------

printf '{"type":"integer"}' >integer
printf '{"type":"number"}' >number
printf '{"patternProperties":{"a":{}}}' >unclear
for row in "1 both" "0 writers" "1 readers"; do
  run "${row% *}" schema diff --for "${row#* }" integer number
done
for row in "1 both" "1 writers" "0 readers"; do
  run "${row% *}" schema diff --for "${row#* }" number integer
done
for whom in both writers readers; do
  run 1 schema diff --for $whom integer unclear
  expect_line out '(object): cannot be compared (patternProperties: none, now {"a":{}}): old writers may send values that are now rejected; old readers may receive values that they do not know [cannot_compare]'
done

# Some programs put a byte order mark before text.
{ printf '\xEF\xBB\xBF' && cat integer; } >marked
run 0 schema diff marked integer
expect out <<<"0 changes"
printf 'true' >anything
run 0 schema diff anything anything

# --- Directories ------------------------------------------------------------------------------------------------------

mkdir old/deep new/deep
cp integer old/deep/number.json
cp number new/deep/number.json
cp integer old/gone.json
cp integer new/new.json
echo "no JSON" >old/README
run 1 schema diff old new
expect out <<'EOT'
deep/number.json:
  (object): accepts more types (integer, now number): old readers do not know the new types [type_widened]
gone.json: schema removed [writers]
new.json: schema added
order.json:
  /seats: has a tighter bound (minimum: 0, now 1): old writers may send values beyond the new one [bound_tightened]
  /note: is a new optional member (unknown, now string): compatible for writers and readers [member_added]
order.json, Buyer:
  /buyer/name: may now be null (string, now string or null): old readers do not expect null [null_accepted]
4 changes: 1 breaks writers, 2 break readers; 1 in documentation only (shown with --all); schemas added: 1; schemas removed: 1
EOT
run 1 schema diff --format json old new
cut -d, -f1-4 out >some
expect some <<'EOT'
{"schema":"deep/number.json","status":"changed","writers":true,"readers":false
{"schema":"gone.json","status":"removed","writers":false,"readers":true
{"schema":"new.json","status":"added","writers":true,"readers":true
{"schema":"order.json","status":"changed","writers":false,"readers":false
EOT
! has_python "is the output JSON?" || python3 -c 'import json, sys; [json.loads(line) for line in open("out", encoding="utf-8")]' ||
  fail "$(last_run): not JSON"

# --- Levels -----------------------------------------------------------------------------------------------------------

schemas=$examples/../docs/schemas
for level in reference published strict; do
  run 0 schema diff "$schemas/$level" $level
  expect out <<<"0 changes"
done
run 0 schema diff "$schemas/published/promptetheus.event.json" published
expect out <<<"0 changes"
run 1 schema diff --as promptetheus.event published strict
expect_line out '  /payload/tool_name (type "tool_call"): is now required: old writers may omit it [member_required]'
# Both spellings of a nullable value are equal.
run 1 schema diff --as noveum.trace published strict
! grep -q alternative out || fail "$(last_run): $(grep -m1 alternative out)"
expect_line out '  /start_time: has a new rule (format: "date-time" and a pattern): old writers may break it [rule_added]'
run 1 schema diff --as honeyhive.event --dialect v1 published "$schemas/strict/honeyhive.event.v1.json"
# Each level accepts everything that a stricter level accepts.
run 0 schema diff --for readers published strict
run 1 schema diff --for writers published strict
run 0 schema diff --for readers reference published
run 0 schema diff --for writers strict reference

# --- Errors -----------------------------------------------------------------------------------------------------------

refused "NEW is required" old
refused "OLD and NEW cannot both be standard input" - -
refused "a single schema cannot be compared with a directory" old integer
refused "a single schema cannot be compared with a directory" --as promptetheus.event published old
refused "--as is missing: no object matches the file name integer" integer published
refused "--for: expected both, writers or readers, found 'all'" --for all integer number
refused "old/README: not a JSON Schema: syntax error" old/README integer
refused "<stdin>: not a JSON Schema: incomplete JSON" - integer
printf '[]' >array
refused "array: not a JSON Schema: expected an object, true or false, found an array" array integer
printf '"x"' >string
refused "string: not a JSON Schema: expected an object, true or false, found a string" integer string
printf '1' >one
refused "one: not a JSON Schema: expected an object, true or false, found a number" one integer
printf 'null' >null
refused "null: not a JSON Schema: expected an object, true or false, found null" null integer
printf '{"properties":{"a":{"type":"string","t\\u0079pe":"null"}}}' >twice
refused "twice: not a JSON Schema: duplicate member 'type'" twice integer
refused "/dev/zero: not a JSON Schema: longer than 64 MiB" /dev/zero integer
refused "unexpected argument 'strict'" promptetheus.event published strict
mkdir empty
refused "empty: the directory contains no *.json files" empty old
run 2 schema diff missing integer
expect err <<<"assay: missing: cannot open: No such file or directory"

finish
