#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Regenerates the dictionaries and seeds in fuzz/generated/ from the library's tables.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tests/support/toolchain.sh

need g++ cmake ninja-build libboost1.81-dev libboost-json1.81-dev libcli11-dev catch2
build tests --target assay_corpus_tool
build/tests/fuzz/corpus_tool write fuzz/generated
