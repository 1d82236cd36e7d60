#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Updates the generated parts of the pages in docs/ and docs/guide/: the tables, the code of the examples and their output.
# Also updates docs/reference/, docs/schemas/ and the picture of the tool.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tests/support/toolchain.sh

need g++ cmake ninja-build libboost1.81-dev libboost-json1.81-dev libcli11-dev catch2
build tests --target assay_generate_docs --target assay_documented_examples --target assay_cli
bash docs/schemas.sh build/tests/examples/assay docs/schemas
replace() { "${@:2}" >build/tests/page.md && cp build/tests/page.md "$1"; }
for source in docs/generate/pages/*.cpp; do
  name=$(basename "$source" .cpp) page=docs/guide/$name.md
  [[ -e $page ]] || page=docs/$name.md
  replace "$page" build/tests/docs/assay_generate_docs "$name" <"$page"
done
rm -rf build/tests/reference && mkdir build/tests/reference
build/tests/docs/assay_generate_docs --reference docs/generate/examples build/tests/reference
rm -rf docs/reference && cp -r build/tests/reference docs/reference
for page in README.md docs/*.md docs/guide/*.md; do
  replace "$page" bash docs/snippets.sh "$page"
  replace "$page" bash docs/outputs.sh "$page" build/tests/examples
done
for page in command-line migrating; do
  replace "docs/guide/$page.md" bash docs/consoles.sh "docs/guide/$page.md" build/tests/examples/assay
done
replace docs/assay.svg bash docs/picture.sh build/tests/examples/assay
