#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Tests the exported schemas with tools of other languages, on texts of the test kit and of the corpus. Each tool must
# accept what assay accepts at that level. It may accept more only where an assay keyword states the rule.
#
#   bash tests/export/judge.sh [--install] [--samples PROGRAM] [--tool PROGRAM] [EVENTS [FIRST_SEED]]
#
# EVENTS is the number of generated texts, by default 20,000. --install fetches missing tools, those of Node.js from npm
# into build/judges. --samples and --tool name a built assay_samples and the built command-line tool, which writes the
# OpenAPI documents; by default both are built. Exits with 0, with 1 if a tool disagrees, with 77 if a tool is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/support/toolchain.sh

install=false program="" assay=""
while [[ ${1-} == -* ]]; do
  case $1 in
  --install) install=true ;;
  --samples) program=$2 && shift ;;
  --tool) assay=$2 && shift ;;
  *) sed -n '3,10s/^# \{0,1\}//p' tests/export/judge.sh && exit 2 ;;
  esac
  shift
done
events=${1:-20000} first_seed=${2:-0}
scripts=tests/export/judges node_tools=build/judges

tools=(ajv zod tsc jsonschema mypy pydantic openapi)

install_tools() {
  need nodejs npm python3-jsonschema mypy
  mkdir -p "$node_tools"
  cp "$scripts/package.json" "$scripts/package-lock.json" "$node_tools"
  quietly npm --prefix "$node_tools" ci --no-audit --no-fund --ignore-scripts
}

# is_here TOOL: returns whether its judge can run.
is_here() {
  case $1 in
  ajv | zod) [[ -d $node_tools/node_modules/$1 ]] && command -v node ;;
  tsc) [[ -d $node_tools/node_modules/typescript ]] && command -v node ;;
  openapi) [[ -n $assay && -d $node_tools/node_modules/@seriousme ]] && command -v node ;;
  mypy) command -v mypy && command -v python3 ;;
  *) python3 -c "import $1" ;;
  esac >/dev/null 2>&1
}

# judge TOOL: writes its lines to build/judges/TOOL.ndjson.
judge() {
  local command=(python3 "$scripts/$1.py")
  # Node.js finds modules beside a script, so its scripts are copied to the folder of the tools.
  [[ ! -f $scripts/$1.mjs ]] || command=(node "$node_tools/$1.mjs")
  local directories=("$samples") directory status=0
  [[ $1 != openapi ]] || directories=("$documents"/*)
  for directory in "${directories[@]}"; do
    "${command[@]}" "$directory" || status=1
  done >"$node_tools/$1.ndjson" 2>"$node_tools/$1.log"
  return "$status"
}

if $install; then install_tools; fi
if [[ -z $program ]]; then
  build tests --target assay_samples assay_cli
  program=build/tests/tests/assay_samples assay=build/tests/examples/assay
fi
here=() missing=()
for tool in "${tools[@]}"; do
  [[ -f $scripts/$tool.py || -f $scripts/$tool.mjs ]] || continue
  if is_here "$tool"; then here+=("$tool"); else missing+=("$tool"); fi
done
if [[ ${#missing[@]} != 0 ]]; then
  printf 'SKIPPED: no verdict of %s (bash tests/export/judge.sh --install fetches what is missing)\n' "${missing[*]}"
fi
if [[ ${#here[@]} == 0 ]] || ! command -v python3 >/dev/null; then exit 77; fi

samples=$node_tools/samples documents=$node_tools/openapi
rm -rf "$samples" "$documents"
mkdir -p "$samples"
cp "$scripts"/*.mjs "$node_tools"
"$program" "$samples" "$events" "$first_seed"
if [[ " ${here[*]} " == *" openapi "* ]]; then
  for level in reference published strict; do
    "$assay" schema --format openapi --level "$level" -o "$documents/$level"
  done
fi
running=0 status=0
for tool in "${here[@]}"; do
  judge "$tool" &
  ((++running < $(nproc))) || { wait -n || status=1 && ((running--)); }
done
while ((running-- > 0)); do wait -n || status=1; done
for tool in "${here[@]}"; do
  [[ ! -s $node_tools/$tool.log ]] || { say "$tool:" && head -n 20 "$node_tools/$tool.log" >&2; }
done
python3 "$scripts/summary.py" "${here[@]/#/$node_tools/}" || status=1
exit "$status"
