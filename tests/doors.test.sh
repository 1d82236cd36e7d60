#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Who includes a folder's own header, such as assay/json.hpp, has all public headers of the folder, but for those that
# are named here; who includes assay/assay.hpp has all of the library but the test kit and what writes schemas. The argument is the directory of the sources.
set -euo pipefail
export LC_ALL=C
cd "$1/include"

# Boost.JSON must be linked; systems are not known to folders that any event goes through; what makes events compiles
# long, and programs that only read have no use for it. Frameworks for tests are the
# user's choice. (What is included by these alone is left out with them.)
left_out='
assay/batch/honeyhive.hpp
assay/batch/honeyhive_answers.hpp
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

# reached HEADER...: all headers that they include, themselves among them, sorted.
reached() {
  local seen next
  seen=$(printf '%s\n' "$@" | sort -u)
  # shellcheck disable=SC2086 # a name a word
  while next=$(sed -nE 's/^#include "(assay\/.*)"$/\1/p' $seen | cat - <(echo "$seen") | sort -u) && [[ $next != "$seen" ]]; do
    seen=$next
  done
  echo "$seen"
}

failures=0
# expect_all WANTED HAD WHERE: all lines of the first are among those of the second.
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
  # shellcheck disable=SC2086 # a name a word
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
((folders >= 13)) || { echo "only $folders folders were looked at" >&2 && failures=1; }
# Who ships a program neither tests with it nor makes schemas of other languages.
expect_all "$(find assay -name '*.hpp' -not -path '*/detail/*' -not -path 'assay/testing*' -not -path 'assay/export*' | sort)" \
  "$(reached assay/assay.hpp)" assay/assay.hpp
! grep -E '^assay/(testing|export)' <<<"$(reached assay/assay.hpp)" >&2 || {
  echo "assay/assay.hpp includes the test kit, or what writes schemas" >&2
  failures=1
}
exit "$failures"
