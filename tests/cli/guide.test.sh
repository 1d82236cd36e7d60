#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# The guide shows what the tool prints: runs the commands of the blocks marked `console`, page by page.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

mkdir bin
ln -s "$tool" bin/assay
PATH="$work/bin:$PATH"

# The time that a command takes differs from run to run.
without_times() { sed -E 's/ in [0-9.]+ s: [0-9.]+ MB\/s, [0-9]+ [a-z]+\/s$/ in TIME/'; }

# shellcheck disable=SC2016 # those are fences
blocks() { sed -n '/^```console$/,/^```$/p' "$1" | grep -v '^```'; }

for page in command-line migrating; do
  mkdir "$page"
  ln -s "$examples" "$page/examples"
  blocks "$examples/../docs/guide/$page.md" | without_times >"$page.shown"
  grep '^\$ ' "$page.shown" >"$page.commands"
  while IFS= read -r line; do
    printf '%s\n' "$line"
    (cd "$page" && bash -c "${line#\$ }" 2>&1 </dev/null)
  done <"$page.commands" | without_times >"$page.out"
  diff -u --label "$page.md" --label "the tool" "$page.shown" "$page.out" >&2 || fail "$page.md shows other output than the tool's"
done
[[ $(wc -l <command-line.commands) -gt 20 && $(wc -l <migrating.commands) -gt 1 ]] || fail "the guide shows few commands"

finish
