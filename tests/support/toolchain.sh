# SPDX-License-Identifier: BSL-1.0
# shellcheck shell=bash
# The common functions of the scripts of this project. tests/run.sh, tests/bench/run.sh, examples/quickstart.sh and
# .ci/run source this file.
#
#   need PACKAGE...   installs those Debian packages whose contents are missing
#   build PRESET [ARGUMENT...]   configures and builds a preset of CMakePresets.json, with ninja and ccache if present
#   quietly COMMAND...   runs it; without a terminal, shows its progress, and its output only if it fails
#   run_tests PRESET [ARGUMENT...]   runs the tests of a preset, and lists the skipped tests with their reasons

say() { printf '%s\n' "$*" >&2; }

quietly() {
  if [[ -t 1 ]]; then
    "$@"
    return
  fi
  local log status=0
  log=$(mktemp)
  "$@" 2>&1 | keep_and_show_progress "$log" || status=$?
  # Leaves out successful lines, because they would hide the errors.
  [[ $status == 0 ]] || grep -vE "$progress_line" "$log" >&2 || cat "$log" >&2
  rm -f "$log"
  return "$status"
}

progress_seconds=20
progress_line='^\[ *([0-9]+/[0-9]+|[0-9]+%)\]'

# Writes the lines of standard input to the file, and reports the progress at intervals: "[120/433]" of ninja, "[ 28%]"
# of make.
keep_and_show_progress() {
  local line rest='' last='' next=$((SECONDS + progress_seconds)) start=$SECONDS at_end=false
  until $at_end; do
    line='' # an incomplete line is kept for the next turn
    if IFS= read -r -t $((progress_seconds / 4 + 1)) line; then
      printf '%s\n' "$rest$line" >>"$1"
      [[ ! $rest$line =~ $progress_line ]] || last="${BASH_REMATCH[0]} "
      rest=''
    elif (($? > 128)); then
      rest+=$line
    else
      at_end=true
      printf '%s' "$rest$line" >>"$1"
    fi
    $at_end || ((SECONDS < next)) || {
      say "  $last$((SECONDS - start)) s"
      next=$((SECONDS + progress_seconds))
    }
  done
}

# preprocesses LINE...: returns whether the compiler can preprocess this text.
preprocesses() { printf '%s\n' "$@" | "${CXX:-g++}" -std=c++20 -E -x c++ -o /dev/null -; }
has_header() { preprocesses "#if !__has_include(<$1>)" '#error' '#endif'; }

# has PACKAGE: returns whether the contents of the package are available. It checks commands and compilers instead of
# dpkg, so that it works without dpkg and for other ways of installation.
has() {
  case $1 in
  g++) command -v "${CXX:-g++}" ;;
  ninja-build) command -v ninja || command -v make ;; # either is sufficient
  libboost1.81-dev) preprocesses '#include <boost/version.hpp>' '#if BOOST_VERSION < 108100' '#error' '#endif' ;;
  libboost-json1.81-dev) [[ $("${CXX:-g++}" -print-file-name=libboost_json.so) == /* ]] ;;
  libcli11-dev) has_header CLI/CLI.hpp ;;
  libsqlite3-dev) has_header sqlite3.h ;;
  zlib1g-dev) has_header zlib.h ;;
  catch2) has_header catch2/catch_all.hpp || has_header catch2/catch.hpp ;;
  libgtest-dev) has_header gtest/gtest.h && [[ $("${CXX:-g++}" -print-file-name=libgtest.a) == /* ]] ;;
  libsimdjson-dev) has_header simdjson.h ;;
  rapidjson-dev) has_header rapidjson/reader.h ;;
  nlohmann-json3-dev) has_header nlohmann/json.hpp ;;
  g++-*-linux-gnu) command -v "${1#g++-}-g++" ;;
  qemu-user) command -v qemu-aarch64 && command -v qemu-s390x ;;
  doxygen-awesome-css) compgen -G '/usr/share/doxygen-awesome-css/doxygen-awesome.css' ;;
  nodejs) command -v node ;;
  dpkg-dev) command -v dpkg-shlibdeps ;;
  man-db) command -v man ;;
  chromium-driver) command -v chromedriver ;;
  fonts-dejavu-core) compgen -G '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf' ;;
  python3-jsonschema) python3 -c 'import jsonschema' ;;
  libc++-19-dev) compgen -G '/usr/lib/llvm-19/include/c++/v1/vector' ;;
  libc++abi-19-dev) compgen -G '/usr/lib/llvm-19/lib/libc++abi.so' ;;
  libclang-rt-14-dev) compgen -G "$(clang-14 -print-runtime-dir)/libclang_rt.fuzzer*.a" ;;
  *) command -v "$1" ;; # the package is named after its command
  esac >/dev/null 2>&1
}

# Sets `missing` to the missing packages; returns true if there are any.
find_missing() {
  local package
  missing=()
  for package; do has "$package" || missing+=("$package"); done
  [[ ${#missing[@]} -gt 0 ]]
}

need() {
  local missing as_root=()
  find_missing "$@" || return 0
  [[ $EUID == 0 ]] || as_root=(sudo)
  if ! command -v apt-get >/dev/null || ! command -v "${as_root[@]:-env}" >/dev/null; then
    say "These Debian packages are missing: ${missing[*]}."
    exit 1
  fi
  say "Installing ${missing[*]}"
  # The first update of a new machine may hold the lock for a while.
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600)
  quietly "${apt[@]}" update || true # the installation reports missing packages
  # Systems newer than Debian 12 have a newer Boost under the plain names.
  [[ $(apt-cache --names-only search '^libboost1\.81-dev$') ]] || missing=("${missing[@]/1.81/}")
  quietly "${apt[@]}" install --no-install-recommends "${missing[@]}" || true
  if find_missing "$@"; then
    say "Could not be installed: ${missing[*]}."
    exit 1
  fi
}

build() {
  local preset=$1
  shift
  # CMake reads these variables only in a new build directory, so an existing one keeps its generator.
  if command -v ninja >/dev/null; then export CMAKE_GENERATOR=${CMAKE_GENERATOR-Ninja}; fi
  # Objects that were compiled in another clone are reused.
  export CCACHE_BASEDIR=${CCACHE_BASEDIR-$PWD} CCACHE_NOHASHDIR=${CCACHE_NOHASHDIR-1}
  if command -v ccache >/dev/null; then export CMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER-ccache}; fi
  say "Configuring and building build/$preset"
  quietly cmake --preset "$preset"
  quietly cmake --build --preset "$preset" --parallel "$(nproc)" "$@"
}

run_tests() {
  local preset=$1 status=0
  local log=build/$preset/Testing/Temporary/LastTest.log
  shift
  rm -f "$log" # missing if ctest only lists tests
  ctest --preset "$preset" --parallel "$(nproc)" "$@" || status=$?
  [[ ! -f $log ]] || show_skipped "$log"
  return "$status"
}

# show_skipped LOG: prints the reasons in the log of ctest, lines "SKIPPED: REASON", because ctest shows no output of
# passed tests. Catch2 writes the reasons of its tests on several indented lines.
show_skipped() {
  awk '
    function keep() {
      if (reason == "") return
      if (!(reason in tests)) order[++n] = reason
      if (!seen[reason, test]++) tests[reason] = tests[reason] (tests[reason] == "" ? "" : ", ") test
      reason = ""
    }
    /^[0-9]+\/[0-9]+ Test: / { keep(); test = $0; sub(/^[^:]*: /, "", test); next }
    /^ *(SKIPPED|skipped): / { keep(); indented = /^ /; reason = $0; sub(/^ *[A-Za-z]*: /, "", reason); next }
    reason != "" && indented && /^  [^ ]/ { sub(/^ */, " "); reason = reason $0; next }
    { keep() }
    END {
      keep()
      if (n != 0) print "\nSkipped:"
      for (i = 1; i <= n; ++i) print "  " order[i] " (" tests[order[i]] ")"
    }' "$1"
}
