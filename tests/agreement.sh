#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Compares assay's verdicts with those of the reference implementation, and lists every disagreement with the code of the
# deviation that explains it:
#
#   bash tests/agreement.sh [FILE...]
#
# FILE: lines of {"event": ..., "accept": bool} or {"raw_b64": ..., "accept": bool}. The default is the files in the corpus
# directory ($ASSAY_CORPUS, else ../shared/corpus next to the project).
set -euo pipefail
files=()
for file in "$@"; do files+=("$(realpath -- "$file")"); done
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tests/support/toolchain.sh

need g++ cmake libboost1.81-dev libboost-json1.81-dev libcli11-dev catch2
build tests --target assay_agreement
exec build/tests/tests/assay_agreement "${files[@]}"
