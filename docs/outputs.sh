#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Prints a page in which every code block that shows the output of a program is up to date:
#
#   bash docs/outputs.sh PAGE DIRECTORY
#
# The block follows a line <!-- output: PROGRAM -->. DIRECTORY holds the compiled program, which runs in examples/, like the
# tests of the examples.
set -euo pipefail
page=$(realpath "$1") directory=$(realpath "$2")
cd "$(dirname "${BASH_SOURCE[0]}")/../examples"

awk -v directory="$directory" '
  function output(program,    line, lines) {
    while ((command = "\"" directory "/" program "\"") | getline line) { print line; ++lines }
    if (close(command) != 0 || !lines) { print FILENAME ": no output of " program > "/dev/stderr"; exit 1 }
  }
  skipping && /^```$/ { skipping = 0 }
  skipping { next }
  { print }
  wanted != "" {
    if (!/^```/) { print FILENAME ": no code block after the output of " wanted > "/dev/stderr"; exit 1 }
    output(wanted)
    wanted = ""
    skipping = 1
  }
  match($0, /^<!-- output: .* -->$/) { wanted = substr($0, 14, length($0) - 17) }
  END { if (wanted != "" || skipping) { print FILENAME ": an output without a code block, or an unclosed block" > "/dev/stderr"; exit 1 } }
' "$page"
