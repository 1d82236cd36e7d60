#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# `assay generate`: texts with their expected verdicts, the same for the same seed, for each object of each system.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

refused() { # SENTENCE ARGUMENT...: expects a usage error with this sentence
  local sentence=$1
  shift
  run 2 generate "$@" </dev/null
  expect_empty out
  expect err <<<"assay: $sentence (see assay generate --help)"
}

# --- Options ----------------------------------------------------------------------------------------------------------

run 0 generate
[[ $(wc -l <out) == 10 ]] || fail "$(last_run): not 10 lines"
expect_empty err
cp out ten
run 0 generate promptetheus.event --seed 0 --kind valid --level published -o -
cmp -s out ten || fail "$(last_run): the texts differ for the same seed"
run 0 generate --as promptetheus --seed 7 --count 1
cmp -s out <(sed -n 8p ten) || fail "$(last_run): expected the eighth text for its seed"
run 0 generate --seed 10
! cmp -s out ten || fail "$(last_run): the texts are the same for another seed"
run 0 generate --count 1 --seed 9223372036854775807
run 0 generate --output there --count 3
expect_empty out
cmp -s there <(head -n 3 ten) || fail "$(last_run): the texts in the file differ"
run 0 generate -o there --count 1
[[ $(wc -l <there) == 1 ]] || fail "$(last_run): the old content of the file is left"

refused "--kind: expected valid, almost-valid, hostile, session or batch, found 'almost'; did you mean almost-valid?" --kind almost
refused "--count: expected an integer from 1 to 9223372036854775807, found '0'" --count 0
refused "--seed: expected an integer from 0 to 9223372036854775807, found '-1'" --seed -1
refused "--output: expected a non-empty text" -o ''
refused "--as: expected promptetheus, honeyhive, trajectory, producttelemetry or noveum, found 'x'" x
refused "--dialect is missing: expected v0, public, legacy or v1; honeyhive.event differs between them" honeyhive.event
run 2 generate -o no/such/file
expect err <<<"assay: no/such/file: cannot open: No such file or directory"
[[ ! -e /dev/full ]] || {
  "$tool" generate >/dev/full 2>err
  [[ $? == 2 ]] || fail "a full disk is not reported"
  expect err <<<"assay: standard output: cannot write: No space left on device"
}

# A closed pipe ends the tool.
[[ $(timeout 20 "$tool" generate --count 1000000000 | head -n 1) == "$(head -n 1 ten)" ]] || fail "generate does not stop"

# --- Valid texts are accepted; almost valid texts get the expected violation
# --------------------------------------------

# objects: prints a line of options for each object of each system.
objects() {
  "$tool" list --format json | grep -oE '"object":"[^"]*","about":"[^"]*","dialects":\[[^]]*\]' |
    sed -E 's/"object":"([^"]*)".*"dialects":\[(.*)\]/\1 \2/; s/[",]+/ /g' | while read -r object dialects; do
    for dialect in ${dialects:-none}; do
      if [[ $dialect == none ]]; then echo "$object"; else echo "$object --dialect $dialect"; fi
    done
  done
}

# judged LEVEL OBJECT...: prints the report of `validate` on the file `texts`, one line per text: verdict, code, path.
judged() {
  "$tool" validate --format json --level "$1" --as "${@:2}" texts >verdicts 2>err # a hint about arrays may go to err
  sed -E 's/.*"accepted":(true|false),.*"violations":\[(.*)\]\}$/\1 \2/; s/^(true|false) \{"code":"([a-z_0-9]*)","severity":"([a-z]*)","path":"((\\.|[^"\\])*)".*/\1 \3 \2 \4/' verdicts
}
expected() { # prints the expected lines from the file `samples`
  sed -E 's/^\{"accepted":(true|false),"severity":null.*/\1 /; s/^\{"accepted":(true|false),"severity":"([a-z]*)","code":"([a-z_0-9]*)","path":"((\\.|[^"\\])*)".*/\1 \2 \3 \4/' samples
}

total=0
while read -r -a object; do
  total=$((total + 1))
  if ((total % 2 == 0)); then level=strict; else level=reference; fi
  "$tool" generate "${object[@]}" --level $level --count 12 --seed $total >texts || fail "generate ${object[*]}"
  judged $level "${object[@]}" | grep -v '^true $' >odd
  [[ ! -s odd ]] || fail "valid ${object[*]} at $level: $(head -n 3 odd)"
  for form in '' --expect; do
    "$tool" generate "${object[@]}" --level $level --count 12 --seed $total --kind almost-valid $form >"texts$form"
  done
  mv texts--expect samples
  expected >wanted
  judged $level "${object[@]}" >found
  diff wanted found >odd || fail "almost valid ${object[*]} at $level: $(head -n 5 odd)"
done < <(objects)
((total >= 40)) || fail "only $total objects were checked"

# --- Hostile texts, in a form that every language can read
# --------------------------------------------------------------

run 0 generate --kind hostile --count 300 --expect
[[ $(wc -l <out) == 300 ]] || fail "$(last_run): not 300 lines"
grep -q '"base64":"' out || fail "$(last_run): all is UTF-8"
grep -q '"accepted":true' out || fail "$(last_run): all is rejected"
[[ $(grep -o '"code":"[a-z_0-9]*"' out | sort -u | wc -l) -gt 10 ]] || fail "$(last_run): few codes"
! grep -vE '^\{"accepted":(true|false),"severity":("(error|warning)"|null),"code":("[a-z_0-9]+"|null),"path":.*,"offset":([0-9]+|null),"reason":.*,"(text|base64)":".*"\}$' out >odd ||
  fail "$(last_run): unexpected form: $(head -n 2 odd)"
if has_python "what samples say"; then
  cp out samples
  python3 - <<'END' || fail "samples are not read as intended"
import base64, json, subprocess, sys
texts = []
for line in open("samples", "rb").read().split(b"\n")[:-1]:
    sample = json.loads(line)
    assert list(sample) == ["accepted", "severity", "code", "path", "offset", "reason", "base64" if "base64" in sample else "text"]
    texts.append(base64.b64decode(sample["base64"]) if "base64" in sample else sample["text"].encode())
open("again", "wb").write(b"".join(text + b"\n" for text in texts))
END
  run 0 generate --kind hostile --count 300
  cmp out again || fail "the texts differ from those of the samples"
fi

# --- Sessions and batches
# -----------------------------------------------------------------------------------------------

run 0 generate --kind session --seed 4 --count 3 --expect
cp out samples
[[ $(grep -cE '^\{"outcome":"(accepted|repeated|rejected)","accepted":(true|false),' out) == "$(wc -l <out)" ]] ||
  fail "$(last_run): unexpected form: $(head -n 2 out)"
for outcome in accepted repeated rejected; do
  grep -q "^{\"outcome\":\"$outcome\"" out || fail "$(last_run): no event is $outcome"
done
! grep -E '^\{"outcome":"(accepted|repeated)","accepted":false|^\{"outcome":"rejected","accepted":true' out || fail "$(last_run): outcomes and verdicts disagree"
run 0 generate --kind session --seed 4 --count 3
[[ $(wc -l <out) == $(wc -l <samples) ]] || fail "$(last_run): expected one event per line"
cp out events
run 0 validate events
run 0 generate --kind session --seed 4 --count 1
printf '{"events":[%s]}' "$(paste -sd, out)" >body
"$tool" verdict body >verdict
[[ $(grep -o '"index":' verdict | wc -l) == "$(head -n "$(wc -l <out)" samples | grep -c '"outcome":"rejected"')" ]] ||
  fail "verdict rejects other events of a session: $(cat verdict)"
refused "--kind session: works with promptetheus.event only" --kind session trajectory.event

run 0 generate --kind batch --count 40 --expect --level strict
[[ $(grep -cE '^\{"events":\[.*\],"accepted":(true|false),"severity":.*,"(text|base64)":".*"\}$' out) == 40 ]] || fail "$(last_run): unexpected form: $(head -n 2 out)"
cp out samples
[[ $(grep -c ',"accepted":false,"severity":"error","code":"[a-z_]*","path":"[^"]*","offset":[0-9]*,"reason":null,"[a-z0-9]*":"[^"]*' out) -gt 0 ]] || fail "$(last_run): no body is rejected"
if has_python "what batches must get"; then
  python3 - "$tool" <<'END' || fail "verdict disagrees about batches"
import base64, json, subprocess, sys
for line in open("samples", "rb").read().split(b"\n")[:-1]:
    sample = json.loads(line)
    body = base64.b64decode(sample["base64"]) if "base64" in sample else sample["text"].encode()
    run = subprocess.run([sys.argv[1], "verdict", "--level", "strict", "--verbose", "-"], input=body, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    answer = json.loads(run.stdout.split(b"\n")[1]) if run.stdout.startswith(b"HTTP") else json.loads(run.stdout)
    if sample["accepted"]:
        wanted = [i for i, e in enumerate(sample["events"]) if e["outcome"] == "rejected"]
        found = [r["index"] for r in answer["rejected"]]
        assert wanted == found, (wanted, answer, line)
    else:
        assert "rejected" not in answer, (answer, line)
END
fi

finish
