#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Prints a page with the measured results inserted.
#
#   bash tests/bench/place_results.sh PAGE RESULTS PROCESSOR
#
# A result is a file NAME.md in the directory RESULTS. In the page it is between the lines `<!-- measured: NAME on PROCESSOR -->`
# and `<!-- /measured -->`, once for each kind of processor. The result of this processor is replaced. A new one is inserted
# after the others of its name. Results of other processors, and results that were not measured now, stay.
set -euo pipefail

awk -v results="$2" -v processor="$3" '
  # The name and the processor of a line that begins a block.
  function begins() {
    if (!match($0, /^<!-- measured: [a-z_]+ on .+ -->$/)) return 0
    on = substr($0, 16, length($0) - 19)
    name = on
    sub(/ .*/, "", name)
    on = substr(on, length(name) + 5)
    return 1
  }
  function result() {
    file = results "/" name ".md"
    if ((getline line < file) <= 0) return 0
    print "<!-- measured: " name " on " processor " -->\n"
    do print line; while ((getline line < file) > 0)
    print "\n<!-- /measured -->"
    close(file)
    return 1
  }
  # First pass: where blocks are. Second pass: print, and insert the results.
  FNR == NR { if (begins()) { last[name] = FNR; if (on == processor) own[name] = FNR }; next }
  skipping { skipping = $0 != "<!-- /measured -->"; next }
  begins() {
    if (own[name] == FNR && result()) { skipping = 1; next }
    add_after = !own[name] && last[name] == FNR
    of = name
  }
  { print }
  add_after && $0 == "<!-- /measured -->" {
    add_after = 0
    name = of
    if ((getline line < (results "/" name ".md")) > 0) { close(results "/" name ".md"); print ""; result() }
  }
' "$1" "$1"
