#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Every public name of the headers has a documentation, and Doxygen has no warning about any.
set -euo pipefail
for command in doxygen cmark-gfm python3; do
  command -v "$command" >/dev/null || {
    echo "SKIPPED: $command is not installed: nothing looks for public names without a documentation"
    exit 77
  }
done
exec bash "$(dirname "${BASH_SOURCE[0]}")/build.sh" --check
