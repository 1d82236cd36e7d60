# SPDX-License-Identifier: BSL-1.0
# An overlay port: it packages the sources that contain it.
#
#   vcpkg install assay --overlay-ports=cmake/packages/vcpkg
#
# A port for a registry has vcpkg_from_github(OUT_SOURCE_PATH SOURCE_PATH ...) in place of the first command. vcpkg is not in
# Debian, so vcpkg has not run this port yet. tests/packages/vcpkg_port.cmake runs it with replacements for vcpkg's
# functions.
get_filename_component(SOURCE_PATH "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

set(VCPKG_BUILD_TYPE release) # headers are the same for all build types

vcpkg_cmake_configure(
  SOURCE_PATH "${SOURCE_PATH}" OPTIONS -DASSAY_BUILD_TESTS=OFF -DASSAY_BUILD_EXAMPLES=OFF -DASSAY_INSTALL=ON
)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(CONFIG_PATH share/cmake/assay)
vcpkg_fixup_pkgconfig()

file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/share/doc")
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE")
file(INSTALL "${CMAKE_CURRENT_LIST_DIR}/usage.txt" DESTINATION "${CURRENT_PACKAGES_DIR}/share/${PORT}" RENAME usage)
