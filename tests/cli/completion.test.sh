#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# `assay completion`: what each shell offers at the end of a command line. The shells themselves complete it.
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

# The others run once, because they start slowly. For each line of input they print the matches, then END.
cat >ask.zsh <<'END'
zmodload zsh/zpty
# A terminal, in which the keys are typed. Its shell writes the matches to a file and does not show them.
cat >../rc.zsh <<'RC'
PS1= PS2= RPS1=
fpath=(../functions $fpath)
autoload -Uz compinit && compinit -u -D
compadd() {
  if ((${@[(I)-(O|A|D)]})); then builtin compadd "$@"; return; fi
  local -a found
  builtin compadd -A found "$@"
  ((${#found})) && print -rl -- "${found[@]}" >>../matches
  builtin compadd "$@"
}
complete_all() { _main_complete; print END_OF_MATCHES; compstate[insert]= compstate[list]=; }
zle -C complete-all complete-word complete_all
bindkey '^I' complete-all
RC
zpty shell zsh -f -i
zpty -w shell 'source ../rc.zsh; print REA""DY'
zpty -r shell text '*READY*'
while IFS= read -r line; do
  : >../matches
  zpty -w -n shell $'\x15'"$line"$'\t'
  zpty -r shell text '*END_OF_MATCHES*'
  cat ../matches
  print END
done
END
cat >ask.fish <<'END'
source ../assay.fish
while read -l line
    complete -C "$line" | string replace -r '\t.*' ''
    echo END
end
END
start() { # SHELL COMMAND...: the files 7 and 8 of zsh, 5 and 6 of fish are its output and input
  command -v "$1" >/dev/null || return 0
  local in=7 out=8
  [[ $1 == zsh ]] || in=5 out=6
  mkfifo "$1.in" "$1.out"
  (cd files && exec timeout 300 "$@" <"../$1.in" >"../$1.out" 2>"../$1.err") &
  eval "exec $out>$1.in $in<$1.out"
}
start zsh -f ../ask.zsh
start fish --no-config ../ask.fish

ask() { # IN OUT LINE
  printf '%s\n' "$3" >&"$2"
  local line
  while IFS= read -t 20 -r line <&"$1" && [[ $line != END ]]; do printf '%s\n' "$line"; done | sort -u
}
in_zsh() { ask 7 8 "assay $1"; }
in_fish() { ask 5 6 "assay $1"; }

# --- What is offered --------------------------------------------------------------------------------------------------

# offers LINE: standard input is what each shell offers for it, sorted, one a line. Words of the line are between single spaces; a space at the
# end begins a new one.
offers() {
  local words shell
  sort -u >expected
  IFS=' ' read -ra words <<<"$1"
  [[ -n $1 && $1 != *' ' ]] || words+=('')
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
