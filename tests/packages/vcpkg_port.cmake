# SPDX-License-Identifier: BSL-1.0
# Runs the vcpkg port with stand-ins for the functions of vcpkg. They implement the documented behavior that this port
# needs. Real CMake configures and installs. Checks the members of the manifest and the contents of the package.
#
#   cmake -DPORT_DIR=... -DWORK=... -DASSAY_VERSION=... -P tests/packages/vcpkg_port.cmake
cmake_minimum_required(VERSION 3.25)

# --- The manifest -----------------------------------------------------------------------------------------------------

file(READ ${PORT_DIR}/vcpkg.json manifest)
set(known
    $schema
    name
    version
    version-semver
    version-date
    version-string
    port-version
    maintainers
    summary
    description
    homepage
    documentation
    license
    supports
    dependencies
    overrides
    builtin-baseline
    default-features
    features
)
string(JSON count LENGTH "${manifest}")
math(EXPR last "${count} - 1")
foreach(i RANGE ${last})
  string(JSON member MEMBER "${manifest}" ${i})
  if(NOT member IN_LIST known)
    message(FATAL_ERROR "vcpkg.json: unknown member ${member}")
  endif()
endforeach()
function(expect_member name wanted)
  string(JSON found GET "${manifest}" ${name})
  if(NOT found STREQUAL wanted)
    message(FATAL_ERROR "vcpkg.json: ${name} is ${found} instead of ${wanted}")
  endif()
endfunction()
expect_member(name assay)
expect_member(version ${ASSAY_VERSION})
expect_member(license BSL-1.0)

# Each dependency has a name, and the helpers of vcpkg are for the host.
string(JSON count LENGTH "${manifest}" dependencies)
math(EXPR last "${count} - 1")
foreach(i RANGE ${last})
  string(JSON type TYPE "${manifest}" dependencies ${i})
  string(JSON dependency GET "${manifest}" dependencies ${i})
  if(type STREQUAL "OBJECT")
    string(JSON host GET "${dependency}" host)
    string(JSON dependency GET "${dependency}" name)
  else()
    set(host OFF)
  endif()
  string(REGEX MATCH "^vcpkg-" is_helper "${dependency}")
  if(NOT dependency MATCHES "^[a-z0-9]+(-[a-z0-9]+)*$" OR (is_helper AND NOT host) OR (host AND NOT is_helper))
    message(FATAL_ERROR "vcpkg.json: dependency ${dependency}, host ${host}")
  endif()
  list(APPEND dependencies ${dependency})
endforeach()

# The dependencies are the parts of Boost that the headers include; boost-headers provides the CMake target.
get_filename_component(sources ${PORT_DIR}/../../.. ABSOLUTE)
file(GLOB_RECURSE headers ${sources}/include/*.hpp)
foreach(header IN LISTS headers)
  file(STRINGS ${header} includes REGEX "^#include <boost/")
  foreach(line IN LISTS includes)
    string(REGEX REPLACE "^#include <boost/([a-z_0-9]+).*" "boost-\\1" part "${line}")
    string(REPLACE "_" "-" part ${part})
    if(NOT part IN_LIST dependencies)
      message(FATAL_ERROR "vcpkg.json: ${header} needs ${part}")
    endif()
    list(APPEND used ${part})
  endforeach()
endforeach()
foreach(dependency IN LISTS dependencies)
  if(dependency MATCHES "^boost-" AND NOT dependency IN_LIST used AND NOT dependency STREQUAL "boost-headers")
    message(FATAL_ERROR "vcpkg.json: no header needs ${dependency}")
  endif()
endforeach()

# --- The functions ----------------------------------------------------------------------------------------------------

function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
endfunction()

function(vcpkg_cmake_configure)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "SOURCE_PATH" "OPTIONS")
  if(arg_UNPARSED_ARGUMENTS OR NOT VCPKG_BUILD_TYPE STREQUAL "release")
    message(FATAL_ERROR "vcpkg_cmake_configure: ${arg_UNPARSED_ARGUMENTS}, build type ${VCPKG_BUILD_TYPE}")
  endif()
  run(${CMAKE_COMMAND} -S ${arg_SOURCE_PATH} -B ${WORK}/build -DCMAKE_BUILD_TYPE=Release
      -DCMAKE_INSTALL_PREFIX=${CURRENT_PACKAGES_DIR} ${arg_OPTIONS}
  )
endfunction()

function(vcpkg_cmake_install)
  run(${CMAKE_COMMAND} --build ${WORK}/build --target install)
endfunction()

function(vcpkg_cmake_config_fixup)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "CONFIG_PATH" "")
  file(RENAME ${CURRENT_PACKAGES_DIR}/${arg_CONFIG_PATH} ${CURRENT_PACKAGES_DIR}/share/z_moved)
  get_filename_component(parent ${arg_CONFIG_PATH} DIRECTORY)
  if(parent MATCHES "(^|/)cmake$")
    file(REMOVE_RECURSE ${CURRENT_PACKAGES_DIR}/${parent})
  endif()
  if(NOT EXISTS ${CURRENT_PACKAGES_DIR}/share/${PORT})
    file(MAKE_DIRECTORY ${CURRENT_PACKAGES_DIR}/share/${PORT})
  endif()
  file(GLOB moved ${CURRENT_PACKAGES_DIR}/share/z_moved/*)
  foreach(file IN LISTS moved)
    # vcpkg installs it one directory higher.
    file(READ ${file} text)
    string(REPLACE "\${CMAKE_CURRENT_LIST_DIR}/../../../" "\${CMAKE_CURRENT_LIST_DIR}/../../" text "${text}")
    string(REPLACE "get_filename_component(_IMPORT_PREFIX \"\${_IMPORT_PREFIX}\" PATH)\nif" "if" text "${text}")
    get_filename_component(name ${file} NAME)
    file(WRITE ${CURRENT_PACKAGES_DIR}/share/${PORT}/${name} "${text}")
  endforeach()
  file(REMOVE_RECURSE ${CURRENT_PACKAGES_DIR}/share/z_moved)
endfunction()

function(vcpkg_fixup_pkgconfig)
  if(NOT EXISTS ${CURRENT_PACKAGES_DIR}/share/pkgconfig/assay.pc)
    message(FATAL_ERROR "there is no share/pkgconfig/assay.pc")
  endif()
endfunction()

function(vcpkg_install_copyright)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "COMMENT" "FILE_LIST")
  file(READ ${arg_FILE_LIST} text)
  file(WRITE ${CURRENT_PACKAGES_DIR}/share/${PORT}/copyright "${text}")
endfunction()

# --- The port ---------------------------------------------------------------------------------------------------------

set(PORT assay)
set(VERSION ${ASSAY_VERSION})
set(CURRENT_PACKAGES_DIR ${WORK}/packages/assay)
file(REMOVE_RECURSE ${WORK}/build ${CURRENT_PACKAGES_DIR})
include(${PORT_DIR}/portfile.cmake)

foreach(name include/assay/promptetheus.hpp share/assay/assayConfig.cmake share/assay/assayConfigVersion.cmake
             share/assay/assayTargets.cmake share/assay/copyright share/assay/usage share/pkgconfig/assay.pc
)
  if(NOT EXISTS ${CURRENT_PACKAGES_DIR}/${name})
    message(FATAL_ERROR "the package has no ${name}")
  endif()
endforeach()
# The checks of vcpkg after a build reject these.
foreach(name bin lib debug share/doc share/cmake share/man)
  if(EXISTS ${CURRENT_PACKAGES_DIR}/${name})
    message(FATAL_ERROR "the package has ${name}")
  endif()
endforeach()
message(STATUS "vcpkg: the manifest's members, and the package that the port makes")
