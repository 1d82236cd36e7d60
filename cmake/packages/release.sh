#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Checks that this commit can be released, and makes the release files in build/release:
#
#   bash cmake/packages/release.sh [--skip-ci]
#
# The version is that of include/assay/version.hpp. Use --skip-ci if .ci/run has already passed for this commit.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/support/toolchain.sh

run_ci=true
case $#:${1-} in
0:) ;;
1:--skip-ci) run_ci=false ;;
*) say "Usage: cmake/packages/release.sh [--skip-ci]" && exit 2 ;;
esac

refuse() {
  say "Not released: $*"
  exit 1
}

version=$(sed -nE 's/.*string_view version = "([0-9]+\.[0-9]+\.[0-9]+)";/\1/p' include/assay/version.hpp)
[[ -n $version ]] || refuse "include/assay/version.hpp has no version."
[[ -z $(git status --porcelain) ]] || refuse "the tree has uncommitted changes."
! git rev-parse -q --verify "refs/tags/v$version" >/dev/null || refuse "the tag v$version exists; raise the version in include/assay/version.hpp."
grep -qE "^## \[$version\] - [0-9]{4}-[0-9]{2}-[0-9]{2}$" CHANGELOG.md || refuse "CHANGELOG.md has no section '## [$version] - YYYY-MM-DD'."
[[ -z $(sed -n '/^## \[Unreleased\]/,/^## \[[0-9]/p' CHANGELOG.md | grep -E '^- ') ]] ||
  refuse "CHANGELOG.md lists changes as unreleased: move them into the section of $version."

if $run_ci; then
  bash .ci/run || refuse ".ci/run failed."
fi

need git g++ cmake ninja-build libboost1.81-dev libboost-json1.81-dev libcli11-dev dpkg-dev fakeroot
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH-$(git log -1 --format=%ct)}
out=build/release
rm -rf "$out" && mkdir -p "$out"
name=assay-$version
say "The source, as FetchContent and the recipes take it"
git archive --format=tar.gz --prefix="$name/" -o "$out/$name.tar.gz" HEAD
say "The library as one header"
bash cmake/packages/single_header.sh >"$out/assay_single.hpp"
say "The Debian packages"
quietly cmake --preset quickstart -B build/packages -DCMAKE_INSTALL_PREFIX=/usr -DASSAY_DEBIAN=ON
quietly cmake --build build/packages --parallel "$(nproc)" --target assay_cli assay_tool_files
(cd build/packages && quietly fakeroot cpack -G DEB -B deb)
cp build/packages/deb/*.deb "$out"
say "The documentation"
bash docs/build.sh build/site
tar -C build -czf "$out/$name-docs.tar.gz" --transform "s|^site|$name-docs|" site
(cd "$out" && sha256sum -- * >SHA256SUMS)

ls -l "$out" >&2
say "Ready. To release: git tag -a v$version -m 'assay $version' $(git rev-parse --short HEAD) && git push origin v$version"
