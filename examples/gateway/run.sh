#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Builds the gateway, with what that needs, starts it, and sends it the sample session. Ctrl-C ends it.
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
# Whatever ends this script ends the server, which answers first what it is at.
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
[[ -n $port ]] || { say "It did not start within 10 s." && exit 1; }
at=http://127.0.0.1:$port

post() { curl -sS --fail-with-body -H "Authorization: Bearer $key" --data-binary "$2" "$at$1" && echo; }
session=$(sed -n '1s/.*"session_id":"\([^"]*\)".*/\1/p' examples/sample.ndjson)
echo "The trace is opened:"
post /api/traces "{\"id\":\"$session\",\"agent\":\"booking\",\"user_goal\":\"A flight to Tromsø\"}"
echo "Its events are sent one by one, some of which are not as they should be, and one twice:"
while IFS= read -r event; do
  post "/api/traces/$session/events" "$event" 2>/dev/null || echo
done < <(cat examples/sample.ndjson && head -1 examples/sample.ndjson)
cat <<EOF

The page:          $at/   (any user name, and the key as password)
The key:           $key
The span tree:     curl -H 'Authorization: Bearer $key' $at/api/traces/$session/timeline
What was rejected: curl -H 'Authorization: Bearer $key' $at/api/quarantine
Once more, after a fix, or with rules that ask for less:
                   $gateway retry --database $data/gateway.sqlite --level reference
Ctrl-C ends the gateway, and deletes its database.
EOF
wait "$server"
