#!/usr/bin/env bash
# Makes the generated pages of docs/ anew, and puts the examples' code into the pages that show it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tests/support/toolchain.sh

need g++ cmake ninja-build libboost1.81-dev libboost-json1.81-dev libcli11-dev catch2
build tests --target assay_generate_docs
for page in errors promptetheus; do build/tests/docs/assay_generate_docs "$page" >"docs/$page.md"; done
for page in README.md docs/*.md; do bash docs/snippets.sh "$page" >build/tests/page.md && cp build/tests/page.md "$page"; done
