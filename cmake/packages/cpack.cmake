# SPDX-License-Identifier: BSL-1.0
# Packages made by CPack in a build directory:
#
#   cpack -G DEB                                  libassay-dev and assay-tools, for Debian and Ubuntu
#   cpack --config CPackSourceConfig.cmake        the source, a tarball
#
# Configure first with CMAKE_INSTALL_PREFIX=/usr and ASSAY_DEBIAN=ON for the Debian packages; docs/packages.md has the commands.
set(CPACK_PACKAGE_NAME assay)
set(CPACK_PACKAGE_VENDOR "assay developers")
# Addresses in .invalid never exist. If you publish packages, set an address that does.
set(ASSAY_PACKAGE_CONTACT "assay developers <assay@packages.invalid>" CACHE STRING "Maintainer named in packages")
set(CPACK_PACKAGE_CONTACT "${ASSAY_PACKAGE_CONTACT}")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGE_CHECKSUM SHA256)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)

set(CPACK_SOURCE_GENERATOR TGZ)
set(CPACK_SOURCE_PACKAGE_FILE_NAME assay-${PROJECT_VERSION})
# Regular expressions that match whole paths.
foreach(directory ${PROJECT_SOURCE_DIR}/build ${PROJECT_SOURCE_DIR}/.cache ${PROJECT_BINARY_DIR})
  string(REGEX REPLACE "([][+.*()^$?|])" "\\\\\\1" directory "${directory}")
  list(APPEND CPACK_SOURCE_IGNORE_FILES "^${directory}/")
endforeach()
list(APPEND CPACK_SOURCE_IGNORE_FILES "/\\.git(/|$)" "/CMakeUserPresets\\.json$" "/compile_commands\\.json$")

set(CPACK_COMPONENTS_ALL development)
if(TARGET assay_cli)
  list(APPEND CPACK_COMPONENTS_ALL tools)
endif()

if(ASSAY_DEBIAN)
  include(${CMAKE_CURRENT_LIST_DIR}/debian.cmake)
endif()

include(CPack)
