#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Makes the generated parts of the pages of docs/ anew, and puts the examples' code, and what they print, into the pages
# that show it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tests/support/toolchain.sh

need g++ cmake ninja-build libboost1.81-dev libboost-json1.81-dev libcli11-dev catch2
build tests --target assay_generate_docs --target assay_own_objects --target assay_cli
bash docs/schemas.sh build/tests/examples/assay docs/schemas
replace() { "${@:2}" >build/tests/page.md && cp build/tests/page.md "$1"; }
for source in docs/generate/pages/*.cpp; do
  page=$(basename "$source" .cpp)
  replace "docs/$page.md" build/tests/docs/assay_generate_docs "$page" <"docs/$page.md"
done
rm -rf build/tests/reference && mkdir build/tests/reference
build/tests/docs/assay_generate_docs --reference docs/generate/examples build/tests/reference
rm -rf docs/reference && cp -r build/tests/reference docs/reference
for page in README.md docs/*.md; do replace "$page" bash docs/snippets.sh "$page"; done
replace docs/own-objects.md bash docs/outputs.sh docs/own-objects.md build/tests/examples
