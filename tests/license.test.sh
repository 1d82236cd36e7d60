#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Every file names its license in its first lines, except for the types of files below. The argument is the source directory.
set -euo pipefail
export LC_ALL=C
cd "$1"

# These cannot hold a comment (JSON, recorded output), are input for a program, or are generated completely by docs/generate.sh
# and fuzz/generate.sh.
exempt='\.(json|ndjson|txt|svg|png)$|^LICENSE$|/usage$|^docs/(reference|schemas)/|^fuzz/(generated|seeds|regressions)/'

if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
  files=$(git ls-files --cached --others --exclude-standard)
else
  files=$(find . -type f -not -path './build/*' | sed 's|^\./||')
fi

listed=()
while IFS= read -r file; do
  [[ ! -f $file || $file =~ $exempt ]] || listed+=("$file")
done <<<"$files"
if ((${#listed[@]} < 1000)); then
  echo "expected at least 1000 files with a license, found ${#listed[@]}" >&2
  exit 1
fi

printf '%s\0' "${listed[@]}" | xargs -0 awk -v wanted='SPDX-License-Identifier: BSL-1.0' '
  function check() { if (name != "" && !named) { print name ": expected a line with " wanted " at its top"; failed = 1 } }
  FNR == 1 { check(); name = FILENAME; named = 0 }
  index($0, wanted) { named = 1 }
  FNR >= 3 { nextfile }
  END { check(); exit failed }' >&2
