#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# `assay schema --format openapi`: the routes of a system, and systems without routes.
# shellcheck source=support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

refused() { # SENTENCE ARGUMENT...: expects a usage error with this sentence
  local sentence=$1
  shift
  run 2 schema --format openapi "$@"
  expect_empty out
  expect_line err "assay: $sentence (see assay schema --help)"
}

# --- A system on standard output --------------------------------------------------------------------------------------

run 0 schema --format openapi
expect_line out '  "openapi": "3.1.0",'
expect_line out '  "x-assay-level": "published",'
expect_line out '  "info": {"title": "Promptetheus", "version": "'"$version"'"},'
expect_line out '    "/api/traces/{session_id}/events": {'
cp out standard
run 0 schema promptetheus --format openapi --level published
cmp -s out standard || fail "$(last_run): unexpected document"
run 0 schema --as producttelemetry --format openapi --level strict
expect_line out '  "x-assay-level": "strict",'
expect_line out '  "servers": [{"url": "https://api.producttelemetry.com"}],'
expect_line out '    "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Write-Key"}}'

# The version is that of the interface, if it states one. A dialect that includes others has the routes of all of them.
run 0 schema honeyhive --format openapi --dialect v0
expect_line out '  "info": {"title": "HoneyHive", "version": "1.0.4"},'
run 0 schema honeyhive --format openapi --dialect v1
expect_line out '  "info": {"title": "HoneyHive", "version": "1.2.1"},'
grep -qF '"/v1/events":' out || fail "$(last_run): a route is missing"
! grep -qF '"/events":' out || fail "$(last_run): a route of another dialect"
run 0 schema honeyhive --format openapi --dialect data-plane
for path in /v1/events /events; do grep -qF "\"$path\":" out || fail "$(last_run): $path is missing"; done

# --- Errors -----------------------------------------------------------------------------------------------------------

refused "--format openapi: trajectory has no routes" trajectory
refused "--format openapi: trajectory has no routes" trajectory -o files
refused "--dialect is missing: expected v0, public, legacy or v1; the routes of honeyhive differ between them" honeyhive
refused "--dialect: promptetheus has no dialects" --dialect v0
refused "expected a system without an object, such as promptetheus, found promptetheus.event" promptetheus.event
refused "--route and --method select an object, but a whole system is required" promptetheus --route /api/traces
[[ ! -e files ]] || fail "an empty directory was created"

# --- All systems, as files --------------------------------------------------------------------------------------------

run 0 schema --format openapi -o files
expect_empty out
expect err <<<"assay: trajectory has no routes and is skipped"
ls files >listed
expect listed <<'END'
honeyhive.legacy.openapi.json
honeyhive.public.openapi.json
honeyhive.v0.openapi.json
honeyhive.v1.openapi.json
noveum.openapi.json
producttelemetry.openapi.json
promptetheus.openapi.json
END
cmp -s files/promptetheus.openapi.json standard || fail "$(last_run): unexpected document"
if has_python "whether the documents are JSON"; then
  for file in files/*; do python3 -m json.tool "$file" >/dev/null || fail "$file is not JSON"; done
fi
run 0 schema honeyhive --format openapi -o dialects
[[ $(ls dialects) == "$(grep honeyhive listed)" ]] || fail "$(last_run): $(ls dialects)"
run 0 schema honeyhive --format openapi --dialect data-plane -o whole
[[ $(ls whole) == honeyhive.data-plane.openapi.json ]] || fail "$(last_run): $(ls whole)"

# The formats for objects still accept every object.
run 0 schema promptetheus.trace
expect_line out '  "title": "Trace",'

finish
