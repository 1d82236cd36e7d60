#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Every relative link of the project's pages leads to an existing file or folder, and its anchor to a heading of that page.
set -euo pipefail
export LC_ALL=C.UTF-8
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# anchors PAGE: prints the anchors of its headings, as GitHub makes them, except in code blocks.
anchors() {
  awk '/^```/ { inside = !inside } !inside && /^#+ /' "$1" |
    sed -E 's/^#+ //; s/\]\([^)]*\)//g' | tr '[:upper:]' '[:lower:]' | sed -E 's/[^[:alnum:] _-]//g; s/ /-/g'
}
# links PAGE: prints its relative links, one per line, except in code.
links() {
  # shellcheck disable=SC2016 # the backquotes are part of the pattern
  awk '/^```/ { inside = !inside } !inside' "$1" | sed -E 's/`[^`]*`//g' | grep -oE '\]\([^) ]+\)' |
    sed -E 's/^\]\((.*)\)$/\1/' | grep -vE '^[a-z]+:' | sort -u || true
}

declare -A known=() # the anchors of the pages read so far
failures=0 count=0
while IFS= read -r page; do
  while IFS= read -r link; do
    [[ -z $link ]] && continue
    count=$((count + 1))
    target=${link%%#*} anchor=
    [[ $link == *'#'* ]] && anchor=${link#*#}
    file=$page
    [[ -n $target ]] && file=$(dirname "$page")/$target
    if [[ ! -e $file ]]; then
      # docs/schemas may be missing as a whole.
      [[ $target == */schemas/* && ! -e docs/schemas ]] && continue
      echo "$page: no file for the link $link" >&2
      failures=1
    elif [[ -n $anchor && $file == *.md ]]; then
      [[ -n ${known[$file]-} ]] || known[$file]=$'\n'$(anchors "$file")$'\n'
      [[ ${known[$file]} == *$'\n'"$anchor"$'\n'* ]] || {
        echo "$page: no heading for the link $link" >&2
        failures=1
      }
    fi
  done < <(links "$page")
done < <(find ./*.md docs examples fuzz tests -name '*.md' -not -path '*/node_modules/*' | sort)

if ((count < 100)); then
  echo "only $count links were found" >&2
  failures=1
fi
exit "$failures"
