#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Installs what the command-line tool needs, builds it, and validates the sample stream.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tests/support/toolchain.sh

need g++ cmake ninja-build libboost1.81-dev libboost-json1.81-dev libcli11-dev
build quickstart --target assay_cli

tool=build/quickstart/examples/assay
cat <<EOF

\$ $tool validate examples/sample.ndjson

EOF
status=0
$tool validate examples/sample.ndjson || status=$?
# Status 1 means that events were rejected, as in the sample. Higher statuses are errors.
[[ $status -le 1 ]] || exit "$status"
cat <<EOF

Each line FILE:LINE:COLUMN is one violation: its path in the event as a JSON Pointer, a message,
and the code of the broken rule (docs/errors.md). The summary counts accepted and rejected events.
Try it with your own events:  $tool validate --help
The guide begins here:        docs/guide/README.md
EOF
