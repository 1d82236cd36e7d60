#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# `assay schema`: the schemas of objects for other languages, to standard output or a directory.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

refused() { # SENTENCE ARGUMENT...: expects a usage error with this sentence
  local sentence=$1
  shift
  run 2 schema "$@" </dev/null
  expect_empty out
  expect err <<<"assay: $sentence (see assay schema --help)"
}

# --- Standard output --------------------------------------------------------------------------------------------------

run 0 schema producttelemetry.deletion_request
expect_empty err
cp out standard
run 0 schema --as producttelemetry.deletion_request --level published --format json-schema
cmp -s out standard || fail "$(last_run): unexpected schema"
run 0 schema --as producttelemetry --route /gdpr/delete-self
cmp -s out standard || fail "$(last_run): unexpected schema for its route"
[[ $(sed -n 3p standard) == '  "$id": "published/producttelemetry.deletion_request.json",' ]] || fail "unexpected id: $(sed -n 3p standard)"
for level in reference strict; do
  run 0 schema producttelemetry.deletion_request --level $level
  expect_line out "  \"x-assay-level\": \"$level\","
  expect_line out "  \"\$id\": \"$level/producttelemetry.deletion_request.json\","
done
run 0 schema
expect_line out '  "$id": "published/promptetheus.event.json",'

# --- A directory ------------------------------------------------------------------------------------------------------

count=$("$tool" list --format json | grep -oE '"object":"[^"]*","about":"[^"]*","dialects":\[[^]]*\]' |
  sed -E 's/.*"dialects":\[(.*)\]/\1/' | awk -F, '{ n += NF ? NF : 1 } END { print n }')
run 0 schema -o all/of/them
expect_empty out
expect_empty err
[[ $(find all/of/them -type f | wc -l) == "$count" ]] || fail "$(last_run): expected $count files"
cmp -s all/of/them/producttelemetry.deletion_request.json standard || fail "$(last_run): the schema differs from standard output"
! has_python "are the files JSON?" || for file in all/of/them/*.json; do
  python3 -c 'import json, sys; json.load(open(sys.argv[1], encoding="utf-8"))' "$file" || fail "$file is not JSON"
done
run 0 schema honeyhive.event --dialect v1 --output one
[[ $(ls one) == honeyhive.event.v1.json ]] || fail "$(last_run): $(ls one)"
run 0 schema honeyhive.event --dialect v1 --output one # again: the existing file is replaced
[[ $(ls one) == honeyhive.event.v1.json ]] || fail "$(last_run): $(ls one)"

run 0 schema noveum -o system
[[ $(cd system && echo *) == "noveum.export_request.json noveum.span.json noveum.span_event.json noveum.trace.json" ]] || fail "$(last_run): $(ls system)"
run 0 schema honeyhive --dialect data-plane -o dialects
[[ $(ls dialects | grep -cE '\.(v1|legacy)\.json$') == $(ls dialects | wc -l) && -f dialects/honeyhive.event.v1.json ]] || fail "$(last_run): $(ls dialects)"
run 0 schema promptetheus -o promptetheus
[[ $(cd promptetheus && echo *) == "promptetheus.event.json promptetheus.trace.json" ]] || fail "$(last_run): $(ls promptetheus)"

# Each format has its own file names, so that all formats can share a directory.
for format in json-schema typescript zod typeddict pydantic markdown; do
  run 0 schema trajectory.event --format $format -o formats
done
[[ $(cd formats && echo *) == "trajectory.event.json trajectory.event.md trajectory.event.ts trajectory.event.zod.ts trajectory_event_models.py trajectory_event_types.py" ]] || fail "$(last_run): $(ls formats)"

# --- Errors -----------------------------------------------------------------------------------------------------------

refused "--output: expected a non-empty text" -o ''
refused "--as: expected promptetheus, honeyhive, trajectory, producttelemetry or noveum, found 'x'" x
refused "--level: expected reference, published or strict, found 'x'" --level x
refused "--dialect: expected legacy or v1, found 'data-plane': honeyhive.event differs between them" honeyhive.event --dialect data-plane
refused "--dialect is missing: expected v0, public, legacy or v1; honeyhive.event differs between them" honeyhive.event
touch file
run 2 schema -o file
expect err <<<"assay: file: cannot create the directory: Not a directory"
[[ ! -e /dev/full ]] || {
  "$tool" schema >/dev/full 2>err
  [[ $? == 2 ]] || fail "a full disk is not reported"
  expect err <<<"assay: standard output: cannot write: No space left on device"
}
finish
