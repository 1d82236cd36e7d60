#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# `assay completion`: what each shell offers at the end of a command line, asked of the shell itself.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

mkdir -p files/logs
touch files/events.ndjson 'files/two words.ndjson'
for shell in bash zsh fish; do
  run 0 completion "$shell"
  expect_empty err
  grep -qF "$shell completion for assay $version, made by: assay completion $shell" out || fail "$(last_run): no version"
  cp out "assay.$shell"
done
# zsh finds the file by this name and its first line.
mkdir functions
cp assay.zsh functions/_assay
head -n 1 assay.zsh >first
expect first <<<"#compdef assay"

# --- The shells -------------------------------------------------------------------------------------------------------

# Each prints what completes the words, of which the last is being typed, one a line. They run in files/.

in_bash() {
  (cd files && bash --noprofile --norc -c '
    source ../assay.bash
    shift 1
    # As the line editor splits them: "=" is a word.
    COMP_WORDS=()
    for word; do
      while [[ $word == *=* && $word != = ]]; do
        COMP_WORDS+=("${word%%=*}" =)
        word=${word#*=}
      done
      COMP_WORDS+=("$word")
    done
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    if [[ -z ${COMP_WORDS[COMP_CWORD]} && ${COMP_WORDS[COMP_CWORD-1]} == = ]]; then
      unset "COMP_WORDS[COMP_CWORD]"
      ((--COMP_CWORD))
    fi
    _assay
    for word in "${COMPREPLY[@]}"; do printf "%s\n" "$word"; done' bash - assay "$@")
}

# A terminal in which the keys are typed. What would be offered is printed in lines "MATCH ...".
in_zsh() {
  (cd files && zsh -f -c '
    zmodload zsh/zpty
    zpty shell zsh -f -i
    send() { zpty -w shell "$1"; }
    until_text() { local text; zpty -r shell text "*$1*"; all=$text; }
    send "PS1= PS2= RPS1= TERM=dumb; stty -echo 2>/dev/null; unsetopt zle_bracketed_paste; fpath=(../functions \$fpath)"
    send "autoload -Uz compinit && compinit -u -D; LISTMAX=1000000; unsetopt beep always_last_prompt"
    send "compadd() {
      if (( \${@[(I)-(O|A|D)]} )); then builtin compadd \"\$@\"; return; fi
      local -a __found; builtin compadd -A __found \"\$@\"
      builtin compadd \"\$@\"; local status_=\$?
      local m; for m in \$__found; do print -r -- \"MATCH \$m\"; done
      return \$status_
    }"
    send "finished() { print END_OF_MATCHES; compstate[insert]= ; compstate[list]=; }; compprefuncs=() comppostfuncs=(finished)"
    send "zle -C all-matches complete-word _generic; bindkey \"^I\" all-matches; zstyle \":completion:*\" completer _complete"
    send "print REA\"\"DY"
    until_text READY
    zpty -w -n shell "$1"$'"'\t'"'
    until_text END_OF_MATCHES
    print -r -- "$all"
    zpty -d shell' zsh "assay $*" | tr -d '\r' | sed -nE 's/^.*MATCH //p' | sort -u)
}

in_fish() {
  (cd files && fish --no-config -c 'source ../assay.fish; complete -C "$argv"' -- "assay $*" | cut -f 1 | sort -u)
}

# --- What is offered --------------------------------------------------------------------------------------------------

# offers LINE: standard input is what each shell offers for it, sorted, one a line. Words of the line are between single spaces; a space at the
# end begins a new one.
offers() {
  local words shell
  sort -u >expected
  IFS=' ' read -ra words <<<"$1"
  [[ $1 != *' ' ]] || words+=('')
  for shell in "${shells[@]}"; do
    printf 'completion of "assay %s" in %s' "$1" "$shell" >.last_run
    if [[ $shell == bash ]]; then
      in_bash "${words[@]}" 2>err | sort -u >offered
    else
      "in_$shell" "$1" >offered 2>err
    fi
    diff -u --label expected --label offered expected offered >&2 || fail "$(last_run)"
  done
}

shells=()
for shell in bash zsh fish; do
  if command -v "$shell" >/dev/null; then shells+=("$shell"); else skip "completion in $shell: it is not installed"; fi
done

commands="validate roundtrip chunk timeline coverage verdict key generate schema list completion version help"
tr ' ' '\n' <<<"$commands" | offers ""
offers "v" <<<$'validate\nverdict\nversion'
offers "help k" <<<key
offers "key " <<<$'derive\nparse\ncheck'
offers "key p" <<<parse
offers "completion " <<<$'bash\nzsh\nfish'
offers "validate --lev" <<<--level
offers "validate --keep-unknown-types --rej" <<<$'--reject-unknown-members\n--reject-number-overflow'
offers "validate --level " <<<$'reference\npublished\nstrict'
offers "validate --level st" <<<strict
offers "validate --level strict --format " <<<$'text\njson'
offers "validate --jobs " </dev/null
offers "key check --format j" <<<json
offers "schema diff --for r" <<<readers
offers "validate --as promptetheus.e" <<<promptetheus.event
offers "schema promptetheus.ev" <<<promptetheus.event
offers "list --format t" <<<text
offers "validate --nonsense" </dev/null

# Names of files; those of directories come with a slash, except in bash, whose line editor adds it.
shells_with_paths=("${shells[@]}")
for shell in "${shells_with_paths[@]}"; do
  shells=("$shell")
  slash=/
  [[ $shell != bash && $shell != zsh ]] || slash=
  offers "validate ev" <<<events.ndjson
  offers "validate --level strict events.ndjson lo" <<<"logs$slash"
  offers "chunk --output " <<<"logs$slash"
  offers "chunk -o l" <<<"logs$slash"
  offers "generate -o e" <<<events.ndjson
  offers "schema diff pub" <<<published
  offers "schema diff published e" <<<events.ndjson
done

# The value after "=" is a word of its own in bash.
shells=(bash)
offers "validate --level=st" <<<strict
offers "validate --level=" <<<$'reference\npublished\nstrict'
offers "validate two" <<<'two words.ndjson'
# After -- there are files only.
offers "validate -- --le" </dev/null
offers "validate -- e" <<<events.ndjson

# Every option of every command is offered, with its value where it has one.
options_of() { sed -nE 's/^  (-[a-z],)?(--[a-z-]+).*/\2/p' | sort -u; }
for command in validate roundtrip chunk timeline coverage verdict "key check" "key parse" generate schema "schema diff" list; do
  # shellcheck disable=SC2086 # two words
  run 0 $command --help
  options_of <out | offers "$command --"
done

finish
