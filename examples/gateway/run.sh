#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Installs what the gateway needs, builds it, starts it and sends it the sample session. Ctrl-C ends it.
#
#   bash examples/gateway/run.sh [OPTION OF assay-gateway serve]...
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/support/toolchain.sh

need g++ cmake ninja-build libboost1.81-dev libcli11-dev libsqlite3-dev zlib1g-dev catch2 curl
build gateway --target assay_gateway

data=$(mktemp -d)
key=$(head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n')
gateway=build/gateway/examples/gateway/assay-gateway
ASSAY_GATEWAY_KEYS=$key $gateway serve --listen 127.0.0.1:0 --database "$data/gateway.sqlite" --log "$data/log" "$@" &
server=$!
# Ends the server when the script ends. The server first responds to the requests in flight.
finish() {
  kill "$server" 2>/dev/null || true
  wait "$server" || true
  rm -rf "$data"
}
trap finish EXIT
trap 'exit 0' INT TERM

port=''
for _ in {1..100}; do
  port=$(sed -n 's/.*"event":"listening".*"port":\([0-9]*\).*/\1/p' "$data/log" 2>/dev/null || true)
  [[ -z $port ]] || break
  kill -0 "$server" 2>/dev/null || exit 1
  sleep 0.1
done
[[ -n $port ]] || { say "The gateway did not start within 10 s." && exit 1; }
at=http://127.0.0.1:$port

post() { curl -sS --fail-with-body -H "Authorization: Bearer $key" --data-binary "$2" "$at$1" && echo; }
session=$(sed -n '1s/.*"session_id":"\([^"]*\)".*/\1/p' examples/sample.ndjson)
echo "Opening the trace:"
post /api/traces "{\"id\":\"$session\",\"agent\":\"booking\",\"user_goal\":\"A flight to Tromsø\"}"
echo "Sending its events one by one; some are invalid, and one is sent twice:"
while IFS= read -r event; do
  post "/api/traces/$session/events" "$event" 2>/dev/null || echo
done < <(cat examples/sample.ndjson && head -1 examples/sample.ndjson)
cat <<EOF

The page:          $at/   (any user name, and the key as password)
The key:           $key
The span tree:     curl -H 'Authorization: Bearer $key' $at/api/traces/$session/timeline
Rejected events:   curl -H 'Authorization: Bearer $key' $at/api/quarantine
Retry them after a fix, or at a less strict level:
                   $gateway retry --database $data/gateway.sqlite --level reference
Ctrl-C ends the gateway and deletes its database.
EOF
wait "$server"
