#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# The guide shows the output of the tool. docs/generate.sh updates it.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

commands=0
for page in command-line migrating; do
  file=$examples/../docs/guide/$page.md
  commands=$((commands + $(sed -n '/^```console$/,/^```$/p' "$file" | grep -c '^\$ ')))
  bash "$examples/../docs/consoles.sh" "$file" "$tool" >"$page.md"
  diff -u --label "$file" --label "the tool" "$file" "$page.md" >&2 || fail "$page.md differs from the output of the tool"
done
((commands > 20)) || fail "the guide shows only $commands commands"

finish
