# cmake -P expect.cmake -- CASE COMPILER [FLAG...]: compiles CASE and compares with what its first line expects.

set(command)
foreach(index RANGE 4 ${CMAKE_ARGC})
  list(APPEND command ${CMAKE_ARGV${index}})
endforeach()
list(POP_FRONT command case)

file(READ ${case} text)
if(NOT text MATCHES "^// expect: ([^\n]+)\n")
  message(FATAL_ERROR "${case}: the first line must be `// expect: <sentence>` or `// expect: success`.")
endif()
set(expected "${CMAKE_MATCH_1}")

set(ENV{LC_ALL} C)
execute_process(
  COMMAND ${command} -fsyntax-only ${case} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output
)
message("${output}")

if(expected STREQUAL "success")
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "It should compile.")
  endif()
  return()
endif()

if(status EQUAL 0)
  message(FATAL_ERROR "It compiles, without a word about: ${expected}")
endif()
# A compiler that quotes the case's own first line has not said the sentence.
string(REGEX REPLACE "[^\n]*// expect: [^\n]*" "" said "${output}")
string(FIND "${said}" "${expected}" position)
if(position EQUAL -1)
  message(FATAL_ERROR "It fails to compile, but the compiler does not say: ${expected}")
endif()
