#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# schema/detail and json/detail are internal: no file in another folder of the library, of the examples or of the documentation
# includes their headers or uses their names. Only detail/config.hpp uses compiler extensions. The argument is the source
# directory.
set -euo pipefail
export LC_ALL=C
cd "$1"

# Exceptions: the beginnings of files' paths, and names. ^$ means that there are none.
allowed_files='^$'
allowed_attributes='^$'
allowed_names='^$'

files() { # DIRECTORY...
  find "$@" -type f \( -name '*.hpp' -o -name '*.cpp' \) | sort
}
inside() { files include/assay/schema include/assay/json; }
outside() {
  files include examples docs | grep -vE '^include/assay/(schema|json)/' | grep -vE "$allowed_files"
}

# names FILE...: prints the names declared in a namespace `detail`, which the files open and close at the beginnings of lines.
names() {
  awk '
    /^namespace ([a-z]+::)*detail \{/ { in_detail = 1; next }
    /^\} \/\/ namespace ([a-z]+::)*detail/ { in_detail = 0 }
    !in_detail || /^[ \/}#]/ || /^$/ || /^template <[^>]*$/ || /^requires/ { next }
    {
      gsub(/\[\[[^]]*\]\]/, "")
      if (/^template </ && !/(class|struct|concept|using) [a-z_0-9]+( |;|\{)/) next
      if (match($0, /(class|struct|concept|using|enum) [a-z_0-9]+/)) {
        name = substr($0, RSTART, RLENGTH)
        if (name == "enum class") { match($0, /enum class [a-z_0-9]+/); name = substr($0, RSTART, RLENGTH) }
      } else if (match($0, /[a-z_0-9]+ ?(\(|=|\{|;|\[|<)/)) {
        name = substr($0, RSTART, RLENGTH)
        if (RSTART > 1 && substr($0, RSTART - 1, 1) == ":") next # a member, or a name of std
        sub(/ ?.$/, "", name)
      } else next
      sub(/.* /, "", name)
      print name
    }' "$@" | sort -u
}

failures=$(mktemp)
trap 'rm -f "$failures"' EXIT

mapfile -t sources < <(outside)
((${#sources[@]} > 100)) || echo "too few files were found" >>"$failures"
grep -nE '^#include +["<]assay/(schema|json)/detail/' "${sources[@]}" >>"$failures" || true

mapfile -t headers < <(inside)
mapfile -t hidden < <(names "${headers[@]}" | grep -vE "$allowed_names")
# Names that are certainly declared, to check that the search works.
for name in scanner object_reader wire_members; do
  printf '%s\n' "${hidden[@]}" | grep -qx "$name" || echo "declaration not found: $name" >>"$failures"
done

# Finds qualified names in any namespace, and unqualified ones in the library's own namespace `detail`, except those that the
# file's folder declares itself.
for source in "${sources[@]}"; do
  folder=$(dirname "${source%/detail/*}")
  [[ $source == */detail/* ]] && folder=${source%/detail/*}
  mapfile -t own < <(files "$folder" | xargs awk 1 | names /dev/stdin)
  awk -v file="$source" -v hidden="${hidden[*]}" -v own="${own[*]-}" '
    BEGIN {
      n = split(hidden, list, " ")
      for (i = 1; i <= n; ++i) is_hidden[list[i]] = 1
      n = split(own, list, " ")
      for (i = 1; i <= n; ++i) delete is_hidden[list[i]]
    }
    /^namespace (assay::)?detail \{/ { in_detail = 1 }
    /^\} \/\/ namespace (assay::)?detail/ { in_detail = 0 }
    {
      shown = $0
      gsub(/"([^"\\]|\\.)*"/, "")
      sub(/\/\/.*/, "")
      for (rest = $0; match(rest, /[A-Za-z_][A-Za-z_0-9]*/); rest = substr(rest, RSTART + RLENGTH)) {
        name = substr(rest, RSTART, RLENGTH)
        before = substr(rest, 1, RSTART - 1)
        behind = substr(rest, RSTART + RLENGTH)
        is_qualified = last == "detail" && before == "::"
        is_of_another = before ~ /(\.|->|::|[0-9])$/
        is_call = last ~ /^(|return|else|throw)$/
        is_declared = behind ~ /^ = / || (!is_call && before ~ /^[>&*]* $/ && behind ~ /^\(/)
        last = name
        if (name in is_hidden && (is_qualified || (in_detail && !is_of_another && !is_declared && !(name in declared))))
          print file ":" NR ": " name ": " shown
        if (is_declared) declared[name] = 1
      }
      last = ""
    }' "$source" >>"$failures"
done

files include | grep -vE "$allowed_attributes" | grep -vxF include/assay/detail/config.hpp |
  xargs grep -nE '\[\[gnu::|\b__builtin_|\b__attribute__|\b__PRETTY_FUNCTION__|\basm *\(' >>"$failures" || true

[[ ! -s $failures ]] && exit 0
echo "these use internal names of schema/detail or json/detail, or extensions outside of detail/config.hpp:" >&2
cat "$failures" >&2
exit 1
