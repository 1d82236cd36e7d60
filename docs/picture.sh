#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Prints the picture for the README, an SVG of a terminal in which the tool validates events:
#
#   bash docs/picture.sh TOOL
#   bash docs/picture.sh --check TOOL FILE    fails if FILE is not this picture
#
# The text is the tool's real output without the tables of `validate` and without the time.
set -euo pipefail

if [[ $1 == --check ]]; then
  bash "${BASH_SOURCE[0]}" "$2" | diff -u "$3" -
  exit
fi
tool=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/../examples"

# show COMMAND: prints the command and its output
show() {
  printf '$ assay %s\n' "$1"
  # shellcheck disable=SC2086 # these are several arguments
  { "$tool" $1 2>/dev/null || [[ $? == 1 ]]; } | sed '/^by type/,/^$/d; /^by code/,/^$/d; / in .* s: /d'
}

{
  show 'validate sample.ndjson'
  show 'timeline sample.ndjson'
} | awk '
  function escaped(s) { gsub(/&/, "\\&amp;", s); gsub(/</, "\\&lt;", s); gsub(/>/, "\\&gt;", s); return s }
  function span(class, s) { return "<tspan class=\"" class "\">" escaped(s) "</tspan>" }
  function row(s) { y += step; if (s != "") rows = rows "<text x=\"20\" y=\"" y "\">" s "</text>\n" }
  # FILE:LINE:COLUMN: /path: message [code]. The code is on the next line if the line is too long.
  function violation(s,    start, code) {
    match(s, / \[[a-z_0-9]+\]$/)
    code = span("code", substr(s, RSTART + 1))
    code_fits = length(s) <= columns
    s = substr(s, 1, RSTART - 1)
    match(s, /^[^ ]+: /)
    start = span("place", substr(s, 1, RLENGTH))
    s = substr(s, RLENGTH + 1)
    match(s, /^[^ ]*:/)
    start = start span("path", substr(s, 1, RLENGTH - 1)) ":"
    s = substr(s, RLENGTH + 1)
    if (s ~ /^ warning:/) {
      start = start " " span("warning", "warning:")
      s = substr(s, 10)
    }
    if (code_fits) return row(start escaped(s) " " code)
    row(start escaped(s))
    row("    " code)
  }
  BEGIN { columns = 106; step = 20; y = 40 }
  /^\$ / { row(span("prompt", "$") span("command", substr($0, 2))); next }
  /^[^ ]+:[0-9]+:[0-9]+: / { violation($0); next }
  /^$/ && blank { next }
  { blank = $0 == ""; row(/^[0-9]/ ? span("command", $0) : escaped($0)) }
  END {
    print "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"872\" height=\"" y + 20 "\" viewBox=\"0 0 872 " y + 20 "\" role=\"img\""
    print "  aria-label=\"assay validate prints a line for each violation; assay timeline shows spans\">"
    print "<style>text { font: 13px ui-monospace, \"DejaVu Sans Mono\", Menlo, Consolas, monospace; fill: #d5dae1; white-space: pre }"
    print ".prompt { fill: #7ee787 } .place { fill: #8b949e } .path { fill: #79c0ff } .code { fill: #ffa657 }"
    print ".warning { fill: #e3b341 } .command { font-weight: bold; fill: #f0f3f6 }</style>"
    print "<rect x=\"0.5\" y=\"0.5\" width=\"871\" height=\"" y + 19 "\" rx=\"9\" fill=\"#161b22\" stroke=\"#4a525c\"/>"
    print "<circle cx=\"24\" cy=\"22\" r=\"6\" fill=\"#f47067\"/><circle cx=\"44\" cy=\"22\" r=\"6\" fill=\"#e0b341\"/>"
    print "<circle cx=\"64\" cy=\"22\" r=\"6\" fill=\"#57ab5a\"/>"
    printf "%s</svg>\n", rows
  }'
