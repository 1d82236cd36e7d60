# SPDX-License-Identifier: BSL-1.0
# shellcheck shell=bash
# Sourced by the tests of the command-line tool: TOOL EXAMPLES VERSION are their arguments.

set -uo pipefail
export LC_ALL=C.UTF-8 # where none is set, bash knows no characters but ASCII
tool=$1
# shellcheck disable=SC2034 # for the tests
examples=$2 version=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

# What was run last and what failed stand in files, since pipes run some of the tests in processes of their own.
last_run() { cat .last_run; }

fail() { printf 'FAILED: %s\n' "$*" | tee -a .failures >&2; }

skip() { printf 'SKIPPED: %s\n' "$*" >&2; }

# At the end of each test.
finish() {
  [[ ! -s .failures ]] && exit 0
  printf '%d failed\n' "$(wc -l <.failures)" >&2
  exit 1
}

# run STATUS ARGUMENT...: runs the tool, its output in the files out and err, and wants it to end so.
run() {
  local wanted=$1 status=0
  shift
  printf 'assay %s' "$*" >.last_run
  "$tool" "$@" >out 2>err || status=$?
  [[ $status == "$wanted" ]] || fail "$(last_run): status $status instead of $wanted; standard error: $(head -c 500 err)"
}

# expect FILE: standard input is what the file must hold.
expect() {
  cat >wanted
  diff -u --label "wanted $1" --label "$1 of $(last_run)" wanted "$1" >&2 || fail "$(last_run): another $1"
}

# expect_line FILE LINE: the file must hold the line.
expect_line() { grep -qxF -e "$2" "$1" || fail "$(last_run): no line '$2' in $1: $(head -c 500 "$1")"; }

expect_empty() { [[ ! -s $1 ]] || fail "$(last_run): something in $1: $(head -c 500 "$1")"; }

# event TYPE PAYLOAD [SEQ]: an event, without a newline.
event() {
  printf '{"type":"%s","session_id":"s","timestamp":"2026-03-14T09:26:00Z","seq":%d,"idempotency_key":"s:n:%d","payload":%s}' \
    "$1" "${3:-0}" "${3:-0}" "$2"
}

# message N...: lines that are accepted at every level.
message() {
  local n
  for n; do
    event user_message '{"content":"hello"}' "$n"
    printf '\n'
  done
}

has_python() { command -v python3 >/dev/null || { skip "$1: there is no python3" && return 1; }; }
