#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Tests the single header. It is equivalent to the library, and compiles when a user pastes it above a program of one
# file.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/support/toolchain.sh
need g++ clang-14 clang-19 libboost1.81-dev libboost-json1.81-dev

directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
bash cmake/packages/single_header.sh >"$directory/assay_single.hpp"

# tokens ARGUMENT...: prints the preprocessed header, one word per line.
tokens() { g++ -std=c++20 -E -P -x c++ "$@" | tr -s ' \n' '\n' | grep .; }
echo '#include <assay/assay.hpp>' >"$directory/all.cpp"
cmp <(tokens -Iinclude "$directory/all.cpp") <(tokens "$directory/assay_single.hpp")

# The header compiles without warnings in two files of a program.
cat >"$directory/one.cpp" <<'END'
#include "assay_single.hpp"
#include "assay_single.hpp"
bool is_event(std::string_view text) { return bool(assay::validator<assay::promptetheus::event>().check(text)); }
END
# The pasted header: the file does not include assay.
{
  cat "$directory/assay_single.hpp"
  grep -v '#include <assay/' examples/readme.cpp
} >"$directory/pasted.cpp"
g++ -std=c++20 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror "$directory/one.cpp" "$directory/pasted.cpp" \
  -lboost_json -o "$directory/program"
diff - <("$directory/program") <<'END'
search {"to":"OSL","seats":2}
{"type":"tool_call","session_id":"ses_1","timestamp":"2026-06-12T12:34:56Z","seq":3,"idempotency_key":"ses_1:0a1b2c3d:3","payload":{"tool_name":"search","arguments":{"to":"OSL","seats":2}}}
END
# The headers that are not part of it, too. clang 19 reports what libstdc++ has deprecated.
cat >"$directory/kit.cpp" <<'END'
#include <assay/export.hpp>
#include <assay/testing.hpp>
#include <assay/trajectory.hpp>
int main() {
  assay::testing::differential<assay::trajectory::telemetry_event> kit;
  const auto found = kit.run([](std::string_view text) { return !text.empty(); });
  return assay::compare_schemas({}, {}).empty() && !assay::testing::find_difference("{}", "{}") && !found;
}
END
for compiler in clang++-14 clang++-19; do
  "$compiler" -std=c++20 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -Iinclude -fsyntax-only \
    "$directory/pasted.cpp" "$directory/kit.cpp"
done

# The header of one system does not need a library.
bash cmake/packages/single_header.sh assay/trajectory.hpp >"$directory/trajectory.hpp"
printf '#include "trajectory.hpp"\nint main() {}\n' >"$directory/program.cpp"
g++ -std=c++20 "$directory/program.cpp" -o "$directory/program"
"$directory/program"

if bash cmake/packages/single_header.sh assay/nothing.hpp >"$directory/log" 2>&1 ||
  ! grep -q 'cannot read the header assay/nothing.hpp' "$directory/log"; then
  cat "$directory/log" >&2
  exit 1
fi
say "single header: passed"
