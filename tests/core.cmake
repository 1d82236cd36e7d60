# SPDX-License-Identifier: BSL-1.0
# The core of the tests, for the many builds with other processors, standards, standard libraries and flags (the presets
# core-...). It contains the tests of bytes, characters, numbers, their sizes and their order, of one system's event, and of
# the zoo, which has every type and every rule. Tests that only combine these are left out.

file(
  GLOB
  core_sources
  CONFIGURE_DEPENDS
  batch/chunk*.test.cpp
  batch/body.test.cpp
  batch/http_date.test.cpp
  batch/detail/siphash.test.cpp
  batch/retry.test.cpp
  detail/*.test.cpp
  error/p*.test.cpp
  identity/*.test.cpp
  identity/detail/*.test.cpp
  json/*.test.cpp
  json/detail/read/*.test.cpp
  json/detail/text/*.test.cpp
  json/detail/write/*.test.cpp
  promptetheus/event.test.cpp
  schema/bound.test.cpp
  schema/decimal.test.cpp
  schema/format.test.cpp
  schema/formats/*.test.cpp
  schema/formats/detail/*.test.cpp
  schema/rules/numbers.test.cpp
  schema/zoo.test.cpp
  testing/json_tree.test.cpp
  testing/source.test.cpp
  timeline/ordering.test.cpp
  timeline/span_tree.test.cpp
  timeline/detail/*.test.cpp
)
# These take long without optimization or in an emulator, because they measure time or try every byte. The other builds run
# them.
list(FILTER core_sources EXCLUDE REGEX "/json/(hostile|reader_mutation)\\.test\\.cpp$")
if(CMAKE_CXX_FLAGS MATCHES "-fno-exceptions") # these test exceptions
  list(FILTER core_sources EXCLUDE REGEX "/json/(boost_json|result)\\.test\\.cpp$")
  list(APPEND core_sources ${CMAKE_CURRENT_SOURCE_DIR}/support/throw_exception.cpp)
  target_compile_options(assay_boost_json PRIVATE -fexceptions -frtti) # Boost.JSON's source needs exceptions and RTTI
endif()
assay_add_suite(assay_core_tests "core/" ${core_sources})
