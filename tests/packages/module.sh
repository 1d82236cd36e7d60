#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Builds a program that imports the module assay with CMake and clang 19, and runs it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/support/toolchain.sh
need clang-19 cmake ninja-build libboost1.81-dev libboost-json1.81-dev

# includes FILE...: prints the headers of the standard library and of Boost that the files include.
includes() { cat "$@" | grep -oE '^#include <[^>]+>' | grep -v '<assay/' | sort -u; }
mapfile -t headers < <(find include -name '*.hpp' -not -path '*/testing/*' -not -path '*/export/*' | sort)
if ! diff -u <(includes "${headers[@]}") <(includes cmake/packages/module/assay.cppm); then
  say "cmake/packages/module/assay.cppm: expected the includes of all headers of assay/assay.hpp"
  exit 1
fi

directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
if command -v ninja >/dev/null; then export CMAKE_GENERATOR=${CMAKE_GENERATOR-Ninja}; fi
quietly cmake -S tests/packages/module -B "$directory" -DCMAKE_CXX_COMPILER=clang++-19 -DASSAY_SOURCE_DIR="$PWD"
quietly cmake --build "$directory"
diff - <("$directory/imports_assay") <<'END'
search
/id: expected non-empty string, found string of 0 bytes [too_short]
/total: expected number >= 0, found a number out of range [out_of_range]
6 violations
END

# Other compilers are rejected with a reason.
if cmake -S tests/packages/module -B "$directory/gcc" -DCMAKE_CXX_COMPILER=g++ -DASSAY_SOURCE_DIR="$PWD" \
  >"$directory/log" 2>&1 || ! grep -q 'needs clang 19 or newer' "$directory/log"; then
  cat "$directory/log" >&2
  exit 1
fi
say "module: passed"
