#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Every public name of the headers has documentation, and Doxygen reports no warnings.
set -euo pipefail
for command in doxygen cmark-gfm python3; do
  command -v "$command" >/dev/null || {
    echo "SKIPPED: $command is not installed: public names without documentation are not searched"
    exit 77
  }
done
exec bash "$(dirname "${BASH_SOURCE[0]}")/build.sh" --check
