#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# place_results.sh replaces the results of this processor, adds new ones, and keeps the rest.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/results"
printf 'new speed\n' >"$work/results/speed.md"
printf 'new\n\nsizes\n' >"$work/results/size.md"
printf 'of nowhere\n' >"$work/results/unknown.md"

cat >"$work/page.md" <<'PAGE'
before
<!-- measured: speed on Fast, family 1 -->
fast speed
<!-- /measured -->
between
<!-- measured: size on Slow, family 2 -->
slow size
<!-- /measured -->
<!-- measured: size on Fast, family 1 -->
fast size
<!-- /measured -->
<!-- measured: weight on Fast, family 1 -->
fast weight
<!-- /measured -->
after
PAGE

expect() {
  diff "$work/expected.md" <(bash "$here/place_results.sh" "$work/page.md" "$work/results" "$1") && return
  echo "place_results.sh for \"$1\": expected (<), found (>)"
  exit 1
}

cat >"$work/expected.md" <<'PAGE'
before
<!-- measured: speed on Fast, family 1 -->

new speed

<!-- /measured -->
between
<!-- measured: size on Slow, family 2 -->
slow size
<!-- /measured -->
<!-- measured: size on Fast, family 1 -->

new

sizes

<!-- /measured -->
<!-- measured: weight on Fast, family 1 -->
fast weight
<!-- /measured -->
after
PAGE
expect "Fast, family 1"

cat >"$work/expected.md" <<'PAGE'
before
<!-- measured: speed on Fast, family 1 -->
fast speed
<!-- /measured -->

<!-- measured: speed on Other -->

new speed

<!-- /measured -->
between
<!-- measured: size on Slow, family 2 -->
slow size
<!-- /measured -->
<!-- measured: size on Fast, family 1 -->
fast size
<!-- /measured -->

<!-- measured: size on Other -->

new

sizes

<!-- /measured -->
<!-- measured: weight on Fast, family 1 -->
fast weight
<!-- /measured -->
after
PAGE
expect "Other"
# The next run replaces a result that was added.
bash "$here/place_results.sh" "$work/page.md" "$work/results" "Other" >"$work/page2.md"
mv "$work/page2.md" "$work/page.md"
expect "Other"
