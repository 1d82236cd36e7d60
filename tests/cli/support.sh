# SPDX-License-Identifier: BSL-1.0
# shellcheck shell=bash
# The tests of the command-line tool source this file. Their arguments are TOOL EXAMPLES VERSION.

set -uo pipefail
export LC_ALL=C.UTF-8 # without a locale, bash knows only ASCII
tool=$1
# shellcheck disable=SC2034 # for the tests
examples=$2 version=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

# The last command line and the failures are kept in files, because pipes run some tests in separate processes.
last_run() { cat .last_run; }

fail() { printf 'FAILED: %s\n' "$*" | tee -a .failures >&2; }

skip() { printf 'SKIPPED: %s\n' "$*" >&2; }

# Ends each test with its exit status.
finish() {
  [[ ! -s .failures ]] && exit 0
  printf '%d failed\n' "$(wc -l <.failures)" >&2
  exit 1
}

# run STATUS ARGUMENT...: runs the tool, writes its output to the files out and err, and expects the exit status.
run() {
  local wanted=$1 status=0
  shift
  printf 'assay %s' "$*" >.last_run
  "$tool" "$@" >out 2>err || status=$?
  [[ $status == "$wanted" ]] || fail "$(last_run): status $status instead of $wanted; standard error: $(head -c 500 err)"
}

# expect FILE: expects that the file is equal to standard input.
expect() {
  cat >wanted
  diff -u --label "wanted $1" --label "$1 of $(last_run)" wanted "$1" >&2 || fail "$(last_run): unexpected $1"
}

# expect_line FILE LINE: expects that the file contains the line.
expect_line() { grep -qxF -e "$2" "$1" || fail "$(last_run): no line '$2' in $1: $(head -c 500 "$1")"; }

expect_empty() { [[ ! -s $1 ]] || fail "$(last_run): $1 is not empty: $(head -c 500 "$1")"; }

# event TYPE PAYLOAD [SEQ]: prints an event without a newline.
event() {
  printf '{"type":"%s","session_id":"s","timestamp":"2026-03-14T09:26:00Z","seq":%d,"idempotency_key":"s:n:%d","payload":%s}' \
    "$1" "${3:-0}" "${3:-0}" "$2"
}

# message N...: prints lines that are accepted at every level.
message() {
  local n
  for n; do
    event user_message '{"content":"hello"}' "$n"
    printf '\n'
  done
}

has_python() { command -v python3 >/dev/null || { skip "$1: python3 is missing" && return 1; }; }
