#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# docs/reference/: the example of each object is valid at every level without warnings, and almost valid objects have
# only codes that the page of the object lists. (Tests in docs/ check that the pages are up to date.)
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

docs=$examples/../docs

# rows PAGE HEADING: prints the names that begin the table rows in that part of the page.
rows() { sed -nE "/^## $2\$/,/^## /s/^\| \`([a-z_]+)\` \|.*/\1/p" "$1" | sort -u; }

# check OBJECT [DIALECT]
check() {
  local object=$1 dialect=${2-} level text choice=(--as "$1")
  [[ -n $dialect ]] && choice+=(--dialect "$dialect")
  text=$docs/generate/examples/$object.$dialect.json
  [[ -n $dialect && -e $text ]] || text=$docs/generate/examples/$object.json
  tr -d '\n' <"$text" >line
  for level in reference published strict; do
    run 0 validate "${choice[@]}" --level "$level" line
    ! grep -q warning out || fail "$(last_run): $(cat out)"
  done

  run 0 generate "${choice[@]}" --level strict --kind almost-valid --count 200 --expect
  local unlisted
  unlisted=$(grep -oE '"code":"[a-z_]+"' out | cut -d '"' -f 4 | sort -u |
    comm -12 - <(rows "$docs/errors.md" schema) | comm -23 - <(rows "$docs/reference/$object.md" Codes))
  [[ -z $unlisted ]] || fail "$(last_run): docs/reference/$object.md does not list ${unlisted//$'\n'/ }"
}

run 0 list
sed -nE 's/^  ([a-z]+\.[a-z_]+)  .*/& |\1/p' out | sed -E 's/^.* \[([^]]*)\].*\|(.*)$/\2 \1/; s/^.*\|//; s/,//g' >objects
while read -r object dialects; do
  for dialect in $dialects; do check "$object" "$dialect"; done
  [[ -n $dialects ]] || check "$object"
done <objects
[[ $(wc -l <objects) -ge 30 ]] || fail "only $(wc -l <objects) objects are listed"

finish
