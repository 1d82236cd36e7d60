# SPDX-License-Identifier: BSL-1.0
# Writes the files of the page into a header, so that the server is a single file: cmake -DFILES=a;b -DOUT=header -P
# embed.cmake
file(WRITE ${OUT}.new "#pragma once\n\n#include <string_view>\n\nnamespace gateway::page_files {\n\n")
set(all "")
foreach(path IN LISTS FILES)
  cmake_path(GET path FILENAME name)
  set(file_name ${name})
  string(MAKE_C_IDENTIFIER ${name} name)
  file(READ ${path} bytes HEX)
  string(LENGTH "${bytes}" size)
  math(EXPR size "${size} / 2")
  # Writes single characters, because compilers need not accept a string literal of more than 64 KiB.
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
  file(APPEND ${OUT}.new "inline constexpr char ${name}_bytes[] = {${bytes}'\\0'};\n"
                         "inline constexpr std::string_view ${name}{${name}_bytes, ${size}};\n\n"
  )
  string(APPEND all "    {\"${file_name}\", ${name}},\n")
endforeach()
file(APPEND ${OUT}.new "struct file {\n  std::string_view name, content;\n};\n\n"
                       "inline constexpr file all[] = {\n${all}};\n\n"
)
file(APPEND ${OUT}.new "} // namespace gateway::page_files\n")
file(COPY_FILE ${OUT}.new ${OUT})
