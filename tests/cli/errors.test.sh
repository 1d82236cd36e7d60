#!/usr/bin/env bash
# How the tool ends when it is used in a wrong way or something around it fails; help and version.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

message 1 >good
printf 'x\n' >bad
mkdir directory

# --- Files ------------------------------------------------------------------------------------------------------------

for verb in validate roundtrip chunk timeline verdict "key check"; do
  # shellcheck disable=SC2086 # two words
  run 2 $verb missing
  expect err <<<"assay: missing: cannot open: No such file or directory"
  # shellcheck disable=SC2086
  run 2 $verb directory
  expect err <<<"assay: directory: cannot read: Is a directory"
  # shellcheck disable=SC2086
  run 2 $verb ''
  expect err <<<"assay: : cannot open: No such file or directory"
done

touch unreadable
chmod 000 unreadable
if [[ -r unreadable ]]; then
  skip "an unreadable file: this user may read everything"
else
  run 2 validate unreadable
  expect err <<<"assay: unreadable: cannot open: Permission denied"
fi

# The other files are looked at, and 2 goes before 1.
for jobs in 1 3; do
  run 2 validate --jobs $jobs --format json good missing bad directory good
  [[ $(wc -l <out) == 3 ]] || fail "$(last_run): not three verdicts"
  [[ $(wc -l <err) == 2 ]] || fail "$(last_run): not two sentences"
  run 2 roundtrip --jobs $jobs bad missing bad
  expect err <<'EOF'
bad:1:1: (event): not JSON: expected a JSON object [invalid_syntax]
assay: missing: cannot open: No such file or directory
bad:1:1: (event): not JSON: expected a JSON object [invalid_syntax]
EOF
  # A line for a line, and none for a file that has none.
  run 2 roundtrip --jobs $jobs good missing directory good
  expect out < <(cat good good)
done

# --- Output that cannot be written ------------------------------------------------------------------------------------

message {1..500} >some
for ((i = 0; i < 40; ++i)); do cat some; done >many
if [[ -w /dev/full ]]; then
  for arguments in "validate good" "validate --format json good" "validate --format json --jobs 3 many" "roundtrip many" \
    "roundtrip --jobs 3 many" "chunk good" "chunk many" "timeline many" "timeline --format json good" "verdict good" "key derive s n 1" "key parse s:n:1" "key check good" "--help" "--version"; do
    printf '%s' "assay $arguments >/dev/full" >.last_run
    # shellcheck disable=SC2086 # several arguments
    "$tool" $arguments >/dev/full 2>err
    [[ $? == 2 ]] || fail "$(last_run): not status 2"
    expect err <<<"assay: standard output: cannot write: No space left on device"
  done
else
  skip "a full device: there is no /dev/full"
fi
printf '%s' "assay validate good >&-" >.last_run
"$tool" validate good >&- 2>err
[[ $? == 2 ]] || fail "$(last_run): not status 2"
# Who reads only the start ends the tool.
for jobs in 1 3; do
  [[ $("$tool" roundtrip --jobs $jobs many 2>err | head -n 1) == "$(cat good)" ]] || fail "roundtrip | head"
  expect_empty err
done
"$tool" chunk --max-events 1 many 2>err | head -n 1 >start
expect start <<<"{\"events\":[$(cat good)]}"
expect_empty err

# --- Usage ------------------------------------------------------------------------------------------------------------

usage() {
  local sentence=$1
  shift
  run 2 "$@"
  expect_empty out
  expect err <<<"assay: $sentence (see assay --help)"
}
usage "a command is missing: validate, roundtrip, chunk, timeline, verdict, key or list"
usage "The following argument was not expected: frobnicate" frobnicate
usage "The following argument was not expected: --frobnicate" validate --frobnicate
usage "The following argument was not expected: --format" roundtrip --format json
usage "--level: expected reference, published or strict, found 'lax'" validate --level lax good
usage "--format: expected text or json, found 'xml'" validate --format xml good
usage "--format: expected reference, multi-status or otlp, found 'json'" verdict --format json good
usage "The following argument was not expected: good" verdict good good
usage "--reject-foreign-sessions requires --session" verdict --reject-foreign-sessions good
usage "what to do with keys is missing: derive, parse or check" key
usage "The following argument was not expected: frobnicate" key frobnicate
usage "NONCE is required" key derive s
usage "NONCE: expected a text without ':' that is not empty, found 'n:n'" key derive s n:n 1
usage "NONCE: expected a text without ':' that is not empty, found ''" key derive s '' 1
usage "SESSION: expected a text that is not empty" key derive '' n 1
usage "SEQ: expected an integer from 0 to 18446744073709551615, found '18446744073709551616'" key derive s n 18446744073709551616
usage "--events goes with --format text only" timeline --events --format json good
usage "--max-events: expected an integer from 1 to 9223372036854775807, found '0'" chunk --max-events 0 good
usage "--max-bytes: expected an integer from 1 to 9223372036854775807, found '1k'" chunk --max-bytes 1k good
usage "--jobs: expected an integer from 0 to 1024, found 'two'" validate --jobs two good
usage "--jobs: expected an integer from 0 to 1024, found '-1'" validate --jobs=-1 good
usage "--jobs: expected an integer from 0 to 1024, found '1025'" validate --jobs 1025 good
usage "--jobs: expected an integer from 0 to 1024, found '1.5'" validate --jobs 1.5 good
run 2 validate --max-violations
run 2 validate --max-violations 99999999999999999999
run 2 validate --level strict --level strict good

run 0 --help
grep -q '^Usage: assay ' out || fail "no usage in the help"
for verb in validate roundtrip chunk timeline verdict key; do
  grep -q "^  $verb " out || fail "no $verb in the help"
done
checks="--level --keep-unknown-types --reject-unknown-members --replace-lone-surrogates --max-violations FILE"
# helps ARGUMENTS OPTION...: the help on a command tells of the options.
helps() {
  # shellcheck disable=SC2086 # several arguments
  run 0 $1 --help
  local option
  for option in "${@:2}"; do
    grep -qE -e "^  (-.,)?$option" out || fail "$(last_run) does not tell of $option"
  done
}
# shellcheck disable=SC2086 # several options
{
  helps validate $checks --jobs --format
  helps roundtrip $checks --jobs
  helps verdict $checks --session --reject-foreign-sessions --reject-key-conflicts --format --verbose
  helps "key check" $checks --jobs --format
  helps timeline $checks --session --format --events
  helps chunk $checks --max-events --max-bytes --by-session --output
}
run 0 --version
expect out <<<"assay $version"

# A file may be called like a command.
cp good roundtrip
run 0 validate roundtrip

finish
