#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Files that hold events, but not one per line: one message says what to do, and no part of the file is read as events.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

# Lines without newlines.
one=$(message 1) two=$(message 2) three=$(message 3)
bom=$'\xEF\xBB\xBF'
printf '%s\n' "$one" "$two" "$three" >good

# refused FOUND ADVICE: expects that each command that reads streams rejects the file `it` with this hint and reports
# none of its lines.
refused() {
  local arguments
  for arguments in validate "validate --jobs 3 --format json" roundtrip chunk timeline "key check"; do
    # shellcheck disable=SC2086 # several arguments
    run 2 $arguments it
    expect_empty out
    expect err <<<"assay: it: expected one object per line, found $1; try ${2//COMMAND/$arguments}"
  done
  run 2 validate <it
  expect_empty out
  [[ $(wc -l <err) == 1 && $(cat err) == "assay: <stdin>: expected one object per line, found $1; try "* ]] || fail "$(last_run): $(cat err)"
  # The same input, one byte at a time.
  if [[ $(wc -c <it) -lt 1000 ]]; then
    while IFS= read -r -n 1 -d '' c; do [[ -n $c ]] && printf '%s' "$c" || printf '\0'; done <it | run 2 validate
    [[ $(wc -l <err) == 1 ]] || fail "$(last_run), slowly: $(cat err)"
  fi
  # The other files are checked.
  run 2 validate --format json good it good
  [[ $(grep -c '"accepted":true' out) == 6 && $(wc -l <out) == 6 && $(wc -l <err) == 1 ]] || fail "$(last_run): $(cat out err)"
}

# hinted FOUND ADVICE: expects a verdict for each line of `it`, and the hint once.
hinted() {
  run 1 validate it
  expect err <<<"assay: it: expected one object per line, found $1; try $2"
  run 1 validate --format json it
  [[ $(wc -l <out) == $(grep -c . it) ]] || fail "$(last_run): $(cat out)"
  expect err <<<"assay: it: expected one object per line, found $1; try ${2/validate -/validate --format json -}"
  run 1 validate --jobs 2 it
  expect err <<<"assay: it: expected one object per line, found $1; try ${2/validate -/validate --jobs 2 -}"
  run 1 roundtrip it
  [[ $(grep -c '^assay: it: ' err) == 1 ]] || fail "$(last_run): $(cat err)"
}

# judged ACCEPTED REJECTED: expects that number of accepted and rejected lines, and no hint.
judged() {
  run $(($2 != 0)) validate --format json it
  expect_empty err
  [[ $(grep -c '"accepted":true' out) == "$1" && $(grep -c '"accepted":false' out) == "$2" ]] || fail "$(last_run): $(head -c 500 it out)"
}

# --- Arrays -----------------------------------------------------------------------------------------------------------

array=("an array over several lines" "jq -c '.[]' it | assay COMMAND -")
for text in "[\n$one,\n$two,\n$three\n]\n" "[\n$one\n]" "[\n$one" "[$one,\n$two]\n" "[\n  $one,\n  $two\n]" "[$one\n,$two\n,$three]" \
  "$bom\n  \n[\n$one,\n$two\n]" "\r\n[\r\n$one,\r\n$two\r\n]\r\n" "[\n{\"seq\":NaN},\n$one\n]\n" "[{\"seq\":NaN},\n$one\n]" "[$one,\n" "[$one," \
  "[\n{\n\"type\":\"error\"\n},\n$one\n]" "[\n\n\n$one\n\n]"; do
  printf '%b' "${text//\\u/\\\\u}" >it
  refused "${array[@]}"
done
hint=("an array on the first line" "jq -c '.[]' it | assay validate -")
for text in "[$one,$two]" "[$one]\n" "$bom [ $one , $two ] \r\n" "[]\n" "[$one,{\"seq\":NaN}]\n" "\n\n[$one]\n[$two]\n"; do
  printf '%b' "$text" >it
  hinted "${hint[@]}"
done
printf '%s,\n' "$one" "$two" "$three" >it
printf '%s\n' "$one" >>it
hinted "a comma after the first object" "sed 's/,[[:space:]]*\$//' it | assay validate -"
# The advice of the hints works.
sed 's/,[[:space:]]*$//' it | run 0 validate -
if command -v jq >/dev/null; then
  printf '[\n%s,\n%s\n]\n' "$one" "$two" >it
  jq -c '.[]' it | run 0 validate -
else
  skip "the advice for arrays: there is no jq"
fi

# --- Objects and request bodies ---------------------------------------------------------------------------------------

pretty="{\n  \"type\": \"user_message\",\n  \"session_id\": \"s\",\n  \"payload\": {\n    \"content\": \"\"\n  }\n}"
for text in "$pretty" "$pretty\n$pretty\n" "$bom$pretty" "{\n\"type\": NaN,\n\"seq\": 1\n}" "{\"type\":\"error\",\n\"seq\":1}" "{\n\"type\":\n\"error\"" \
  "{\"type\":\"retrieval\",\"payload\":{\"documents\":[\n{\"a\":1},\n{\"a\":2}\n]}}"; do
  printf '%b' "$text" >it
  refused "an object over several lines" "jq -c . it | assay COMMAND -"
done
verdict="assay verdict it for a batch of Promptetheus events, or"
for text in "{\"events\":[\n$one,\n$two\n]}" "{\n  \"events\": [\n    $one\n  ]\n}" "{\"events\":[$one,\n$two]}" "{\"traces\":[\n{\n" \
  "{\"events\":[\n{\"seq\":NaN},\n$one\n]}" "{\"a\":1,\"session\":{\n\"b\":2}}"; do
  printf '%b' "$text" >it
  refused "a request body over several lines" "$verdict jq -c . it | assay validate --as SYSTEM --route PATH for other requests (see assay list)"
done
for text in "{\"events\":[$one,$two]}" "{\"events\":[$one]}\n{\"events\":[$two]}\n" "{\"traces\":[]}" "{\"single_session\":true,\"events\":[]}" \
  "{\"event\":{}}" "{\"events\":[{\"seq\":NaN}]}"; do
  printf '%b' "$text" >it
  hinted "a request body on the first line" "$verdict --as SYSTEM --route PATH for other requests (see assay list)"
done
# A request body is valid if the route expects one, but not over several lines.
batch='{"events":[{"event_name":"n","event_type":"tool","inputs":{}}]}'
hive=(--as honeyhive --route /v1/events/batch --dialect v1)
run 0 validate "${hive[@]}" <<<"$batch"
expect_empty err
run 1 validate "${hive[@]}" <<<'{"events":[7]}'
expect_empty err
run 2 validate "${hive[@]}" <<<"${batch/\[/$'[\n'}"
expect_line err "assay: <stdin>: expected one object per line, found an object over several lines; try jq -c . | assay validate --as honeyhive --dialect v1 --route /v1/events/batch -"
run 1 validate --as noveum --route /v1/traces <<<'{"traces":7}'
expect_empty err

# --- Compressed, and in other encodings -------------------------------------------------------------------------------

# packed FOUND UNPACK COMMAND...: expects that the output of the command is recognized, and that the advice works.
packed() {
  local found=$1 unpack=$2
  shift 2
  if ! "$@" <good >it 2>/dev/null; then
    skip "$found: there is no $1"
    return
  fi
  refused "$found" "$unpack it | assay COMMAND -"
  # shellcheck disable=SC2086 # several words
  $unpack it | run 0 validate -
}
packed "gzip data" "gzip -dc" gzip -c
packed "zstd data" "zstd -dc" zstd -qc
packed "xz data" "xz -dc" xz -c
packed "bzip2 data" "bzip2 -dc" bzip2 -c
marked() { iconv -f UTF-8 -t "$1" <<<$'\xEF\xBB\xBF'"$(cat)"; }
for encoding in UTF-16LE UTF-16BE UTF-32LE UTF-32BE; do
  packed $encoding "iconv -f $encoding -t UTF-8" iconv -f UTF-8 -t $encoding
  packed $encoding "iconv -f $encoding -t UTF-8" marked $encoding
done
packed "LZ4 data" "lz4 -dc" lz4 -c
packed "zlib data" "pigz -dc" pigz -zc
printf '\x04\x22\x4D\x18\x64\n\0\n' >it
refused "LZ4 data" "lz4 -dc it | assay COMMAND -"
printf 'x\x9c\xab\n\0\n' >it
refused "zlib data" "pigz -dc it | assay COMMAND -"
printf 'PK\x03\x04\x14\0\0\0\n\0\n' >it
refused "a zip archive" "unzip -p it | assay COMMAND -"
for ((i = 0; i < 2000; ++i)); do cat good; done | gzip -1 >it
refused "gzip data" "gzip -dc it | assay COMMAND -"
cp it "it's"
run 2 chunk -o "new bodies" --max-bytes=1K --by-session "it's"
expect err <<<"assay: it's: expected one object per line, found gzip data; try gzip -dc 'it'\\''s' | assay chunk --max-bytes 1K --by-session --output 'new bodies' -"

# --- Lines that only look like these containers -----------------------------------------------------------------------

lines() { printf '%s\n' "$@" >it; }
lines "${one:0:60}" "$two" "$three" && judged 2 1
lines "{" "$two" && judged 1 1
lines '{"type":"retrieval","payload":{"documents":[' "$two" && judged 1 1
lines '{"type":"retrieval","payload":{"documents":[' "$two" "$three" && judged 2 1
lines '{"type":"error","payload":{"x":' "$two" "$three" && judged 2 1
lines '{"type":"error","payload":' '' '' "$two" "$three" && judged 2 1
lines "${one%\}},\"session\":{\"a\":\"b" "$two" && judged 1 1
lines '[2026-09-01 12:00:00] started' "$one" && judged 1 1
lines '[1]' "$one" "$two" && judged 2 1
lines '{"events":[]}' "$one" "$two" && judged 2 1
lines "$one," "$one" "$two" && judged 2 1
lines "${one%\}},\"events\":[]}" "$two" && judged 2 0
lines $'\x1f\x8aB' "$one" && judged 1 1
{ message 1 | iconv -f UTF-8 -t UTF-16 && printf '\n' && message 2; } >it 2>/dev/null && judged 1 2
{ printf '\xff\xfex\n' && message 2; } >it && judged 1 1
lines "$one" '[' "$two" ']' && judged 2 2
: >it && judged 0 0
printf ' \n\n' >it && judged 0 0
printf '{' >it && judged 0 1
printf '[' >it && judged 0 1

# --- Streams ----------------------------------------------------------------------------------------------------------

# The tool waits only for the rest of the first line.
mkfifo pipe
"$tool" validate --format json <pipe >verdicts 2>err &
exec 3>pipe
printf '{"type":\n%s\n' "$one" >&3
sleep 0.2
printf '%s\n' "$two" >&3
for ((i = 0; i < 200; ++i)); do [[ $(wc -l <verdicts) == 3 ]] || sleep 0.05; done
[[ $(wc -l <verdicts) == 3 ]] || fail "the lines of a stream wait for its end: $(cat verdicts)"
exec 3>&-
wait $!
expect_empty err
# The tool does not wait for the end of blank lines.
{ printf '[\n' && head -c 3000000 /dev/zero | tr '\0' '\n'; } >it && judged 0 1
# Long lines: everything that was read ahead is checked.
long=$(head -c 700000 /dev/zero | tr '\0' a)
lines "{\"type\":\"$long\"" "{\"type\":\"$long\"}" "$one" "$two" && judged 2 2
lines "[" "{\"type\":\"$long\"}," "$one" "]" && refused "${array[@]}"
printf '%s' "{\"type\":\"$long\"," >it && judged 0 1
longer=$long$long
lines "{\"type\":\"$longer\"," "{\"type\":\"$longer\"}" "$one" "$two" "$three" && judged 3 2
lines "[{\"type\":\"$longer\"}," "$one" "]" && refused "${array[@]}"
lines "[{\"type\":\"$longer\"},$one]" && hinted "${hint[@]}"

finish
