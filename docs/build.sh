#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Builds the site of the documentation: README, guide, objects, and the API of the headers, with a search. The site works without
# a network. Fails on public names without documentation, Doxygen's warnings, and broken links.
#
#   docs/build.sh [DIRECTORY]       the site; default: build/site
#   docs/build.sh --check           checks only the names and warnings; writes no site
set -euo pipefail
export LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tests/support/toolchain.sh

check=false
case $#:${1-} in
0:) site=build/site ;;
1:--check) check=true site= ;;
1:-*) say "Usage: docs/build.sh [DIRECTORY | --check]" && exit 2 ;;
1:*) site=$1 ;;
*) say "Usage: docs/build.sh [DIRECTORY | --check]" && exit 2 ;;
esac
if [[ -n $site && -e $site && ! -e $site/doxygen.css ]]; then
  say "$site exists and is not a site that this script built: not overwritten."
  exit 2
fi
$check || need doxygen doxygen-awesome-css cmark-gfm python3

project=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Runs in $work. Prints the warnings to stderr, with the project's paths, and writes them to $work/log.
run_doxygen() {
  local theme=/usr/share/doxygen-awesome-css version
  version=$(sed -nE 's/^inline constexpr std::string_view version = "(.*)";$/\1/p' include/assay/version.hpp)
  cp docs/doxygen/Doxyfile docs/doxygen/assay.css docs/doxygen/head.html "$work"
  cd "$work"
  doxygen -w html header.html footer.html doxygen.css
  sed -i "s|^</head>|$(tr -d '\n' <head.html)&|" header.html
  {
    echo "PROJECT_NUMBER = $version"
    if $check; then
      echo 'GENERATE_HTML = NO'
    else
      echo 'HTML_HEADER = header.html'
      echo "HTML_EXTRA_FILES = $theme/doxygen-awesome-darkmode-toggle.js $theme/doxygen-awesome-fragment-copy-button.js"
      echo "HTML_EXTRA_FILES += $theme/doxygen-awesome-interactive-toc.js"
      echo "HTML_EXTRA_STYLESHEET = $theme/doxygen-awesome.css $theme/doxygen-awesome-sidebar-only.css"
      echo "HTML_EXTRA_STYLESHEET += $theme/doxygen-awesome-sidebar-only-darkmode-toggle.css assay.css"
    fi
  } >>Doxyfile
  doxygen Doxyfile >log 2>&1 || { cat log >&2 && return 1; }
  cd "$project"
  sed "s|$work/||g" "$work/log" | awk '!seen[$0]++' >&2 # Doxygen repeats some for each page
}

python3 docs/doxygen/prepare.py "$work"
run_doxygen
status=0
[[ ! -s $work/log ]] || { say "Doxygen has warnings." && status=1; }
python3 docs/doxygen/undocumented.py "$work/xml" || { say "These public names have no documentation." && status=1; }
if ! $check; then
  python3 docs/doxygen/finish.py "$work/html" "$work/xml"
  python3 docs/doxygen/links.py "$work/html" || status=1
  rm -rf "$site"
  mkdir -p "$(dirname "$site")"
  mv "$work/html" "$site"
  say "The site is in $site: open $site/index.html"
fi
exit "$status"
