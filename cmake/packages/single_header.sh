#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Prints the library as one header, which needs only Boost's headers and no other file of this project:
#
#   bash cmake/packages/single_header.sh [HEADER...] >assay_single.hpp
#
# HEADER is written as in #include, such as assay/promptetheus.hpp. The default is assay/assay.hpp.
set -euo pipefail
include=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../include" && pwd)

awk -v include="$include" '
  # Prints a header after the headers that it includes. Each is printed once.
  function print_header(name,    file, line) {
    if (name in printed) return
    printed[name] = 1
    file = include "/" name
    while ((status = (getline line < file)) > 0) {
      if (line ~ /^#include "assay\//) {
        split(line, quoted, "\"")
        print_header(quoted[2])
      } else if (line !~ /^#pragma once$|^\/\/ SPDX-License-Identifier:/) {
        print line
      }
    }
    if (status < 0) {
      print "single_header.sh: cannot read the header " name > "/dev/stderr"
      exit failed = 1
    }
    close(file)
  }
  # The first "1.2.3" in the version header.
  function library_version(    file, line) {
    file = include "/assay/version.hpp"
    while ((getline line < file) > 0 && !match(line, /"[0-9]+\.[0-9]+\.[0-9]+"/)) continue
    close(file)
    return substr(line, RSTART + 1, RLENGTH - 2)
  }
  BEGIN {
    print "// SPDX-License-Identifier: BSL-1.0"
    print "// assay " library_version() " in one header, made by cmake/packages/single_header.sh."
    print "#ifndef ASSAY_SINGLE_HPP"
    print "#define ASSAY_SINGLE_HPP"
    for (i = 1; i < ARGC; ++i) print_header(ARGV[i])
    print "#endif"
  }' "${@:-assay/assay.hpp}" | cat -s
