#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Time and memory stay bounded for lines of 100 MB and more and for endless streams.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

many_bytes() { head -c "$1" /dev/zero | tr '\0' a; }

# --- 100 MB in one event ----------------------------------------------------------------------------------------------

{
  message 1
  event user_message "" 2 | head -c -1
  printf '{"content":"'
  many_bytes 100000000
  printf '"}}\n'
  message 3
} >huge
run 0 validate huge
expect_line out "3 events at level published: 3 accepted, 0 rejected"
run 0 roundtrip huge
cmp huge out || fail "roundtrip of 100 MB"

{ many_bytes 100000000 && printf '\n' && message 2; } | run 1 validate --format json
expect out <<'EOF'
{"file":"<stdin>","line":1,"accepted":false,"type":null,"violations":[{"code":"invalid_syntax","severity":"error","path":"","message":"invalid JSON: expected a JSON object","offset":0,"column":1}]}
{"file":"<stdin>","line":2,"accepted":true,"type":"user_message","violations":[]}
EOF

# --- Lines beyond the limit of the library, in bounded memory ---------------------------------------------------------

if ! { (ulimit -v 500000 && "$tool" --version); } >/dev/null 2>&1; then
  skip "bounded memory: the tool does not start with 500 MB of address space; a sanitizer takes more"
else
  # bounded KILOBYTES STATUS ARGUMENT...: like run, with an address space of that size.
  bounded() (
    ulimit -v "$1"
    shift
    run "$@"
  )

  too_large() {
    printf '%s:%d:1: (event): expected at most 268435456 bytes [document_too_large]\n' "$1" "$2"
  }
  {
    message 1
    many_bytes 600000000
    printf '\n'
    printf 'x\n'
    message 4
  } | bounded 500000 1 validate
  head -n 4 out >start
  expect start <<EOF
$(too_large '<stdin>' 2)
<stdin>:3:1: (event): invalid JSON: expected a JSON object [invalid_syntax]

4 events at level published: 2 accepted, 2 rejected
EOF

  # The same at the end of the input, with several threads, and in a round trip.
  { message 1 && many_bytes 300000000; } | bounded 800000 1 roundtrip --jobs 2
  expect out < <(message 1 && printf '\n')
  expect err < <(too_large '<stdin>' 2)

  # The memory of one long line is reused for the next, in any thread.
  { printf '{"content":"' && many_bytes 20000000 && printf '"}\n'; } >line
  mkfifo lines
  "$tool" validate --jobs 8 lines >out &
  exec 3>lines
  for ((i = 0; i < 12; ++i)); do cat line >&3; done
  peak=$(awk '/VmHWM/ { print $2 }' /proc/$!/status)
  exec 3>&-
  wait $!
  expect_line out "12 events at level published: 0 accepted, 12 rejected"
  ((peak < 120000)) || fail "validate --jobs 8: $peak KB for lines of 20 MB"

  # Reading ahead to find the end of the first value is bounded.
  { printf '{"type":\n' && head -c 200000000 /dev/zero | tr '\0' '\n'; } | bounded 60000 1 validate
  expect_line out "1 event at level published: 0 accepted, 1 rejected"

  # Many lines.
  message {1..1000} >thousand
  for ((i = 0; i < 100; ++i)); do cat thousand; done >many
  for ((i = 0; i < 10; ++i)); do cat many; done | bounded 60000 0 validate
  expect_line out "1000000 events at level published: 1000000 accepted, 0 rejected"
fi

finish
