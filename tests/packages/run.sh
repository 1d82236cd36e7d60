#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Builds the packages, inspects them, and uses them like a user. Installs what it needs.
#
#   bash tests/packages/run.sh
#
# The Debian packages are unpacked into a directory, and projects are built against them with CMake and pkg-config. The
# vcpkg port and the Conan recipe run with stand-ins for these tools, which Debian does not have. tests/consume/ tests
# the installation by CMake and projects that add the sources. Exits with status 0, or 1 if anything fails.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/support/toolchain.sh

need g++ cmake ninja-build libboost1.81-dev libboost-json1.81-dev libcli11-dev pkg-config dpkg-dev fakeroot lintian \
  man-db mandoc python3 zsh fish

version=$(sed -nE 's/.*string_view version = "([0-9.]+)".*/\1/p' include/assay/version.hpp)
build=$PWD/build/packages
work=$build/work
root=$work/root
program=cmake/packages/conan/test_package # a small project that uses the library
failures=0

fail() {
  say "FAILED: $*"
  failures=$((failures + 1))
}

# expect WHAT FOUND: expects that FOUND is equal to standard input.
expect() {
  diff -u --label expected --label "$1" - <(printf '%s\n' "$2") >&2 || fail "$1"
}

# --- Build ------------------------------------------------------------------------------------------------------------

# Uses the options of the preset, so that the compiler cache has most objects.
if command -v ninja >/dev/null; then export CMAKE_GENERATOR=${CMAKE_GENERATOR-Ninja}; fi
if command -v ccache >/dev/null; then export CMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER-ccache}; fi
export CCACHE_BASEDIR=${CCACHE_BASEDIR-$PWD} CCACHE_NOHASHDIR=${CCACHE_NOHASHDIR-1}
say "Building build/packages"
quietly cmake --preset quickstart -B "$build" -DCMAKE_INSTALL_PREFIX=/usr -DASSAY_DEBIAN=ON
quietly cmake --build "$build" --parallel "$(nproc)" --target assay_cli assay_tool_files
rm -rf "$work"
mkdir -p "$work"

# --- Components of the installation -----------------------------------------------------------------------------------

for component in development tools; do
  quietly cmake --install "$build" --component $component --prefix "$work/$component"
done
expect "what 'tools' installs" "$(cd "$work/tools" && find . -type f -not -path '*/man1/*' | sort)" <<'END'
./bin/assay
./share/bash-completion/completions/assay
./share/doc/assay-tools/changelog.Debian.gz
./share/doc/assay-tools/copyright
./share/fish/vendor_completions.d/assay.fish
./share/zsh/vendor-completions/_assay
END
expect "what 'development' installs" \
  "$(cd "$work/development" && find . -type f -not -path './include/assay/*' -not -path '*/seeds/*' | sort)" <<'END'
./share/assay/dictionaries/honeyhive.dict
./share/assay/dictionaries/json.dict
./share/assay/dictionaries/noveum.dict
./share/assay/dictionaries/producttelemetry.dict
./share/assay/dictionaries/promptetheus.dict
./share/assay/dictionaries/trajectory.dict
./share/cmake/assay/assayConfig.cmake
./share/cmake/assay/assayConfigVersion.cmake
./share/cmake/assay/assayTargets.cmake
./share/doc/libassay-dev/changelog.Debian.gz
./share/doc/libassay-dev/copyright
./share/doc/libassay-dev/examples/readme.cpp
./share/pkgconfig/assay.pc
END
expect "the headers that are installed" "$(cd "$work/development/include" && find . -type f | sort)" \
  < <(cd include && find . -name '*.hpp' | sort)

# --- Debian packages --------------------------------------------------------------------------------------------------

say "Making the Debian packages"
(cd "$build" && quietly fakeroot cpack -G DEB -B "$work/debs")
architecture=$(dpkg --print-architecture)
revision=$version-0assay1
library=$work/debs/libassay-dev_${revision}_all.deb
tools=$work/debs/assay-tools_${revision}_$architecture.deb
expect "the packages" "$(find "$work/debs" -maxdepth 1 -name '*.deb' | sort)" < <(printf '%s\n' "$tools" "$library")

field() { dpkg-deb --field "$1" "$2"; }
expect "Depends of libassay-dev" "$(field "$library" Depends)" <<<"libboost1.81-dev | libboost-dev (>= 1.81)"
expect "Architecture of libassay-dev" "$(field "$library" Architecture)" <<<all
expect "Architecture of assay-tools" "$(field "$tools" Architecture)" <<<"$architecture"
[[ $(field "$tools" Depends) == *libc6* && $(field "$tools" Depends) == *libstdc++6* ]] ||
  fail "assay-tools depends on $(field "$tools" Depends)"

# Every tag of these severities is printed and fails the test. Less severe tags are not shown.
lintian --allow-root --fail-on error,warning --tag-display-limit 0 "$library" "$tools" >&2 || fail "lintian"

for package in "$library" "$tools"; do dpkg-deb --extract "$package" "$root"; done

# --- The tool, its manual pages and completions -----------------------------------------------------------------------

assay=$root/usr/bin/assay
expect "assay --version" "$("$assay" --version)" <<<"assay $version"
status=0
"$assay" validate examples/sample.ndjson >/dev/null || status=$?
expect "the status of assay validate" $status <<<1

# The commands in the order of the help: "assay", "assay validate", ..., "assay key check".
commands_below() {
  # shellcheck disable=SC2086 # several words
  "$assay" $1 --help | sed -n '/^Subcommands:/,/^$/s/^  \([a-z]*\) .*/\1/p'
}
commands=("")
while IFS= read -r outer; do
  commands+=("$outer")
  while IFS= read -r inner; do commands+=("$outer $inner"); done < <(commands_below "$outer")
done < <(commands_below "")
manual=$root/usr/share/man/man1
expect "the manual pages" "$(cd "$manual" && printf '%s\n' * | sort)" \
  < <(for command in "${commands[@]}"; do echo "assay${command:+-${command// /-}}.1.gz"; done | sort)
for command in "${commands[@]}"; do
  page=$manual/assay${command:+-${command// /-}}.1.gz
  name=$work/$(basename "$page" .gz)
  gzip -dc "$page" >"$name"
  mandoc -T lint -W warning "$name" >&2 || fail "mandoc: $name"
  warnings=$(LC_ALL=C.UTF-8 man --warnings -E UTF-8 -l -Tutf8 -Z "$name" 2>&1 >/dev/null) || warnings+=" failed"
  [[ -z $warnings ]] || fail "man --warnings: $name: $warnings"
  shown=$(mandoc -T utf8 -O width=200 "$name" | col -b)
  # shellcheck disable=SC2086 # several words
  for option in $("$assay" $command --help | sed -nE 's/^  (-[a-z],)?(--[a-z-]+).*/\2/p'); do
    [[ $shown == *"$option"* ]] || fail "$name does not show $option"
  done
done

share=$root/usr/share
cmp <("$assay" completion bash) "$share/bash-completion/completions/assay" || fail "the completion for bash"
cmp <("$assay" completion zsh) "$share/zsh/vendor-completions/_assay" || fail "the completion for zsh"
cmp <("$assay" completion fish) "$share/fish/vendor_completions.d/assay.fish" || fail "the completion for fish"
bash tests/cli/completion.test.sh "$assay" "$PWD/examples" "$version" || fail "tests/cli/completion.test.sh"

# --- Projects that use the installed packages -------------------------------------------------------------------------

say "Building a project with CMake"
if quietly cmake -S $program -B "$work/with_cmake" -DCMAKE_PREFIX_PATH="$root/usr" &&
  quietly cmake --build "$work/with_cmake"; then
  "$work/with_cmake/example" || fail "the project built with CMake"
  grep -q "^assay_DIR:PATH=$root/usr/share/cmake/assay$" "$work/with_cmake/CMakeCache.txt" || fail "CMake found another assay"
else
  fail "a project cannot be built with CMake"
fi
quietly cmake --fresh -S tests/consume/find -B "$work/find" -DCMAKE_PREFIX_PATH="$root/usr" -DVERSION="$version" \
  -DHAS_TOOLS=1 || fail "find_package"

say "Building the example of libassay-dev with pkg-config"
export PKG_CONFIG_PATH=$share/pkgconfig
pkg-config --validate assay || fail "pkg-config --validate"
expect "pkg-config --modversion" "$(pkg-config --modversion assay)" <<<"$version"
expect "pkg-config --print-requires" "$(pkg-config --print-requires assay)" <<<""
pkg-config --atleast-version="$version" assay || fail "pkg-config --atleast-version=$version"
! pkg-config --atleast-version=99 assay || fail "pkg-config --atleast-version=99"
read -ra flags < <(pkg-config --cflags --libs assay)
[[ ${#flags[@]} == 1 && $(realpath "${flags[0]#-I}") == "$(realpath "$root/usr/include")" ]] ||
  fail "pkg-config --cflags --libs: ${flags[*]}"
if "${CXX:-g++}" -std=c++20 "${flags[@]}" "$share/doc/libassay-dev/examples/readme.cpp" -o "$work/readme"; then
  expect "the first line of the example" "$("$work/readme" | head -n 1)" <<<'search {"to":"OSL","seats":2}'
else
  fail "a program cannot be built with pkg-config"
fi

# --- Other package managers -------------------------------------------------------------------------------------------

say "Running the vcpkg port and the Conan recipe with stand-ins"
quietly cmake -DPORT_DIR="$PWD/cmake/packages/vcpkg" -DWORK="$work/vcpkg" -DASSAY_VERSION="$version" \
  -P tests/packages/vcpkg_port.cmake || fail "the vcpkg port"
quietly cmake -S $program -B "$work/with_vcpkg" -DCMAKE_PREFIX_PATH="$work/vcpkg/packages/assay" ||
  fail "a project does not find the package of the vcpkg port"
export PYTHONPYCACHEPREFIX=$work/pycache
python3 -m py_compile conanfile.py $program/conanfile.py || fail "the syntax of the Conan recipes"
quietly python3 tests/packages/conan_recipe.py . "$work/conan" "$version" || fail "the Conan recipe"

if ((failures > 0)); then
  say "$failures failed"
  exit 1
fi
say "The packages are as they should be."
