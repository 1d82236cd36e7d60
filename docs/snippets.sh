#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Prints a page with the code blocks that come from compiled files as these have them now:
#
#   bash docs/snippets.sh PAGE
#
# Such a block stands behind a line <!-- snippet: FILE NAME -->, FILE counted from the project's top. In FILE the code stands
# between the lines // [NAME] and // [/NAME], and is shown without the indent of the first of them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

awk '
  function snippet(file, name,    line, inside, found, indent) {
    while ((getline line < file) > 0) {
      if (line ~ "^ *// \\[/" name "\\]$") inside = 0
      if (inside) print substr(line, 1, indent) ~ /^ *$/ ? substr(line, indent + 1) : line
      if (line ~ "^ *// \\[" name "\\]$") { inside = found = 1; indent = match(line, /[^ ]/) - 1 }
    }
    close(file)
    if (!found || inside) { print FILENAME ": no snippet " name " in " file > "/dev/stderr"; exit 1 }
  }
  skipping && /^```$/ { skipping = 0 }
  skipping { next }
  { print }
  wanted != "" {
    if (!/^```/) { print FILENAME ": no code block behind the snippet " wanted > "/dev/stderr"; exit 1 }
    split(wanted, part, " ")
    snippet(part[1], part[2])
    wanted = ""
    skipping = 1
  }
  match($0, /^<!-- snippet: .* -->$/) { wanted = substr($0, 15, length($0) - 18) }
  END { if (wanted != "" || skipping) { print FILENAME ": a snippet without a code block, or one without an end" > "/dev/stderr"; exit 1 } }
' "$1"
