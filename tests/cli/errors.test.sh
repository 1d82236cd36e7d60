#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# The exit status and the messages for wrong usage and for input and output errors; help and version.
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
  expect err <<<"assay: '': cannot open: No such file or directory"
done

touch unreadable
chmod 000 unreadable
if [[ -r unreadable ]]; then
  skip "an unreadable file: this user may read everything"
else
  run 2 validate unreadable
  expect err <<<"assay: unreadable: cannot open: Permission denied"
fi

# The other files are checked, and status 2 takes precedence over 1.
for jobs in 1 3; do
  run 2 validate --jobs $jobs --format json good missing bad directory good
  [[ $(wc -l <out) == 3 ]] || fail "$(last_run): expected three verdicts"
  [[ $(wc -l <err) == 2 ]] || fail "$(last_run): expected two messages"
  run 2 roundtrip --jobs $jobs bad missing bad
  expect err <<'EOF'
bad:1:1: (event): invalid JSON: expected a JSON object [invalid_syntax]
assay: missing: cannot open: No such file or directory
bad:1:1: (event): invalid JSON: expected a JSON object [invalid_syntax]
EOF
  # One output line for each input line, and none for a file without lines.
  run 2 roundtrip --jobs $jobs good missing directory good
  expect out < <(cat good good)
done

# --- Output that cannot be written ------------------------------------------------------------------------------------

message {1..500} >some
for ((i = 0; i < 40; ++i)); do cat some; done >many
if [[ -w /dev/full ]]; then
  for arguments in "validate good" "validate --format json good" "validate --format json --jobs 3 many" "roundtrip many" \
    "roundtrip --jobs 3 many" "chunk good" "chunk many" "timeline many" "timeline --format json good" "verdict good" "key derive s n 1" "key parse s:n:1" "key check good" "completion bash" "--help" "--version"; do
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
expect err <<<"assay: standard output: cannot write: Bad file descriptor"
# A closed descriptor is not reused for another file.
"$tool" chunk -o closed good <&- >&- 2>&-
[[ $? == 0 && $(cat closed/*) == '{"events":['$(cat good)']}' ]] || fail "chunk with all closed"
"$tool" validate good - <&- >out 2>err
[[ $? == 2 ]] || fail "standard input closed: not status 2"
expect err <<<"assay: <stdin>: cannot read: Bad file descriptor"
"$tool" validate - <. >out 2>err
[[ $? == 2 ]] || fail "a directory as standard input: not status 2"
expect err <<<"assay: <stdin>: cannot read: Is a directory"
# A reader that stops early ends the tool.
for jobs in 1 3; do
  [[ $("$tool" roundtrip --jobs $jobs many 2>err | head -n 1) == "$(cat good)" ]] || fail "roundtrip | head"
  expect_empty err
done
"$tool" chunk --max-events 1 many 2>err | head -n 1 >start
expect start <<<"{\"events\":[$(cat good)]}"
expect_empty err

# --- Usage ------------------------------------------------------------------------------------------------------------

# usage COMMANDS MESSAGE ARGUMENT...: expects the message, followed by a reference to the help of the commands.
usage() {
  local help="assay ${1:+$1 }--help" sentence=$2
  shift 2
  run 2 "$@" </dev/null
  expect_empty out
  expect err <<<"assay: $sentence (see $help)"
}

# --- Unknown commands, options and arguments

usage "" "a command is missing: expected validate, roundtrip, chunk, timeline, coverage, verdict, key, generate, schema, list, completion, version or help"
usage "" "assay has no command 'vlidate'; did you mean validate?" vlidate x
usage "" "assay has no command 'Validate'; did you mean validate?" Validate --level strict x
usage "" "assay has no command 'time'; did you mean timeline?" time
usage "" "assay has no command 'frobnicate'" frobnicate
usage "" "assay has no command ''" ''
usage "" "assay has no command '-'" -
usage "" "assay has no option '--levl'" --levl strict validate good
usage "" "assay has no option '--level'; put it after the command, such as validate" --level strict validate good
usage "key" "assay key has no option '--jobs'; put it after the command, such as check" key --jobs=2 check good
usage "" "assay has no option '--verison'; did you mean --version?" --verison
usage "" "assay has no option '-x'" -x
usage "validate" "assay validate has no option '--frobnicate'" validate --frobnicate
usage "validate" "assay validate has no option '--levle'; did you mean --level?" validate --levle=strict good
usage "validate" "assay validate has no option '--LEVEL'; did you mean --level?" validate good --LEVEL strict
usage "validate" "assay validate has no option '--max-viol'; did you mean --max-violations?" validate --max-viol 3 good
usage "validate" "assay validate has no option '-x'" validate -x
usage "roundtrip" "assay roundtrip has no option '--format'" roundtrip --format json
usage "verdict" "unexpected argument 'good'" verdict good good
usage "key" "a command is missing: expected derive, parse or check" key
usage "key" "assay key has no command 'frobnicate'" key frobnicate
usage "key" "assay key has no command 'chekc'; did you mean check?" key chekc good
usage "key check" "assay key check has no option '--jbos'; did you mean --jobs?" key check --jbos 2
usage "key parse" "unexpected argument 'b'" key parse a b
usage "key derive" "NONCE is required" key derive s
usage "key derive" "assay key derive has no option '--session'" key derive --session s
usage "list" "unexpected argument 'more'" list more
usage "completion" "SHELL is required" completion
usage "completion" "SHELL: expected bash, zsh or fish, found 'tcsh'" completion tcsh
usage "completion" "SHELL: expected bash, zsh or fish, found 'bsh'; did you mean bash?" completion bsh
usage "completion" "unexpected argument 'zsh'" completion bash zsh
usage "" "assay has no command 'vlidate'; did you mean validate?" help vlidate
usage "" "assay key has no command 'chek'; did you mean check?" help key chek
usage "" "unexpected argument 'good'" help validate good
usage "help" "assay help has no option '--all'" help --all
usage "version" "unexpected argument 'good'" version good

# --- Values

usage "validate" "--level: its value is missing" validate --level
usage "validate" "--level: its value is missing" validate --level= good
usage "validate" "--level: given more than once" validate --level strict --level strict good
usage "validate" "--level: expected reference, published or strict, found 'lax'" validate --level lax good
usage "validate" "--level: expected reference, published or strict, found 'stric'; did you mean strict?" validate --level stric good
usage "validate" "--level: expected reference, published or strict, found ''" validate --level '' good
usage "validate" "--format: expected text or json, found 'xml'" validate --format xml good
usage "validate" "--keep-unknown-types: expected no value" validate --keep-unknown-types=maybe good
usage "verdict" "--format: expected reference, multi-status or otlp, found 'json'" verdict --format json good
usage "verdict" "--format: expected reference, multi-status or otlp, found 'multistatus'; did you mean multi-status?" verdict --format multistatus
usage "verdict" "--reject-foreign-sessions requires --session" verdict --reject-foreign-sessions good
usage "timeline" "--session: its value is missing" timeline --session
usage "timeline" "--events requires --format text" timeline --events --format json good
usage "key derive" "NONCE: expected a non-empty text without ':', found 'n:n'" key derive s n:n 1
usage "key derive" "NONCE: expected a non-empty text without ':', found ''" key derive s '' 1
usage "key derive" "SESSION: expected a non-empty text" key derive '' n 1
usage "key derive" "SEQ: expected an integer from 0 to 18446744073709551615, found '18446744073709551616'" key derive s n 18446744073709551616
usage "chunk" "--max-events: expected an integer from 1 to 9223372036854775807, found '0'" chunk --max-events 0 good
usage "chunk" "--output: given more than once" chunk -oX -o Y good
usage "validate" "--jobs: expected an integer from 0 to 1024, found 'two'" validate --jobs two good
usage "validate" "--jobs: expected an integer from 0 to 1024, found '-1'" validate --jobs=-1 good
usage "validate" "--jobs: expected an integer from 0 to 1024, found '1025'" validate --jobs 1025 good
usage "validate" "--jobs: expected an integer from 0 to 1024, found '1.5'" validate --jobs 1.5 good
usage "validate" "--max-violations: its value is missing" validate --max-violations
usage "validate" "--max-violations: expected an integer from 0 to 9223372036854775807, found '99999999999999999999'" \
  validate --max-violations 99999999999999999999
# An empty value, for example of an unset shell variable, is not the same as a missing option.
usage "verdict" "--session: expected a non-empty text" verdict --session '' --reject-foreign-sessions good
usage "validate" "--route: expected a non-empty text" validate --as honeyhive --route '' good
usage "validate" "--dialect: expected a non-empty text" validate --as honeyhive --dialect '' good
usage "validate" "--method: expected a non-empty text" validate --as honeyhive --route /events --method '' good
run 2 validate ''
expect err <<<"assay: '': cannot open: No such file or directory"
# Messages have one line and no control characters, whatever the arguments contain.
usage "" "assay has no command '?2J?x?'" $'\xC2\x9B2J\xE2\x80\xAEx\xFF'
run 0 key parse $'a\e[31m\nX:n:1'
head -n 1 out | grep -qxF 'session_id: a?[31m?X' || fail "key parse prints control characters"
usage "validate" "--level: expected reference, published or strict, found 'a?[31mb?c'" validate --level $'a\e[31mb\nc'

for size in '' 0 0K -1 +1 1.5M .5K 1e6 K KK 1KK 1X 1iB 1Ki 1BK '1 K' ' 1' '1K ' 0x10 1_000 ∞ 9223372036854775808 9007199254740992K 8388608T \
  99999999999999999999999G; do
  usage "chunk" "--max-bytes: expected a size from 1 to 9223372036854775807 bytes, such as 65536, 64K or 64KiB, found '$size'" chunk --max-bytes "$size" good
done
usage "chunk" "--max-bytes: given more than once" chunk --max-bytes 1K --max-bytes 1K good

# --- Help and version -------------------------------------------------------------------------------------------------

run 0 --help
grep -q '^Usage: assay ' out || fail "no usage in the help"
for verb in validate roundtrip chunk timeline verdict key list completion version help; do
  grep -q "^  $verb " out || fail "no $verb in the help"
done
checks="--level --keep-unknown-types --reject-unknown-members --replace-lone-surrogates --null-characters --reject-number-overflow --max-violations FILE"
# helps ARGUMENTS OPTION...: expects that the help of a command lists the options.
helps() {
  # shellcheck disable=SC2086 # several arguments
  run 0 $1 --help
  grep -q '^Exits with status 0 ' out || fail "$(last_run) does not explain the exit status"
  local option
  for option in "${@:2}"; do
    grep -qE -e "^  (-.,)?$option" out || fail "$(last_run) does not list $option"
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
grep -q "K and KiB mean 1024 bytes, KB means 1000" <<<"$("$tool" chunk --help | tr -s ' \n' ' ')" || fail "the help does not explain K"
expect_help_says() { grep -qF -e "$2" <<<"$("$tool" $1 --help)" || fail "the help of $1 does not say '$2'"; }
expect_help_says generate "--as SYSTEM[.OBJECT]=promptetheus not with: OBJECT"
expect_help_says verdict "--reject-foreign-sessions needs: --session"
expect_help_says completion "SHELL (required)"
for words in "" validate "key check" key help version; do
  # shellcheck disable=SC2086 # several words
  run 0 $words --help
  cp out wanted_help
  # shellcheck disable=SC2086
  run 0 help $words
  cmp out wanted_help || fail "$(last_run): the help differs from --help"
done
for arguments in --version version "--version validate"; do
  # shellcheck disable=SC2086
  run 0 $arguments
  expect out <<<"assay $version"
done

# File names that are not UTF-8 or contain line breaks. Standard input is read once, even if it is named twice.
name=$'new\nline\xff'
run 2 validate "$name"
expect err <<<$'assay: new?line?: cannot open: No such file or directory'
cp good "$name"
run 0 validate --format json "$name" - - <good
expect out <<'EOF'
{"file":"new\nline�","line":1,"accepted":true,"type":"user_message","violations":[]}
{"file":"<stdin>","line":1,"accepted":true,"type":"user_message","violations":[]}
EOF
cp bad "$name"
run 1 validate "$name"
head -n 1 out >first
expect first <<<$'new?line?:1:1: (event): invalid JSON: expected a JSON object [invalid_syntax]'
run 1 verdict --verbose "$name"
[[ $(head -n 1 err) == $'new?line?:1:1: '* ]] || fail "$(last_run): $(cat err)"
# Only files follow --.
cp good ./--help
run 0 validate -- --help
run 2 validate -- --level strict
# A file may have the name of a command.
cp good roundtrip
run 0 validate roundtrip

finish
