#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Including a folder's header, such as assay/json.hpp, includes all of its public headers, except those named here. Including
# assay/assay.hpp includes the whole library except the test kit and the schema writers. The argument is the source directory.
set -euo pipefail
export LC_ALL=C
cd "$1/include"

# Left out: headers that need Boost.JSON's library; headers of systems in folders for events of any system; headers that make
# events, because they compile slowly and programs that only read do not need them; headers for test frameworks, which are the
# user's choice. Headers that only these include are left out with them.
left_out='
assay/batch/honeyhive.hpp
assay/batch/honeyhive_responses.hpp
assay/batch/promptetheus.hpp
assay/batch/trajectory.hpp
assay/json/boost_json.hpp
assay/producttelemetry/client.hpp
assay/promptetheus/span_stack.hpp
assay/testing/catch2.hpp
assay/testing/catch2_printers.hpp
assay/testing/gtest.hpp
assay/testing/promptetheus.hpp
assay/timeline/promptetheus.hpp
'

# reached HEADER...: prints these headers and all headers that they include, sorted.
reached() {
  local seen next
  seen=$(printf '%s\n' "$@" | sort -u)
  # shellcheck disable=SC2086 # each word is a name
  while next=$(sed -nE 's/^#include "(assay\/.*)"$/\1/p' $seen | cat - <(echo "$seen") | sort -u) && [[ $next != "$seen" ]]; do
    seen=$next
  done
  echo "$seen"
}

failures=0
# expect_all WANTED HAD WHERE: requires that all lines of the first are in the second.
expect_all() {
  local missing
  missing=$(comm -23 <(echo "$1") <(echo "$2"))
  [[ -z $missing ]] && return
  printf '%s does not include\n%s\n' "$3" "$missing" >&2
  failures=1
}

folders=0
for folder in assay/*/; do
  folder=${folder%/}
  headers=$(find "$folder" -maxdepth 1 -name '*.hpp' | sort)
  [[ -z $headers || $folder == assay/detail ]] && continue
  folders=$((folders + 1))
  # shellcheck disable=SC2086 # each word is a name
  elsewhere=$(grep "^$folder/" <<<"$left_out" || true)
  # shellcheck disable=SC2086
  expect_all "$headers" "$(reached "$folder.hpp" $elsewhere)" "$folder.hpp"
  for header in $elsewhere; do
    ! grep -qx "$header" <<<"$(reached "$folder.hpp")" || {
      echo "$folder.hpp includes $header" >&2
      failures=1
    }
  done
done
((folders >= 13)) || { echo "only $folders folders were found" >&2 && failures=1; }
# A shipped program neither runs its tests nor writes schemas for other languages.
expect_all "$(find assay -name '*.hpp' -not -path '*/detail/*' -not -path 'assay/testing*' -not -path 'assay/export*' | sort)" \
  "$(reached assay/assay.hpp)" assay/assay.hpp
! grep -E '^assay/(testing|export)' <<<"$(reached assay/assay.hpp)" >&2 || {
  echo "assay/assay.hpp includes the test kit or a schema writer" >&2
  failures=1
}
exit "$failures"
