#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Builds the command-line tool, with what that needs, and validates the sample stream beside this file.
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
# 1 says that something was rejected, which is what the sample is made for; more is an error.
[[ $status -le 1 ]] || exit "$status"
cat <<EOF

A line FILE:LINE:COLUMN is one reason for which the event on that line was rejected: the place in the event as a JSON
Pointer, what is wrong, and the code of the rule (docs/errors.md). The summary counts accepted and rejected events.
Try it on events of your own:  $tool validate --help
EOF
