# SPDX-License-Identifier: BSL-1.0
# The target assay::module, for `import assay;`. CMake supports modules since 3.28. This project supports older versions, so two
# commands of clang build the module.
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang" OR CMAKE_CXX_COMPILER_VERSION VERSION_LESS 19)
  message(FATAL_ERROR "ASSAY_BUILD_MODULE needs clang 19 or newer, found ${CMAKE_CXX_COMPILER_ID} "
                      "${CMAKE_CXX_COMPILER_VERSION}. Include the headers instead."
  )
endif()

set(assay_module_interface ${PROJECT_SOURCE_DIR}/cmake/packages/module/assay.cppm)
set(assay_module ${PROJECT_BINARY_DIR}/assay.pcm)
set(assay_module_object ${PROJECT_BINARY_DIR}/assay${CMAKE_CXX_OUTPUT_EXTENSION})
separate_arguments(assay_module_flags NATIVE_COMMAND "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${CMAKE_BUILD_TYPE}}")
# A module and the files that import it must use the same standard, with or without the compiler's extensions.
if(NOT DEFINED CMAKE_CXX_STANDARD OR CMAKE_CXX_STANDARD LESS 20)
  set(assay_module_standard 20)
else()
  set(assay_module_standard ${CMAKE_CXX_STANDARD})
endif()
if(NOT DEFINED CMAKE_CXX_EXTENSIONS OR CMAKE_CXX_EXTENSIONS)
  list(APPEND assay_module_flags ${CMAKE_CXX${assay_module_standard}_EXTENSION_COMPILE_OPTION})
else()
  list(APPEND assay_module_flags ${CMAKE_CXX${assay_module_standard}_STANDARD_COMPILE_OPTION})
endif()

# Boost's include path, if the compiler does not search it anyway.
get_target_property(assay_boost_includes Boost::headers INTERFACE_INCLUDE_DIRECTORIES)
list(REMOVE_ITEM assay_boost_includes ${CMAKE_CXX_IMPLICIT_INCLUDE_DIRECTORIES} assay_boost_includes-NOTFOUND)
list(TRANSFORM assay_boost_includes PREPEND -isystem)
add_custom_command(
  OUTPUT ${assay_module} COMMAND ${CMAKE_CXX_COMPILER} ${assay_module_flags} -I${PROJECT_SOURCE_DIR}/include
                                 ${assay_boost_includes} --precompile ${assay_module_interface} -o ${assay_module}
  DEPENDS ${assay_module_interface} ${assay_headers} VERBATIM
)
add_custom_command(
  OUTPUT ${assay_module_object} COMMAND ${CMAKE_CXX_COMPILER} ${assay_module_flags} -c ${assay_module} -o
                                        ${assay_module_object} DEPENDS ${assay_module} VERBATIM
)
add_library(assay_module STATIC ${assay_module_object})
add_library(assay::module ALIAS assay_module)
set_target_properties(assay_module PROPERTIES LINKER_LANGUAGE CXX)
target_link_libraries(assay_module INTERFACE assay::assay)
target_compile_options(assay_module INTERFACE -fmodule-file=assay=${assay_module})
