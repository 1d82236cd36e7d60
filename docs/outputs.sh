#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Prints a page with the code blocks that show what a program prints as it prints now:
#
#   bash docs/outputs.sh PAGE DIRECTORY
#
# Such a block stands behind a line <!-- output: PROGRAM -->; the program is in the directory.
set -euo pipefail

awk -v directory="$2" '
  function output(program,    line, lines) {
    while ((command = "\"" directory "/" program "\"") | getline line) { print line; ++lines }
    if (close(command) != 0 || !lines) { print FILENAME ": no output of " program > "/dev/stderr"; exit 1 }
  }
  skipping && /^```$/ { skipping = 0 }
  skipping { next }
  { print }
  wanted != "" {
    if (!/^```/) { print FILENAME ": no code block behind the output of " wanted > "/dev/stderr"; exit 1 }
    output(wanted)
    wanted = ""
    skipping = 1
  }
  match($0, /^<!-- output: .* -->$/) { wanted = substr($0, 14, length($0) - 17) }
  END { if (wanted != "" || skipping) { print FILENAME ": an output without a code block, or one without an end" > "/dev/stderr"; exit 1 } }
' "$1"
