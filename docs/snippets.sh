#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Prints a page in which every code block that comes from a compiled file is up to date:
#
#   bash docs/snippets.sh PAGE
#
# The block follows a line <!-- snippet: FILE NAME -->, where FILE is relative to the project's top. In FILE, the code is
# between the lines // [NAME] and // [/NAME]. The page shows it without the indentation of the first line.
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
    if (!/^```/) { print FILENAME ": no code block after the snippet " wanted > "/dev/stderr"; exit 1 }
    split(wanted, part, " ")
    snippet(part[1], part[2])
    wanted = ""
    skipping = 1
  }
  match($0, /^<!-- snippet: .* -->$/) { wanted = substr($0, 15, length($0) - 18) }
  END { if (wanted != "" || skipping) { print FILENAME ": a snippet without a code block, or an unclosed block" > "/dev/stderr"; exit 1 } }
' "$1"
