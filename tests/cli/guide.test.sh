#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# What the guide shows of the tool is what it does: the blocks marked `console`, run one after another.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

mkdir bin
ln -s "$tool" bin/assay
ln -s "$examples" examples
PATH="$work/bin:$PATH"

# shellcheck disable=SC2016 # those are fences
sed -n '/^```console$/,/^```$/p' "$examples/../docs/guide.md" | grep -v '^```' >shown
grep '^\$ ' shown >commands
[[ $(wc -l <commands) -gt 5 ]] || fail "the guide shows few commands"
while IFS= read -r line; do
  printf '%s\n' "$line"
  bash -c "${line#\$ }" 2>&1 </dev/null
done <commands >out
diff -u --label "the guide" --label "the tool" shown out >&2 || fail "the guide shows something else than what the tool prints"

finish
